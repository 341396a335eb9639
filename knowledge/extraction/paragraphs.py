"""A paragraph as the network sees it: tokens in a row, the amounts to be told what they are, and the years."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from knowledge.extraction.beginning import OF_ARTICLES
from knowledge.extraction.dates import published_in
from knowledge.extraction.mentions import without_mentions, without_others
from knowledge.extraction.nearness import is_listed, lower_end, relation_of
from knowledge.extraction.noticing import noticed
from knowledge.extraction.stretches import Amount, Moment, Stretch
from knowledge.extraction.words import Words
from knowledge.model import FIRST_YEAR, LAST_YEAR, Catalogue, Quantity, Relation, Unit
from knowledge.questions.declaring import as_declared
from knowledge.questions.japanese import Cutter
from knowledge.questions.learnt.encoder import Token
from knowledge.questions.learnt.encoding import names_of, pieces_of, words_of
from knowledge.questions.lexicon import compiled
from knowledge.questions.normalise import is_japanese, normalised
from knowledge.questions.periods import counted, short_year
from knowledge.questions.ranges import RANGE, in_one_scale, upwards
from knowledge.questions.reading import Tag
from knowledge.questions.spelled import in_digits
from knowledge.questions.typos import Speller
from knowledge.questions.words import tagged

REMEMBERED = 32
"""Texts whose words are remembered: each is looked at from several sides, one after the other."""

MOST_TOKENS = 220
"""Tokens that are read together; of a longer text, stretches of whole sentences."""

BEFORE = 60
"""Tokens before a stretch that are read with it, for what its sentences go on from."""

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|(?<=[.!?。！？”」])\n+")

WHOLE = 100
"""Percent: what is more than that of another year is no share of it."""

_OF_A_YEAR = re.compile(
    r"(?P<percent>(?<![\d.])(?P<ratio>\d{1,6}(?:\.\d{1,6})?) ?(?:%|percent|per cent)) of (?:that of |those of |the )?"
    r"(?P<year>(?:19|20)\d\d)\b"
    r"(?P<own>['’]s(?! (?:market|total|whole))| (?:amount|level|figure))?"
)

_END = re.compile(r"(?<=[.!?])\s+(?=[\"'(a-z0-9¥$])|(?<=[。！？\n])")


@cache
def _plain_speller() -> Speller:
    """Print has no slips of the finger."""
    return Speller({})


class Paragraphs:
    """Cuts texts with the words of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._english = compiled("en", catalogue)
        self._cutter = Cutter(compiled("ja", catalogue), self._english, _plain_speller())
        self._tagged: Callable[[str], tuple[Tag, ...]] = lru_cache(REMEMBERED)(self._tagged_of)

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
        return noticed(tags, plain, language)

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

    def tags(self, plain: str) -> Sequence[Tag]:
        """The words of a text with their meanings."""
        return self._tagged(plain)

    def _tagged_of(self, plain: str) -> tuple[Tag, ...]:
        japanese = _language(plain) == "ja"
        tags = self._cutter.cut(plain) if japanese else tagged(plain, self._english, _plain_speller())
        in_time = [tag if _in_time(tag) else replace(tag, year=None) for tag in tags]
        return tuple(in_one_scale(as_declared(in_time, plain, _ends)))


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
                    relation = relation_of(tags, index, language)
                    if relation is Relation.EQUAL and is_listed(tags, index, amounts):
                        relation = amounts[-1].relation
                    quantity = tag.number if tag.unit_said else _in_currency(tag.number, tags, index, ends)
                    quantity = upwards(quantity, tags, index)
                    if low := lower_end(tags, index):
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
