"""Lines of the corpora -> examples to learn from: each turn as the network sees it, with the frame meant."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

from knowledge.answering import Desk, remembered
from knowledge.model import Catalogue, Operation, Query
from knowledge.questions.learnt.encoding import Encoded, Here, encoded
from knowledge.questions.learnt.frames import Frame
from knowledge.questions.normalise import is_japanese, normalised
from knowledge.questions.parts import places
from knowledge.questions.reader import Reader
from knowledge.questions.spelled import in_digits
from tests.questions.corpora import TODAY, Turns, letters, the_catalogue
from tests.questions.noise import noisy
from tests.questions.notation import query_of
from tests.questions.training.framing import NotFramed, framed

NAMING = ("c:geo:overseas", "c:geo:domestic", "c:subject:", "c:scope:", "c:metric:", "c:topic:", "c:status:")
DATING = ("c:period:previous", "c:period:latest")

LEAST_BANTER = {"en": 10, "ja": 5}
"""Characters of what is put beside claims."""

LONGEST_BESIDE = 90
"""Characters of a message that is put behind another one."""

TOLD_THAT_NO_MORE = 0.35
"""Of how many parts it is taught that they make no further claim."""

ASIDES, ASIDES_TRIED = Path(__file__).with_name("asides.jsonl"), 3
STANDING_ALONE = frozenset("extreme years statement definition gap required rank rate".split())


@dataclass(frozen=True, slots=True)
class Example:
    """One turn: what was typed, what it means, and both as the network has them."""

    text: str
    meaning: Query | str
    question: Encoded
    frame: Frame
    previous: Query | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """An example with the other ways in which it is shown: with slips, with words around it, or behind another turn."""

    example: Example
    slips: tuple[Example, ...] = ()
    asides: tuple[Example, ...] = ()
    beside: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """What people say before or after a question, and that asks for nothing."""

    language: str
    text: str
    before: bool

    def around(self, question: str) -> str:
        gap = "" if self.language == "ja" else " "
        return f"{self.text}{gap}{question}" if self.before else f"{question}{gap}{self.text}"


def asides() -> Iterator[Aside]:
    """Those of `asides.jsonl`."""
    for line in ASIDES.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        yield Aside(said["lang"], said["text"], said["where"] == "before")


class Teacher:
    """Makes examples of conversations; remembers the turns that later ones leaned on, to put before other questions."""

    def __init__(self, catalogue: Catalogue | None = None) -> None:
        self.catalogue = catalogue or the_catalogue()
        self._reader = Reader(self.catalogue)
        self._desk = Desk(self.catalogue, today=lambda: TODAY)
        self._turns: list[Query] = []
        self._chance = random.Random(1)
        self._banter: dict[str, list[str]] = {"en": [], "ja": []}
        self._claims: dict[str, list[dict[str, str]]] = {"en": [], "ja": []}
        self._asides = {language: [a for a in asides() if a.language == language] for language in ("en", "ja")}
        self.left_out = 0

    def hear(self, messages: Iterable[Turns]) -> None:
        """Keeps the parts of messages that claim nothing, and short messages that claim one thing, to put them beside
        others.
        """
        for turns in messages:
            if len(turns) == 1 and len(turns[0]["q"]) <= LONGEST_BESIDE and "?" in turns[0]["m"]:
                self._claims["ja" if is_japanese(turns[0]["q"]) else "en"].append(turns[0])
            for turn in turns if len(turns) > 1 else ():
                language = "ja" if is_japanese(turn["q"]) else "en"
                if turn["m"] == "none chat" and len(turn["q"]) >= LEAST_BANTER[language] and not self._names(turn["q"]):
                    self._banter[language].append(turn["q"])

    def _names(self, text: str) -> bool:
        """Whether a text names anything that figures are about, a number or a time."""
        tags = self._reader.tags(in_digits(normalised(text)))
        counts = any(tag.number is not None or tag.year is not None for tag in tags)
        return counts or any(f"c:{c}".startswith((*NAMING, *DATING)) for tag in tags for c in tag.concepts)

    def lessons(self, conversations: Iterable[Turns]) -> Iterator[Lesson]:
        """A lesson for each turn; turns whose meaning the frames can't say are left out, and counted."""
        for turns in conversations:
            previous: Query | None = None
            for turn in turns:
                meaning = query_of(turn["m"])
                example = self._example(turn["q"], meaning, previous)
                if example is None:
                    self.left_out += 1
                else:
                    around = (*self._aside(example), *self._beside_banter(example), *self._beside_a_claim(example))
                    yield Lesson(example, tuple(self._slips(example)), around, tuple(self._beside(example)))
                if isinstance(meaning, Query):
                    previous = self._remembered(meaning, previous)

    def told(self, messages: Iterable[Turns]) -> Iterator[Lesson]:
        """A lesson for each claim of each part of messages, read where it stands; for some of the parts one that there
        is no further claim.
        """
        for text, turns in wholes(messages):
            for number, turn in enumerate(turns):
                claims = _claims_of(query_of(turn["m"]))
                done = "chat" if isinstance(claims[0], Query) and self._chance.random() < TOLD_THAT_NO_MORE else None
                for claim, meaning in enumerate((*claims, done) if done else claims, 1):
                    example = self._in_place(text, turns, number, claim, meaning)
                    if example is None:
                        self.left_out += 1
                        continue
                    slips = tuple(self._slips_in_place(text, turns, number, claim, meaning))
                    yield Lesson(example, slips, tuple(self._in_place_beside(text, turns, number, claim, meaning)))

    def _slips_in_place(
        self, text: str, turns: Turns, number: int, claim: int, meaning: Query | str
    ) -> Iterator[Example]:
        """The same with one slip in the part and, all in lower case, with two."""
        said = turns[number]["q"]
        if not text.isascii() or text.count(said) != 1:
            return
        seed = crc32(said.encode())
        for slips, changed in ((1, str), (2, str.lower)):
            slipped = noisy(changed(said), seed + slips, slips)
            parts = [
                {**turn, "q": slipped if index == number else changed(turn["q"])} for index, turn in enumerate(turns)
            ]
            example = self._in_place(changed(text).replace(changed(said), slipped), parts, number, claim, meaning)
            if example is not None:
                yield example

    def _in_place_beside(
        self, text: str, turns: Turns, number: int, claim: int, meaning: Query | str
    ) -> Iterator[Example]:
        """The same with something before or behind the message that claims nothing, and with another claim behind."""
        if another := self._another_claim(text):
            beside = [*turns, another]
            both = _joined([{"q": text, "m": ""}, another])
            example = self._in_place(both, beside, number, claim, meaning)
            yield from (example,) if example else ()
        said = self._some_banter(text)
        if said is not None and isinstance(meaning, Query):
            first = self._chance.random() < 0.5
            whole, idle = {"q": text, "m": ""}, {"q": said, "m": "none chat"}
            beside = [idle, *turns] if first else [*turns, idle]
            around = _joined([idle, whole] if first else [whole, idle])
            example = self._in_place(around, beside, number + first, claim, meaning)
            yield from (example,) if example else ()

    def _beside_banter(self, example: Example) -> Iterator[Example]:
        """A message with something before or behind it that claims nothing."""
        said = self._some_banter(example.text)
        if said is not None and example.previous is None and isinstance(example.meaning, Query):
            both = [{"q": said}, {"q": example.text}]
            beside = self._example(_joined(both if self._chance.random() < 0.5 else both[::-1]), example.meaning, None)
            yield from (beside,) if beside else ()

    def _beside_a_claim(self, example: Example) -> Iterator[Example]:
        """A claim with another one behind it: two claims."""
        claims = isinstance(example.meaning, Query) and example.meaning.claim is not None
        another = self._another_claim(example.text) if example.previous is None and claims else None
        if another is not None:
            both = Query(operation=Operation.PARTS)
            told = self._example(_joined([{"q": example.text}, another]), both, None)
            yield from (told,) if told else ()

    def _another_claim(self, text: str) -> dict[str, str] | None:
        """A short message that claims something else than a short text."""
        others = self._claims["ja" if is_japanese(text) else "en"]
        other = self._chance.choice(others) if others and len(text) <= LONGEST_BESIDE else None
        return other if other is not None and other["q"] != text else None

    def _some_banter(self, text: str) -> str | None:
        said = self._banter["ja" if is_japanese(text) else "en"]
        return self._chance.choice(said) if said else None

    def _in_place(self, text: str, turns: Turns, number: int, claim: int, meaning: Query | str) -> Example | None:
        plain = in_digits(normalised(text))
        tags = self._reader.tags(plain)
        here = list(places(plain, tags, [in_digits(normalised(turn["q"])) for turn in turns]))[number]
        return self._example(text, meaning, None, replace(here, number=claim)) if here is not None else None

    def _example(
        self, text: str, meaning: Query | str, previous: Query | None, here: Here | None = None
    ) -> Example | None:
        plain = in_digits(normalised(text))
        language = "ja" if is_japanese(plain) else "en"
        question = encoded(self._reader.tags(plain), plain, language, self.catalogue, TODAY.year, previous, here)
        try:
            return Example(text, meaning, question, framed(meaning, question, self.catalogue), previous)
        except NotFramed:
            return None

    def _remembered(self, meaning: Query, previous: Query | None) -> Query:
        """The query that the next turn leans on: with its years filled in, as the bot keeps it."""
        leaning = meaning.model_copy(update={"before": previous.items[:2] if previous else ()})
        kept = remembered(self._desk.answer(leaning)) or leaning
        self._turns.append(kept)
        return kept

    def _slips(self, example: Example) -> Iterator[Example]:
        """The same with one slip and, in lower case, with two; slips are made in English only."""
        if not example.text.isascii():
            return
        seed = crc32(example.text.encode())
        for text, slips in ((example.text, 1), (example.text.lower(), 2)):
            slipped = self._example(noisy(text, seed + slips, slips), example.meaning, example.previous)
            if slipped is not None:
                yield slipped

    def _aside(self, example: Example) -> Iterator[Example]:
        """The same with words around it that ask for nothing: why somebody asks, what they know already."""
        unclear = example.meaning == "unclear" or example.frame.operation == "parts"
        if example.previous is not None or unclear or not _names_something(example.question):
            return
        language = "ja" if is_japanese(example.text) else "en"
        for _ in range(ASIDES_TRIED):
            aside = self._chance.choice(self._asides[language])
            fits = not any(map(str.isdigit, aside.text)) or _stands_alone(example.frame)
            if fits and _digits(aside.text).isdisjoint(_digits(example.text)):
                said = self._example(aside.around(example.text), example.meaning, None)
                if said is not None:
                    yield said
                return

    def _beside(self, example: Example) -> Iterator[Example]:
        """A whole question behind a turn that it does not lean on, and a fragment behind none."""
        named = _names_something(example.question)
        if example.previous is not None:
            if _is_fragment(example, named):
                alone = self._example(example.text, "unclear", None)
                yield from (alone,) if alone else ()
            yield from self._behind_another(example, example.previous)
            return
        whole = named and isinstance(example.meaning, Query) and _stands_alone(example.frame)
        if self._turns and (whole or isinstance(example.meaning, str)) and self._chance.random() < 0.35:
            behind = self._example(example.text, example.meaning, self._chance.choice(self._turns))
            yield from (behind,) if behind else ()

    def _behind_another(self, example: Example, previous: Query) -> Iterator[Example]:
        """The same with another turn before the turn that it leans on, where it leans on that one only."""
        meaning = example.meaning
        items = meaning.items if isinstance(meaning, Query) else ()
        leans = {item.metric for item in previous.before} & {item.metric for item in items}
        if not self._turns or len(items) > 1 or (leans - {item.metric for item in previous.items}):
            return
        other = previous.model_copy(update={"before": self._chance.choice(self._turns).items[:2]})
        shown = self._example(example.text, meaning, other) if self._chance.random() < 0.6 else None
        yield from (shown,) if shown else ()


