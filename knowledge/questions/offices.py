"""Who holds which office: "is Hasegawa the chair?" is settled by the statement that says who does."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence, Set
from functools import cached_property

from knowledge.model import Catalogue, Claim, Operation, Query, Relation, Statement
from knowledge.questions.normalise import normalised
from knowledge.questions.reading import Tag

_NAME = re.compile(r"\b[A-Z][a-z]\w*")
"""A word that is written as a name."""


class Offices:
    """The statements that answer "who?" with a person's name; the first of their topics is the office."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @cached_property
    def _held(self) -> dict[str, tuple[Statement, str]]:
        """Office -> the statement, and the topic that is its holder's name."""
        found: dict[str, tuple[Statement, str]] = {}
        for statement in self._catalogue.statements.values():
            said = statement.short.get("en", "")
            names = {normalised(word) for word in _NAME.findall(said)}
            holders = [topic for topic in statement.topics[1:] if topic in names]
            if "who" in statement.asks and holders:
                found.setdefault(statement.topics[0], (statement, holders[0]))
        return found

    @cached_property
    def _by_persons(self) -> dict[str, tuple[Statement, str]]:
        """The offices whose holders are persons, and not what other statements are about."""
        themes = {statement.topics[0] for statement in self._catalogue.statements.values()}
        return {office: each for office, each in self._held.items() if each[1] not in themes}

    @cached_property
    def statements(self) -> frozenset[str]:
        """Those that say who holds an office."""
        return frozenset(statement.id for statement, _ in self._by_persons.values())

    def told(self, query: Query, tags: Sequence[Tag]) -> Query:
        """ "What is Hasegawa's role?": where no office is named, the statement on the one that the person holds."""
        held = {statement.id: person for statement, person in self._held.values()}
        said = {topic for tag in tags for topic in tag.names("topic")}
        persons, offices = set(held.values()) & said, set(self._held) & said
        if query.operation is not Operation.STATEMENT or query.claim or len(persons) != 1 or offices:
            return query
        if held.get(query.statements[0]) in (None, *persons):
            return query
        theirs = next(id for id, person in held.items() if person in persons)
        return query.model_copy(update={"statements": (theirs,)})

    def judged(self, query: Query, tags: Sequence[Tag]) -> Query | None:
        """The claim as the statement on the office settles it; None where no person is given an office."""
        if query.operation is not Operation.STATEMENT or query.claim is None:
            return None
        said = {topic for tag in tags for topic in tag.names("topic")}
        persons = {person for _, person in self._by_persons.values()} & said
        offices = self._named(tags, persons)
        denied = any(tag.has("relation:not", "op:never", "op:only") for tag in tags)
        held = [office for office in offices if self._by_persons[office][1] in persons]
        if len(persons) != 1 or not offices or denied or self._tells_where(query, next(iter(persons)), said):
            return None
        others = [office for office in offices if office not in held]
        if held and others and query.claim.relation is Relation.SO:
            held = []  # what is another's, too, is not held
        statement, person = self._by_persons[(held or others)[0]]
        if held and any(tag.has(ELSEWHERE) for tag in tags):
            statement, held = self._post_of(person) or statement, []
        relation = Relation.SO if held else Relation.NOT_SO
        return query.model_copy(update={"statements": (statement.id,), "claim": Claim(relation=relation)})

    def _named(self, tags: Sequence[Tag], persons: Collection[str]) -> list[str]:
        """The offices that are named; a word for several is for the one before it ("editor in chief") or else for one
        that a person holds, and one that only says that somebody serves says none where another does.
        """
        found: list[str] = []
        serving: list[str] = []
        for place, tag in enumerate(tags):
            offices = [office for office in self._by_persons if office in tag.names("topic")]
            just_before = [office for each in tags[max(0, place - 1) : place] for office in each.names("topic")]
            if len(offices) > 1 and len(going_on := [office for office in offices if office in just_before]) == 1:
                offices = going_on
            held = [office for office in offices if self._by_persons[office][1] in persons]
            (serving if tag.text.startswith(SERVING) or tag.has("harmless:word") else found).extend(held or offices)
        return list(dict.fromkeys(found or serving))

    def of_another(self, tags: Sequence[Tag]) -> Query | None:
        """That the one person who is named holds an office that is another's, which is not so; None where nobody is
        given one.
        """
        held = self._by_persons
        said = {topic for tag in tags for topic in tag.names("topic")}
        persons = {person for _, person in held.values()} & said
        if any(office in said and who in persons for office, (_, who) in held.items()):
            return None  # "chief" alone may be either's
        others = [statement.id for office, (statement, who) in held.items() if office in said and who not in persons]
        if len(persons) != 1 or not others or any(tag.has("relation:not") for tag in tags):
            return None
        claim = Claim(relation=Relation.NOT_SO)
        return Query(operation=Operation.STATEMENT, statements=(others[0],), claim=claim)

    def _tells_where(self, query: Query, person: str, said: Set[str]) -> bool:
        """Whether it is claimed where a person works beside the office, and that place is named."""
        post = self._post_of(person)
        of_offices = {topic for statement, _ in self._held.values() for topic in statement.topics}
        return post is not None and query.statements == (post.id,) and bool((said & {*post.topics}) - of_offices)

    def _post_of(self, person: str) -> Statement | None:
        """The statement on where a person works."""
        theirs = (each for each in self._catalogue.statements.values() if person in each.topics)
        return next((each for each in theirs if "where" in each.asks and "who" in each.asks), None)


SERVING = ("務め", "つとめ", "兼", "就い", "率い")
"""Words that say that an office is held, and not which."""

ELSEWHERE = "other:elsewhere"
"""An organisation of which nothing is held: nobody is known to hold an office there."""
