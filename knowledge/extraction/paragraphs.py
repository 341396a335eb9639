"""A paragraph as the network sees it: tokens in a row, the amounts to be told what they are, and the years."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise, takewhile

from knowledge.extraction.beginning import OF_ARTICLES
from knowledge.extraction.dates import held_against, published_in
from knowledge.extraction.denying import denied
from knowledge.extraction.mentions import is_about_another, without_mentions, without_others
from knowledge.extraction.words import Near, Words
from knowledge.model import FIRST_YEAR, LAST_YEAR, Catalogue, Quantity, Relation, Unit
from knowledge.questions.declaring import as_declared
from knowledge.questions.japanese import Cutter
from knowledge.questions.learnt.encoder import Token
from knowledge.questions.learnt.encoding import names_of, pieces_of, spoken_in, words_of
from knowledge.questions.lexicon import compiled
from knowledge.questions.normalise import is_japanese, normalised
from knowledge.questions.periods import counted, short_year
from knowledge.questions.ranges import RANGE, in_one_scale, upwards
from knowledge.questions.reading import Tag
from knowledge.questions.spelled import in_digits
from knowledge.questions.spoken import FRACTIONS, MULTIPLES
from knowledge.questions.typos import Speller
from knowledge.questions.words import tagged

MOST_TOKENS = 220
"""Tokens that are read together; of a longer text, stretches of whole sentences."""

BEFORE = 60
"""Tokens before a stretch that are read with it, for what its sentences go on from."""

_RELATIONS = (
    Relation.NEARLY,
    Relation.AT_LEAST,
    Relation.AT_MOST,
    Relation.ABOVE,
    Relation.BELOW,
    Relation.ABOUT,
)
"""Where a word says several of them, the first holds."""

PASSED = frozenset({"mark:passed", "relation:barely"})
"""Of words such as "topped", "just over" and 突破: the amount at them is a mark that was passed."""

NOT_EVEN = (["も", "ない"], ["も", "なかった"], ["足ら", "ず"])
"""Behind an amount: it is less."""

BOTH = ("国内も海外も", "海外も国内も")

PART_OF = ("うち", "のうち", "そのうち")

MOST = {"relation:majority": Relation.ABOVE, "relation:minority": Relation.BELOW}
"""Words that say more, or less, than a half."""

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|(?<=[.!?。！？”」])\n+")

WHOLE = 100
"""Percent: what is more than that of another year is no share of it."""

_OF_A_YEAR = re.compile(
    r"(?P<percent>(?<![\d.])(?P<ratio>\d{1,6}(?:\.\d{1,6})?) ?(?:%|percent|per cent)) of (?:that of |those of |the )?"
    r"(?P<year>(?:19|20)\d\d)\b"
    r"(?P<own>['’]s(?! (?:market|total|whole))| (?:amount|level|figure))?"
)

_END = re.compile(r"(?<=[.!?])\s+(?=[\"'(a-z0-9¥$])|(?<=[。！？\n])")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the text, at its token."""

    token: int
    quantity: Quantity
    unit_said: bool
    start: int
    end: int
    relation: Relation = Relation.EQUAL
    """How near it is meant, by the words at it: "nearly", 約."""
    is_range: bool = False
    """Whether it is the upper end of a range that is said: "between 3.5 and 4 trillion"."""
    has_a_plus: bool = False
    """Whether a plus stands before it: "+26%"."""
    of_a_year: bool = False
    """Whether it is a percentage of what a year had: "102.7 % of 2021's"."""
    said: str = ""
    """The words as the text has them."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A year that an amount may belong to, at its token; at the first token the one that the reader was given."""

    token: int
    year: int
    counts_from: int | None = None
    """The year from which "last year" behind it is counted, where that is another: that of a post."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences read together; amounts before `first` belong to the stretch before."""

    tokens: tuple[Token, ...]
    amounts: tuple[Amount, ...]
    moments: tuple[Moment, ...]
    sentences: tuple[int, ...]
    """For each token, the number of its sentence."""
    first: int = 0


@cache
def _plain_speller() -> Speller:
    """Print has no slips of the finger."""
    return Speller({})