def wholes(messages: Iterable[Turns]) -> Iterator[tuple[str, Turns]]:
    """Each message as one part, and with its parts where it is told in these."""
    every = list(messages)
    texts = {letters(turns): turns[0]["q"] for turns in every if len(turns) == 1}
    for turns in every:
        if len(turns) > 1:
            yield texts.get(letters(turns)) or _joined(turns), turns
        else:
            yield turns[0]["q"], turns


def _joined(turns: Turns) -> str:
    """The parts of a message that is not told as a whole, one behind the other."""
    comma, space = ("、", "") if is_japanese("".join(turn["q"] for turn in turns)) else (", ", " ")
    return (
        "".join(turn["q"] + (space if turn["q"][-1] in ".!?。！？" else comma) for turn in turns[:-1]) + turns[-1]["q"]
    )


def _claims_of(meaning: Query | str) -> Sequence[Query | str]:
    return meaning.parts or (meaning,) if isinstance(meaning, Query) else (meaning,)


def _names_something(question: Encoded) -> bool:
    names = {name for _, features in question.tokens for name in features}
    return any(name.startswith(NAMING) and name != "c:subject:anime" for name in names)


def _digits(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


def _stands_alone(frame: Frame) -> bool:
    return any(role != "-" for role in frame.years) or frame.operation in STANDING_ALONE


def _is_fragment(example: Example, named: bool) -> bool:
    """A later turn that means nothing without the one before."""
    names = {name for _, features in example.question.tokens for name in features}
    says_what = named or not names.isdisjoint({"c:amount:market", "c:subject:anime", "c:ask:who"})
    short = len(example.text.split()) <= 6 and len(example.text) < 24
    return short and not says_what and isinstance(example.meaning, Query)
