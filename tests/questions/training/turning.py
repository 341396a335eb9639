"""Messages turned round: one side, direction, relation or speaker of what is claimed as its opposite, in the words and
in the meaning, so that what is so in the figures is no reason to read it in a message.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.questions import Reader
from knowledge.questions.normalise import normalised
from knowledge.questions.spelled import in_digits
from tests.questions.corpora import Turns

SIDES = """
    overseas=domestic, abroad=at home, foreign>domestic, international>domestic, outside japan=inside japan,
    home>overseas, outside of japan>inside of japan, in japan>outside japan, within japan>outside japan,
    home market>foreign market, took home, take home, 海外=国内
"""
DIRECTIONS = """
    rose=fell, rise=fall, rising=falling, risen=fallen, rises=falls, grew=shrank, grow=shrink, growing=shrinking,
    grown=shrunk, grows=shrinks, up=down, jumped=dropped, jump=drop, jumps=drops, climbed=slid, climb=slide,
    soared=plunged, slipped=inched up, surged=plummeted, expanded=contracted, increase=decrease,
    increased=decreased, gained=lost, gain=loss, decline>rise, declined>rose, dip>rise, dipped=edged up,
    up to, up until, end up, ended up, made up, make up, sped up, picked up, picking up, give up, gave up, shut up,
    catch up, caught up, keep up, kept up, mixed up, mixing up, 増加=減少, 増えた=減った, 増えて=減って,
    増えました=減りました, 増えちゃ=減っちゃ, 増え続け=減り続け, 増=減, 伸びた=縮んだ, 伸びて=縮んで,
    伸びました=縮みました, 伸び続け=縮み続け, 落ちた>伸びた, 落ちて>伸びて, 拡大=縮小, 上がった=下がった,
    プラス成長=マイナス成長, 減速, 半減, 倍増
"""
RELATIONS = """
    more than=less than, bigger than=smaller than, larger than>smaller than, above=below, ahead of=behind,
    higher than=lower than, faster than=slower than, ahead of schedule, ahead of plan, ahead of the plan, ahead of time,
    ahead of the deadline, behind schedule, behind plan, 多い=少ない, 多かった=少なかった, 大きい=小さい,
    大きかった=小さかった, 以上>未満, 上回った=下回った, 上回る=下回る, 上回っ=下回っ, でかい>小さい, 超えた>下回った,
    高い=低い
"""
EXTREMES = """
    biggest=smallest, largest>smallest, highest=lowest, best=worst, strongest=weakest, fastest=slowest, top>bottom,
    最大=最小, 最高=最低, 一番大き=一番小さ, 一番多=一番少な, 一番高=一番低, 最も大き=最も小さ, 最も多=最も少な,
    いちばん大き=いちばん小さ
"""
SPEAKERS = """
    kazuko ishikawa=masahiko hasegawa, ishikawa=hasegawa, 石川和子=長谷川雅彦, 石川=長谷川, イシカワ=ハセガワ,
    chair=editor-in-chief, editor in chief>chair, 理事長=編集長
"""
"""Words with their opposites: `>` where the other is not turned back into the one, and none where a word stays."""

OTHER_SIDE = {"market_overseas": "market_domestic", "production_overseas": "production_domestic"}
OTHER_SIDE |= {other: one for one, other in OTHER_SIDE.items()}
WHOLES = frozenset({"market_total", "production_total"})
OF_ONE_SIDE = frozenset({"overseas_overtook", "production_overseas_part"})
OF_ONE_PERSON = frozenset(
    "ishikawa_exports ishikawa_company aja_chair report_editor hasegawa_gap hasegawa_growth hasegawa_economy".split()
)
"""Statements that hold of one side, and of one person, only."""
OPPOSITE = {">": "<", "<": ">", ">=": "<", "<=": ">"}
FALLING = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "=": "=", "~": "~"}

_METRIC = re.compile(r"[a-z]+_[a-z_]+")
_SAID = re.compile(r"say (\w+) \? true$")
_OF_GROWTH = re.compile(
    r"((?:all |any |none |first |last )?growth\(\w+\)(?:@\d+)?(?: \?)?|change \w+ \d+>\d* \?) "
    r"(>=|<=|=|~|>|<) (-?)([\d.]+) percent( .*)?$"
)
_BOUNDED = re.compile(r"(compare \w+@\d+, \w+@\d+ \?|\w+@\d+ \?) (>=|<=|>|<)( .*)?$")
_EXTREME = re.compile(r"(highest|lowest) ([^?]+ \? = \d+)$")
_NEGATIVE = re.compile(r"minus|[-−▲△]\s?\d", re.IGNORECASE)


def _on_the_other_side(meaning: str) -> str | None:
    found = _SAID.match(meaning)
    if found:
        return f"say {found[1]} ? false" if found[1] in OF_ONE_SIDE else None
    metrics = set(_METRIC.findall(meaning))
    if not metrics & set(OTHER_SIDE) or not metrics <= {*OTHER_SIDE, *WHOLES}:
        return None
    return _METRIC.sub(lambda metric: OTHER_SIDE.get(metric[0], metric[0]), meaning)


def _in_the_other_direction(meaning: str) -> str | None:
    found = _OF_GROWTH.match(meaning)
    if not found:
        return None
    asked, relation, minus, percent, rest = found.groups()
    sign = "" if minus or not float(percent) else "-"
    return f"{asked} {FALLING[relation]} {sign}{percent} percent{rest or ''}"


def _in_the_other_relation(meaning: str) -> str | None:
    found = _BOUNDED.match(meaning)
    return f"{found[1]} {OPPOSITE[found[2]]}{found[3] or ''}" if found else None


def _at_the_other_end(meaning: str) -> str | None:
    found = _EXTREME.match(meaning)
    return f"{'lowest' if found[1] == 'highest' else 'highest'} {found[2]}" if found else None


def _of_the_other_person(meaning: str) -> str | None:
    found = _SAID.match(meaning)
    return f"say {found[1]} ? false" if found and found[1] in OF_ONE_PERSON else None


@dataclass(frozen=True)
class Turning:
    """One way to turn a message round: its words, and what a meaning becomes (None where it can't be turned)."""

    words: Mapping[str, str]
    meant: Callable[[str], str | None]
    marks: tuple[str, str] | None = None
    """The meanings of the words of both kinds: there are as many of the one as there were of the other."""
    all_marked: bool = True
    """Whether each word has one of them."""
    word_each: bool = False
    """Whether each claim has one word of its own, in its own part."""
    one_word: bool = False
    """Whether only one of the words is said."""
    signed: bool = False
    """Whether the sign of a number says the same as a word."""
    refused: tuple[str, ...] = ()
    """The meanings of words that may say the same in another way."""

    def refuses(self, said: str) -> bool:
        """Whether a number of a text has a sign that would have to be turned too."""
        return self.signed and _NEGATIVE.search(said) is not None

    def reworded(self, said: str) -> tuple[str, list[str]]:
        """A text with each of the words as its opposite, and the words that were there."""
        found: list[str] = []

        def instead(match: re.Match[str]) -> str:
            word = " ".join(match[0].lower().split())
            if self.words[word] != word:
                found.append(word)
            return self.words[word]

        return self._pattern.sub(instead, said), found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self.words, key=len, reverse=True)
        latin = "|".join(word.replace(" ", r"\s") for word in longest if word.isascii())
        other = "|".join(_whole(word) for word in longest if not word.isascii())
        return re.compile(rf"\b(?:{latin})\b|{other}", re.IGNORECASE)


