"""What a question is about: words such as "studios" and "abroad" put together into metrics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from knowledge.model import Catalogue, Geography, MetricId, Scope, Status, Unit
from knowledge.questions.reading import Tag

PARTS_OF_CONTENT = frozenset({"games", "manga", "live_action"})
CATEGORIES = frozenset({"streaming", "tv", "movie", "home_video", "merchandising", "music", "amusement", "live"})
COUNTED = ("tv_minutes", "tv_titles_new", "tv_titles", "studios", "event_countries", "events")
DIVIDERS = ("sep:and", "op:compare", "relation:than", "op:overtake", "relation:by", "relation:beyond")


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that is spoken of, by its features; `metric` is None when the catalogue has none for them.

    `soft` mentions have no feature of their own: "the anime market", which is the whole market.
    """

    first: int
    last: int
    scope: str | None = None
    geo: str | None = None
    subject: str | None = None
    status: str | None = None
    named: MetricId | None = None
    soft: bool = False
    divided: bool = False
    anime: bool = False
    shared: bool = False
    metric: MetricId | None = None

    @property
    def covered(self) -> bool:
        return self.metric is not None


def found_mentions(tags: Sequence[Tag], catalogue: Catalogue) -> list[Mention]:
    """The metrics that a question speaks of, in order; features that belong together are one mention."""
    context = _Context.of(tags)
    mentions = _inherited(_gathered(tags, context))
    hard = [m for m in mentions if not m.soft]
    kept = (
        mentions if context.contrasts and len(hard) < len(mentions) and _soft_counts(mentions) else hard or mentions[:1]
    )
    if context.shares:
        kept = [replace(m, shared=m.scope == "content" and m.anime) for m in kept]
    kept = kept if context.contrasts or not context.years else _without_whole(kept)
    return [
        replace(mention, metric=resolved(mention, context, catalogue))
        for mention in map(_of_content, kept, [kept] * len(kept))
    ]


def _without_whole(mentions: list[Mention]) -> list[Mention]:
    """ "Everything earned abroad, altogether": where nothing is contrasted, a place beside "all" is what is meant."""
    placed = any(m.geo in ("overseas", "domestic") for m in mentions)
    whole = [m for m in mentions if m.geo == "all" and not (m.scope or m.subject or m.named)]
    return [m for m in mentions if m not in whole] if placed and whole else mentions


def _of_content(mention: Mention, all_of_them: list[Mention]) -> Mention:
    """ "Games or anime?": beside games, anime is a part of content."""
    beside = any(m.subject in PARTS_OF_CONTENT for m in all_of_them) or mention.shared
    if (
        beside
        and mention.subject in (None, "anime")
        and (mention.soft or mention.subject == "anime")
        and not mention.scope
    ):
        return replace(mention, scope="content", subject="anime_part", soft=False)
    return mention


@dataclass(frozen=True, slots=True)
class _Context:
    """What the whole question says that one mention's metric depends on."""

    counts: bool
    money: bool
    content: bool
    contrasts: bool
    strategy: bool
    overseas: bool
    japan_is_home: bool
    shares: bool
    years: bool

    @classmethod
    def of(cls, tags: Sequence[Tag]) -> _Context:
        concepts = frozenset().union(*(tag.concepts for tag in tags))
        money = not concepts.isdisjoint(
            {"amount:money", "amount:market", "ask:yen", "ask:usd", "kind:share", "ask:howmuch"}
        )
        contrasts = {
            "op:compare",
            "op:difference",
            "op:ratio",
            "relation:than",
            "op:overtake",
            "relation:above",
            "relation:below",
            "sep:and",
            "op:highest",
            "relation:same",
        }
        return cls(
            counts="ask:howmany" in concepts and concepts.isdisjoint({"ask:yen", "ask:usd", "ask:percent", "op:ratio"}),
            money=money,
            content=not concepts.isdisjoint({"scope:content"} | {f"subject:{part}" for part in PARTS_OF_CONTENT}),
            contrasts=not concepts.isdisjoint(contrasts),
            strategy="topic:strategy" in concepts or "scope:content" in concepts,
            overseas="geo:overseas" in concepts,
            shares="kind:share" in concepts and "status:target" not in concepts,
            years=len({tag.year for tag in tags if tag.year}) > 1,
            japan_is_home=concepts.isdisjoint({"geo:domestic", "scope:content", "status:target"})
            and (
                ("geo:overseas" in concepts and bool(concepts & contrasts))
                or (
                    "geo:overseas" not in concepts
                    and not concepts.isdisjoint({"relation:majority", "relation:half", "relation:minority"})
                )
            ),
        )