class Paragraphs:
    """Cuts texts with the words of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._english = compiled("en", catalogue)
        self._cutter = Cutter(compiled("ja", catalogue), self._english, _plain_speller())

    def parts(self, text: str) -> list[str]:
        """The paragraphs of a text as far as it is read: each is read by itself."""
        return [part for part in _PARAGRAPH.split(OF_ARTICLES.beginning(text)) if part.strip()]

    def read_to_its_end(self, text: str) -> bool:
        """Whether nothing of a text is left out for its length or for too many numbers."""
        return len(OF_ARTICLES.beginning(text)) == len(text)

    def plain(self, text: str) -> str:
        """What is read of a paragraph or a message, which was cut already, and what positions in it count in."""
        return normalised(text.replace("\n", " \n "), OF_ARTICLES.characters)

    def words(self, plain: str) -> Words:
        """What a text says besides its amounts."""
        tags, language = self.tags(in_digits(plain)), _language(plain)
        return Words(
            amounts=tuple(_amounts(tags, language)),
            spoken=tuple(_spoken(tags, language, frozenset({*FRACTIONS, *MOST}))),
            multiples=tuple(_spoken(tags, language, frozenset(MULTIPLES))),
            years=[tag.year for tag in tags if tag.year is not None],
            dated=_dated(tags, plain),
            subjects=list(dict.fromkeys(name for tag in tags for name in tag.names("subject"))),
            places=frozenset(name for tag in tags for name in tag.names("geo")),
            elsewhere=any(is_about_another(tags, place) for place in range(len(tags))),
            unheld=any(tag.has("other:unheld") for tag in tags),
            of_strangers=_of_strangers(tags) or _of_a_stranger(tags) or _of_a_film(plain),
            both_named=any(each in plain for each in BOTH),
            part_of=any(tag.text in PART_OF for tag in tags),
            denied=denied(tags, language),
            concepts=frozenset(concept for tag in tags for concept in tag.concepts),
            record=_record(tags),
            known=tuple(tag.number for place, tag in enumerate(tags) if tag.number is not None and _known(tags, place)),
        )

    def stretches(self, plain: str, hint: int | None) -> Iterator[Stretch]:
        """A text of one or many sentences, cut where it is too long to be read at once."""
        language, tags = _language(plain), self.tags(plain)
        ends, bases, published = _ends(plain), _bases(plain), published_in(plain)
        words = [words_of(tag, plain, language)[:MOST_TOKENS] for tag in tags]  # of what is unknown each letter is one
        for first, last, behind in _cut(tags, [len(each) for each in words], ends):
            own = slice(behind, last)
            yield _encoded(tags[own], words[own], language, hint, first - behind, ends, bases, published)

    def without_others(self, plain: str) -> str:
        """A text without what it says of other countries and companies, or only mentions of them."""
        return without_others(self.tags(plain), plain, _ends(plain))

    def without_mentions(self, plain: str) -> str:
        """A text without the countries and companies that it only mentions."""
        return without_mentions(self.tags(plain), plain)

    def tags(self, plain: str) -> list[Tag]:
        """The words of a text with their meanings."""
        japanese = _language(plain) == "ja"
        tags = self._cutter.cut(plain) if japanese else tagged(plain, self._english, _plain_speller())
        in_time = [tag if _in_time(tag) else replace(tag, year=None) for tag in tags]
        return in_one_scale(as_declared(in_time, plain, _ends))


def _ends(plain: str) -> list[int]:
    """Where the sentences of a text end."""
    return [match.end() for match in _END.finditer(plain)] + [len(plain)]


def _in_time(tag: Tag) -> bool:
    return tag.year is None or FIRST_YEAR <= tag.year <= LAST_YEAR


def _language(plain: str) -> str:
    return "ja" if is_japanese(plain) else "en"


def _cut(tags: Sequence[Tag], sizes: Sequence[int], ends: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The tags of each stretch as (first, last, first that is read with it)."""
    start = 0
    while start < len(sizes):
        last, count, sentence = start, 0, start
        while last < len(sizes) and count + sizes[last] <= MOST_TOKENS:
            count += sizes[last]
            last += 1
            if last == len(sizes) or _ends_between(tags[last - 1], tags[last], ends):
                sentence = last
        last = sentence if sentence > start else max(last, start + 1)
        behind, before = start, 0
        while behind > 0 and before + sizes[behind - 1] <= BEFORE:
            behind -= 1
            before += sizes[behind]
        yield start, last, behind
        start = last


