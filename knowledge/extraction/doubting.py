"""Whether a text can claim what it was read to claim: words in it may say that something else is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, permutations

from knowledge.extraction.hearing import Hearing, Told, claims_of, values_of
from knowledge.extraction.judging import is_precise
from knowledge.extraction.leads import PLACES
from knowledge.model import MONEY, Catalogue, Kind, Operation, Query, Relation, Unit
from knowledge.questions import Tag

OF_THAT, OF_IT = ("followup:all_of_it",), ("followup:it", "sep:of")
"""The meanings of words that make a share one of what was spoken of before, and of those that do before an amount."""

ENDS = ("from", "to")


class Doubting:
    """Doubts with one catalogue; built once, then only reads."""

    def __init__(self, catalogue: Catalogue, hearing: Hearing) -> None:
        self._hearing, self._sold_abroad = hearing, frozenset(catalogue.sold_abroad.values())

    def is_understood(self, text: str, told: Told) -> bool:
        """Whether no claim was taken for what the text can't claim."""
        queries = claims_of(told)
        moved = self._moves_otherwise(text, queries) or self._moves_by_half(text, queries)
        if moved or _in_two_currencies(queries):
            return False
        return not any(each.query is not None and self._is_another(part, each.query) for part, each in told)

    def leaves_amounts(self, text: str, told: Told) -> bool:
        """Whether an amount of a text is claimed of nothing, though others are."""
        queries = claims_of(told)
        claimed = Counter(value for query in queries for value in values_of(query))
        return bool(queries) and not self._hearing.amounts(text) <= claimed

    def is_part_of_that(self, query: Query, text: str) -> bool:
        """Whether a share is not one of its usual whole, but of what was spoken of before, or of an amount: "most of
        those 2.17 trillion".
        """
        tags = self._hearing.tags(text)
        of_money = any(one.has(*OF_IT) and _is_money(other) for one, other in pairwise(tags))
        return _is_of(Kind.SHARE, query) and (of_money or self._hearing.has(text, OF_THAT))

    def _moves_otherwise(self, text: str, queries: Sequence[Query]) -> bool:
        """Whether something is told to have moved the other way than its values: "rose from 356 to 278"."""
        up, down = (self._hearing.has(text, (f"change:{way}",)) for way in ("up", "down"))
        moves = {
            _bound(other) > _bound(one)
            for one, other in permutations(filter(_is_a_level, queries), 2)
            if one.items[0].metric == other.items[0].metric
            and (one.items[0].period or 0) < (other.items[0].period or 0)
        }
        return up is not down and bool(moves) and up not in moves

    def _moves_by_half(self, text: str, queries: Sequence[Query]) -> bool:
        """Whether of what something moved "from" and what it moved "to" one is claimed and the other is not."""
        tags = self._hearing.tags(text)
        ends = [{abs(_amount(other)) for one, other in pairwise(tags) if one.text == way} - {0} for way in ENDS]
        claimed = {abs(_bound(query)) for query in queries}
        return all(ends) and len({bool(values & claimed) for values in ends}) == 2

    def _is_another(self, part: str, query: Query) -> bool:
        """Whether a claim is not what it was taken for."""
        if _is_a_level(query):
            return self._is_no_level(part, query)
        return any(_is_of(kind, query) for kind in (Kind.SHARE, Kind.GROWTH)) and self._is_no_share(part, query)

    def _is_no_level(self, part: str, query: Query) -> bool:
        """Whether an amount is what something changed by (1兆円以上増えた), or no bound that anybody would set."""
        tags = [tag for tag in self._hearing.tags(part) if not tag.has("relation:above", "relation:about")]
        changed = any(_is_money(one) and other.has("change:up", "change:down") for one, other in pairwise(tags))
        claim = query.claim
        bounded = claim is not None and claim.relation in (Relation.ABOVE, Relation.BELOW)
        return changed or (bounded and claim is not None and claim.bound is not None and is_precise(claim.bound))

    def _is_no_share(self, part: str, query: Query) -> bool:
        """Whether a percentage is one of what was added or spoken of before, of another that is named beside it, or
        of the year before; how much is left; or a number without its unit.
        """
        (item,) = query.items
        added = item.metric in PLACES.values() and self._hearing.has(part, ("mark:added",))
        left = item.kind is Kind.GROWTH and self._hearing.has(part, ("change:to",))
        bound = query.claim.bound if query.claim is not None else None
        bare = bound is not None and abs(bound.value) in self._hearing.bare_numbers(part)
        named = {name for tag in self._hearing.tags(part) for name in tag.names("subject")}
        share = item.kind is Kind.SHARE
        of_another = share and (item.metric in self._sold_abroad and len(named) > 1)
        of_another |= share and self._hearing.has(part, ("period:previous",))
        return added or left or bare or of_another or self.is_part_of_that(query, part)


def _is_of(kind: Kind, query: Query) -> bool:
    """Whether the share, or the growth, of one thing is claimed."""
    value = query.operation is Operation.VALUE and len(query.items) == 1
    return value and query.items[0].kind is kind


def _is_a_level(query: Query) -> bool:
    """Whether the value of one thing is claimed."""
    return _is_of(Kind.LEVEL, query) and query.claim is not None and query.claim.bound is not None


def _bound(query: Query) -> Decimal:
    bound = query.claim.bound if query.claim is not None else None
    return bound.value if bound is not None else Decimal(0)


def _is_money(tag: Tag) -> bool:
    return tag.number is not None and tag.number.unit in MONEY


def _amount(tag: Tag) -> Decimal:
    """How much money a word is; nothing where it is none."""
    return tag.number.value if tag.number is not None and _is_money(tag) else Decimal(0)


def _in_two_currencies(queries: Sequence[Query]) -> bool:
    """Whether amounts in dollars stand beside how much something changed, which is another change in yen."""
    bounds = [query.claim.bound for query in queries if query.claim is not None]
    in_dollars = any(bound is not None and bound.unit is Unit.USD for bound in bounds)
    return in_dollars and any(query.operation in (Operation.CHANGE, Operation.RATIO) for query in queries)