def _gathered(tags: Sequence[Tag], context: _Context) -> list[Mention]:
    mentions: list[Mention] = []
    divided = False
    for index, tag in enumerate(tags):
        divided = divided or tag.has(*DIVIDERS) or (tag.number is not None and tag.number.unit is not Unit.YEARS)
        mention = _of_tag(tag, index, context, tags)
        if mention is None:
            continue
        joined = _joined(mentions[-1], mention, divided) if mentions else None
        if joined is None:
            mentions.append(replace(mention, divided=divided))
        else:
            mentions[-1] = joined
        divided = False
    return mentions


def _of_tag(tag: Tag, index: int, context: _Context, tags: Sequence[Tag]) -> Mention | None:
    scopes, subjects = tag.names("scope"), tag.names("subject")
    geo = _geo(tag, context)
    if tag.number is not None and (counted := _counted(tag)):
        return Mention(index, index, subject=counted)
    named = tag.role("metric")
    subject = _subject(subjects, context)
    scope = "production" if "production" in scopes else scopes[0] if scopes else None
    numbered = any(t.number is not None and t.number.unit is Unit.COUNT for t in tags[max(0, index - 2) : index])
    if scope == "production" and numbered and not subject and _COMPANIES.search(tag.text):
        subject = "studios"
    if scope == "production" and context.counts and not subject and not context.money and _COMPANIES.search(tag.text):
        subject = "studios"
    if named or scope or geo or (subject and subject != "anime"):
        return Mention(index, index, scope, geo, subject if subject != "anime" else None, tag.role("status"), named)
    if subject == "anime" or tag.has("amount:market", "geo:japan"):
        return Mention(index, index, soft=True, anime=bool(subject))
    return None


_COUNTERS = (
    ("社", "studios"),
    ("本", "tv_titles"),
    ("タイトル", "tv_titles"),
    ("件", "events"),
    ("カ国", "event_countries"),
    ("か国", "event_countries"),
)


def _counted(tag: Tag) -> str | None:
    """What a counted number counts: 136,407 minutes, 811社."""
    if tag.number is not None and tag.number.unit is Unit.MINUTES:
        return "tv_minutes"
    return next((subject for counter, subject in _COUNTERS if tag.text.endswith(counter)), None)


_COMPANIES = re.compile("studio|compan|スタジオ|会社")


def _geo(tag: Tag, context: _Context) -> str | None:
    names = tag.names("geo")
    if "overseas" in names or "domestic" in names:
        return "overseas" if "overseas" in names else "domestic"
    if "japan" in names and context.japan_is_home and tag.text in ("japan", "jp", "jpn", "nippon", "日本", "にほん"):
        return "japan"
    return "all" if "all" in names else None


def _subject(subjects: list[str], context: _Context) -> str | None:
    for counted in COUNTED:
        if counted in subjects and not (
            counted == "tv_titles" and "tv" in subjects and context.money and not context.counts
        ):
            return counted
    others = [subject for subject in subjects if subject not in COUNTED]
    return next((s for s in others if s != "anime"), others[0] if others else None)


def _joined(before: Mention, after: Mention, divided: bool) -> Mention | None:
    """Both as one mention, or None where they are two things."""
    if after.soft and (not divided or before.soft):
        return replace(before, last=after.last, anime=before.anime or after.anime)
    if before.soft and not divided:
        return replace(after, first=before.first, anime=before.anime or after.anime)
    if divided and not (before.soft and after.soft) and (after.soft or before.soft):
        return None
    if divided and before.subject and after.subject and _refines(before.subject, after.subject) and not after.geo:
        finer = _finer(before.subject, after.subject)
        return replace(before, last=after.last, subject=finer) if finer == before.subject else None
    pairs = (
        (before.scope, after.scope),
        (before.geo, after.geo),
        (before.subject, after.subject),
        (before.named, after.named),
    )
    if {before.subject, after.subject} == {"live", "events"} and not divided:
        return replace(
            before, last=after.last, subject="live", anime=before.anime or after.anime, geo=before.geo or after.geo
        )
    if any(a and b and a != b and not _refines(a, b) for a, b in pairs) or (
        divided and _complete(before) and _complete(after)
    ):
        return None
    merged = [_finer(a, b) for a, b in pairs]
    return replace(
        before,
        last=after.last,
        scope=merged[0],
        geo=merged[1],
        subject=merged[2],
        named=merged[3],
        status=before.status or after.status,
        anime=before.anime or after.anime,
    )