def _ends_between(tag: Tag, following: Tag, ends: Sequence[int]) -> bool:
    """Whether a sentence ends between two tags."""
    place = bisect_left(ends, tag.end)
    return place < len(ends) and ends[place] <= following.start


def _encoded(
    tags: Sequence[Tag],
    words_said: Sequence[Sequence[str]],
    language: str,
    hint: int | None,
    own: int,
    ends: Sequence[int],
    bases: Collection[int],
    published: Mapping[int, int],
) -> Stretch:
    """The tokens of tags; those from `own` on belong to the stretch."""
    tokens: list[Token] = [((), (f"lang:{language}", "begin", f"hint:{hint is not None}"))]
    amounts: list[Amount] = []
    moments = [Moment(0, hint)] if hint is not None else []
    words = [word for said in words_said for word in said]
    sentences = [0]
    place, first_own = 0, 1
    for index, tag in enumerate(tags):
        if index == own:
            first_own = len(tokens)
        said: list[Moment] = []
        for number, word in enumerate(words_said[index]):
            before = words[place - 1] if place else ""
            after = words[place + 1] if place + 1 < len(words) else ""
            if number == 0:
                said = _moments(tags, index, len(tokens), moments, hint, bases, published)
                moments += said
                if tag.number is not None and tag.year is None:
                    relation = _relation(tags, index, language)
                    if relation is Relation.EQUAL and _listed(tags, index, amounts):
                        relation = amounts[-1].relation
                    quantity = tag.number if tag.unit_said else _in_currency(tag.number, tags, index, ends)
                    quantity = upwards(quantity, tags, index)
                    if low := _ranged(tags, index):
                        quantity = quantity.model_copy(update={"low": min(low, quantity.low)})
                    place_said = (len(tokens), quantity, tag.unit_said, tag.start, tag.end, relation)
                    amounts.append(
                        Amount(
                            *place_said,
                            is_range=tag.has(RANGE),
                            has_a_plus=tag.text.startswith("+"),
                            of_a_year=tag.end in bases,
                        )
                    )
            names = names_of(tag, word, number == 0, language)
            if tag.year is not None or (number == 0 and said):
                names += ("y:year",) if tag.year is not None else ("y:counted",)
            tokens.append((pieces_of(word, (before, after), tag, language), names))
            sentences.append(bisect_right(ends, tag.start))
            place += 1
    return Stretch(tuple(tokens), tuple(amounts), tuple(moments), tuple(sentences), first_own)


def _dated(tags: Sequence[Tag], plain: str) -> bool:
    against = held_against(plain)
    return any(tag.year is not None and tag.start not in against for tag in tags)


def _of_strangers(tags: Sequence[Tag]) -> bool:
    """Whether a part of what was spoken of is said to be what nobody here has heard of: "40 % of that is Americans"."""
    whole = next((place for place, tag in enumerate(tags) if tag.has("followup:all_of_it")), len(tags))
    behind = [tag for tag in tags[whole + 1 :] if any(map(str.isalnum, tag.text))]
    said = [tag for tag in behind if not all(concept.startswith(_SAYING_LITTLE) for concept in tag.concepts)]
    part = any(tag.has(*FRACTIONS, *MOST) or tag.number is not None for tag in tags[: whole + 1])
    return part and not said and any(not tag.concepts and tag.number is None and tag.year is None for tag in behind)


_SAYING_LITTLE = ("harmless:", "sep:", "op:only", "period:", "followup:", "op:source", "topic:origin", "mark:")


def _of_a_stranger(tags: Sequence[Tag]) -> bool:
    """Whether a name that nobody here has heard of, in katakana, stands before what is measured: ワンピのグッズ."""
    for index, tag in enumerate(tags[:-1]):
        if tag.text.startswith(("の", "は")) and any(tags[index + 1].names("subject")):
            name = "".join(each.text for each in tags[max(0, index - 4) : index] if not each.concepts)
            if _KATAKANA.fullmatch(name):
                return True
    return False