def _whole(word: str) -> str:
    """A Japanese word as a pattern; a noun that a verb could begin with is followed by no ending."""
    return f"{word}(?![ぁ-ん])" if word in ("増", "減") else word


def _opposites(told: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in map(str.strip, told.split(",")):
        one, both, other = pair.partition("=") if "=" in pair else pair.partition(">")
        found[one] = other or one
        if both == "=":
            found.setdefault(other, one)
    return found


TURNINGS = (
    Turning(_opposites(SIDES), _on_the_other_side, ("geo:overseas", "geo:domestic"), refused=("geo:japan",)),
    Turning(_opposites(DIRECTIONS), _in_the_other_direction, ("change:up", "change:down"), word_each=True, signed=True),
    Turning(_opposites(RELATIONS), _in_the_other_relation, ("relation:above", "relation:below"), word_each=True),
    Turning(_opposites(EXTREMES), _at_the_other_end, ("op:highest", "op:lowest"), all_marked=False),
    Turning(_opposites(SPEAKERS), _of_the_other_person, one_word=True),
)


class Turner:
    """Turns messages round, as far as the reader's words show that all of a message is."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def turned(self, turns: Turns) -> Iterator[Turns]:
        """The message turned round in each way that it can be."""
        for turning in TURNINGS:
            found = self._turned(turns, turning)
            if found is not None:
                yield found

    def _turned(self, turns: Turns, turning: Turning) -> Turns | None:
        found: Turns = []
        words: list[str] = []
        for turn in turns:
            text, said = turning.reworded(turn["q"])
            terms = [*map(str.strip, turn["m"].split("&"))] if "?" in turn["m"] else []
            meant = [*map(turning.meant, terms)]
            if None in meant or (turning.word_each and len(said) != len(terms)):
                return None
            words += said
            found.append({"q": text, "m": " & ".join(filter(None, meant)) or turn["m"]})
        claims = any("?" in turn["m"] for turn in turns)
        return found if claims and words and self._is_turned(turns, found, turning, words) else None

    def _is_turned(self, before: Turns, after: Turns, turning: Turning, words: list[str]) -> bool:
        """Whether all that makes the meaning was turned."""
        if turning.one_word:
            return len(set(words)) == 1
        assert turning.marks is not None
        one, other = self._marks(before), self._marks(after)
        first, second = turning.marks
        swapped = (one[first], one[second]) == (other[second], other[first])
        marked = not turning.all_marked or one[first] + one[second] == len(words)
        refused = any(one[mark] for mark in turning.refused) or any(turning.refuses(turn["q"]) for turn in before)
        sides = {side for turn in before for side in ("overseas", "domestic") if f"_{side}" in turn["m"]}
        named = turning.meant is not _on_the_other_side or all(one[f"geo:{side}"] for side in sides)
        return swapped and marked and named and not refused

    def _marks(self, turns: Turns) -> Counter[str]:
        """How often the words have each meaning."""
        tags = (tag for turn in turns for tag in self._reader.tags(in_digits(normalised(turn["q"]))))
        return Counter(concept for tag in tags for concept in tag.concepts)