def _refines(first: str, second: str) -> bool:
    """`tv` with `tv_minutes`, "all" with a part: one says more exactly what the other says."""
    return {first, second} in (
        {"tv", "tv_minutes"},
        {"tv", "tv_titles"},
        {"tv", "tv_titles_new"},
        {"tv_titles", "tv_titles_new"},
        {"tv_titles", "tv_minutes"},
        {"events", "event_countries"},
        {"production", "broad"},
    ) and "broad" not in (first, second)


def _finer(first: str | None, second: str | None) -> str | None:
    if first and second:
        order = (*COUNTED, first, second)
        return min(first, second, key=order.index)
    return first or second


def _complete(mention: Mention) -> bool:
    return bool(mention.scope or mention.subject or mention.named or mention.geo == "all")


def _inherited(mentions: list[Mention]) -> list[Mention]:
    """ "studio revenue at home and abroad": the second takes the first's scope where only the place differs."""
    hard = [m for m in mentions if not m.soft]
    scope = next((m.scope for m in hard if m.scope in ("production", "content") and m.geo), None)
    if scope is None or not any(m.geo and not m.scope and not m.subject for m in hard):
        return mentions
    return [replace(m, scope=scope) if m.geo and not m.scope and not m.subject and not m.soft else m for m in mentions]


def _soft_counts(mentions: Iterable[Mention]) -> bool:
    return any(m.soft and m.divided for m in mentions) or next(iter(mentions)).soft


def resolved(mention: Mention, context: _Context, catalogue: Catalogue) -> MetricId | None:
    """The metric with these features; None when the catalogue has none such."""
    if mention.named:
        return mention.named
    subject = mention.subject if mention.subject != "anime" else None
    if subject == "anime_part":
        return _with(catalogue, Scope.CONTENT, Geography.OVERSEAS, "anime")
    if subject in PARTS_OF_CONTENT:
        wanted = (Scope.CONTENT, Geography.OVERSEAS) if context.content and mention.geo != "domestic" else None
        return (
            _with(catalogue, *wanted, subject)
            if wanted and (mention.geo == "overseas" or context.strategy or context.overseas)
            else None
        )
    if subject in COUNTED:
        return (
            next((m.id for m in catalogue.metrics.values() if m.subject == subject), None)
            if mention.geo != "overseas" or subject in ("events", "event_countries")
            else None
        )
    if subject in CATEGORIES:
        fits = mention.scope in (None, "broad") and mention.geo != "overseas"
        return _with(catalogue, Scope.BROAD, Geography.DOMESTIC, subject) if fits else None
    geography = {"overseas": Geography.OVERSEAS, "domestic": Geography.DOMESTIC, "japan": Geography.DOMESTIC}.get(
        mention.geo or "", Geography.ALL
    )
    if mention.scope == "content":
        return None if geography is Geography.DOMESTIC else _with(catalogue, Scope.CONTENT, Geography.OVERSEAS, None)
    if mention.scope == "cool_japan":
        return _with(catalogue, Scope.COOL_JAPAN, Geography.OVERSEAS, None, Status.TARGET)
    scope = Scope.PRODUCTION if mention.scope == "production" else Scope.BROAD
    return _with(catalogue, scope, geography, None)


def _with(
    catalogue: Catalogue, scope: Scope, geography: Geography, subject: str | None, status: Status = Status.OBSERVATION
) -> MetricId | None:
    for metric in catalogue.metrics.values():
        if (metric.scope, metric.geography, metric.subject, metric.status) == (scope, geography, subject, status):
            return metric.id
    return None