def _of_a_film(plain: str) -> bool:
    """Whether one film is spoken of: "that train movie alone made"."""
    return _ONE_FILM.search(plain) is not None


_ONE_FILM = re.compile(r"\bthat (?:\w+ ){1,4}(?:movie|film)\b|\b(?:movie|film) alone\b", re.IGNORECASE)

_KATAKANA = re.compile(r"[ァ-ヶー]{2,}")

_OF_GROWTH = frozenset({"change:up", "change:down", "topic:growth"})


def _record(tags: Sequence[Tag]) -> bool:
    of_growth = any(tag.has("kind:growth") and not tag.text.startswith("前年") for tag in tags)
    of_growth &= not any(tag.has("topic:record") and _of_money(tags, index) for index, tag in enumerate(tags))
    of_growth |= any(one.has("topic:record") and other.concepts & _OF_GROWTH for one, other in pairwise(tags))
    return any(tag.has("topic:record") for tag in tags) and not of_growth


def _of_money(tags: Sequence[Tag], index: int) -> bool:
    """Whether an amount of money stands before a word: 4662億円で過去最高."""
    before = [tag for tag in tags[max(0, index - 3) : index] if not tag.has("harmless:word", "followup:marker")]
    number = before[-1].number if before else None
    return number is not None and number.unit in (Unit.JPY, Unit.USD)


def _amounts(tags: Sequence[Tag], language: str) -> Iterator[Near]:
    """The numbers that are no years."""
    for index, tag in enumerate(tags):
        if tag.number is not None and tag.year is None:
            yield tag.number, _relation(tags, index, language)


def _spoken(tags: Sequence[Tag], language: str, concepts: frozenset[str]) -> Iterator[Near]:
    """The amounts that are words of these meanings; half a trillion is none."""
    for index, tag in enumerate(tags):
        if tag.number is None and tag.has(*concepts):
            quantity = spoken_in(tag)
            relation = next((MOST[concept] for concept in MOST if tag.has(concept)), None)
            if tag.text.endswith("以上"):
                relation = Relation.AT_LEAST
            denied = index > 0 and tags[index - 1].text in ("not", "n't")
            denied |= any(each.has("mark:rather") for each in tags[index + 1 : index + 2])
            if quantity is not None and not denied:
                yield quantity, relation or _relation(tags, index, language)


def _relation(tags: Sequence[Tag], index: int, language: str) -> Relation:
    """What the word before an amount says of it, an article between them or not; in Japanese also the one behind."""
    if _known(tags, index):
        return Relation.EQUAL
    if _not_even(tags[max(0, index - 3) : index]):
        return Relation.BELOW
    places = [_beside(tags, index, -1)] + ([_beside(tags, index, 1)] if language == "ja" else [])
    said = {concept for place in places if 0 <= place < len(tags) for concept in tags[place].concepts}
    found = next((relation for relation in _RELATIONS if f"relation:{relation.value}" in said), Relation.EQUAL)
    if found is not Relation.EQUAL:
        return found
    behind = tags[index + 1 : index + 3]
    missed = any(tag.has("op:gap") for tag in takewhile(lambda tag: tag.number is None, behind))
    missed &= not any(tag.number for tag in tags[index + 3 : index + 4])  # まだ3割: of the next
    if (missed and language == "ja") or [tag.text for tag in behind] in NOT_EVEN:
        return Relation.BELOW
    return Relation.ABOVE if said & PASSED else found


def _not_even(before: Sequence[Tag]) -> bool:
    """ "It isn't even a third": less."""
    even = next((place for place, tag in enumerate(before) if tag.text == "even"), 0)
    if any(tag.has("sep:comma") for tag in before[even:]):
        return False
    return even > 0 and before[even - 1].has("relation:not")


def _known(tags: Sequence[Tag], index: int) -> bool:
    """Whether an amount is spoken of as known, and is no bound: "more than the 2 trillion", 国内の1兆円を上回る."""
    behind = tags[index + 1 : index + 2]
    number = tags[index].number
    money = number is not None and number.unit in (Unit.JPY, Unit.USD)
    if (
        money
        and index > 1
        and tags[index - 1].text == "の"
        and any(
            tag.has("topic:overtaking", "relation:below") or tag.text.startswith("より")
            for tag in tags[index + 1 : index + 3]
        )
    ):
        owner = tags[index - 2]
        return owner.year is not None or any(each.startswith(("geo:", "subject:")) for each in owner.concepts)
    return index > 0 and tags[index - 1].text == "the" and not any(tag.text == "mark" for tag in behind)


def _listed(tags: Sequence[Tag], index: int, before: Sequence[Amount]) -> bool:
    """Whether an amount only goes on from the mark before it: "passed 1 trillion in 2018 and 2 trillion in 2024"."""
    if not before or before[-1].relation is not Relation.ABOVE:
        return False
    between = [tag for tag in tags[:index] if tag.start >= before[-1].end]
    first = next((place for place, tag in enumerate(tags) if tag.start == before[-1].start), 0)
    beside = tags[max(0, first - 1)].concepts & PASSED
    joined = all(tag.year or all(concept.startswith(_JOINING) for concept in tag.concepts) for tag in between)
    return bool(beside) and joined and any(tag.has("sep:and") for tag in between)


_JOINING = ("sep:", "harmless:", "followup:marker", "period:")


def _beside(tags: Sequence[Tag], index: int, step: int) -> int:
    """The place of the next word on one side, or of the one behind an article or a particle."""
    place = index + step
    between = 0 <= place < len(tags) and tags[place].concepts == {"harmless:word"}
    return place + step if between else place


def _in_currency(number: Quantity, tags: Sequence[Tag], index: int, ends: Sequence[int]) -> Quantity:
    """A number without a currency, in the one that its sentence names before it: "in dollars: 25 billion"."""
    if number.unit is not Unit.JPY:
        return number
    for before in range(index - 1, -1, -1):
        if _ends_between(tags[before], tags[before + 1], ends) or tags[before].has("ask:yen"):
            break
        if tags[before].has("ask:usd"):
            return number.model_copy(update={"unit": Unit.USD})
    return number


def _ranged(tags: Sequence[Tag], index: int) -> Decimal | None:
    """The other end of a range that ends at a number: "14 to 15 percent", 14〜15%."""
    if index < 2 or (upper := tags[index].number) is None or upper.unit not in (Unit.PERCENT, Unit.TIMES):
        return None
    lower, joined = tags[index - 2].number, tags[index - 1].has("sep:and", "sep:mark", "period:until", "sep:colon")
    plain = lower is not None and not tags[index - 2].unit_said and tags[index - 2].year is None
    return lower.value if lower is not None and plain and joined and 0 < lower.value < upper.value else None


def _bases(plain: str) -> frozenset[int]:
    """Where the percentages of a year end, and where those years begin: "102.7 % of 2021's", "of the 2021 amount"; of
    more than all of it "102.7 % of 2021", too.
    """
    found = (match for match in _OF_A_YEAR.finditer(plain) if match["own"] or Decimal(match["ratio"]) > WHOLE)
    return frozenset(place for match in found for place in (match.end("percent"), match.start("year")))


def _moments(
    tags: Sequence[Tag],
    index: int,
    token: int,
    so_far: Sequence[Moment],
    hint: int | None,
    bases: Collection[int],
    published: Mapping[int, int],
) -> list[Moment]:
    """The year that a tag says, or counts from the one before: "a year earlier", 翌年, 3年前; of one that a percentage
    is of, the next, and of one in which something is published the one before.
    """
    tag = tags[index]
    base = so_far[-1].counts_from or so_far[-1].year if so_far else hint
    year = tag.year
    if year is not None and tag.start in published:
        return [Moment(token, year + published[tag.start], year)]
    if year is not None and tag.start in bases:
        year += 1
    if year is None and any(each.has("period:years_word") for each in tags[index + 1 : index + 2]):
        year = short_year(tag)
    if year is None and base is not None:
        year = counted(tags, index, base)
    return [Moment(token, year)] if year is not None else []
