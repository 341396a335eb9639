"""What is typed into forms, handed in as files, and forged into custom ids: an answer or a reason, never an error."""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.answers.card import Action
from bot.answers.codec import encode
from bot.answers.composing import compose
from bot.answers.pressing import Press, custom_id_of, press_of
from bot.answers.voice import Voice
from bot.moderating import controls
from bot.moderating.choosing import Setting, setting_of
from bot.moderating.controls import Step, filled, use_of
from knowledge.additions import Entry, FigureEntry
from knowledge.additions.entries import LARGEST, decoded, encoded
from knowledge.additions.exchange import as_csv, as_json
from knowledge.answering import Desk
from knowledge.model import Catalogue, Query
from knowledge.reviewing import Given, imported, proposed
from tests.bot.test_codec import NESTED, PLAIN
from tests.hostile.numbers import unfounded
from tests.hostile.sent import faults
from tests.hostile.texts import TEXTS

MANY = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
METRICS = ("market_overseas", "tv_titles", "market_streaming", "nothing")
SHORT = TEXTS.map(lambda text: text[:200])
AMOUNTS = SHORT | st.builds("{}{} {}".format, SHORT, st.decimals(allow_nan=True), st.sampled_from(("yen", "%", "兆円")))
ROW = {"metric": "market_overseas", "year": "2025", "value": "JPY2.5 trillion", "source": "AJA"}
FIGURE = ROW | {"exact": "2500000000000", "rounding": "50000000000", "unit": "JPY"}
MOST_WRITTEN = 2_000
"""Characters that one figure takes in a file, its texts being short."""


def is_sound(entry: Entry) -> bool:
    """Whether an entry is kept and read back as it is, takes little room, and holds a number that can be shown."""
    if isinstance(entry, FigureEntry):
        assert entry.quantity.low <= entry.value <= entry.quantity.high
        assert abs(entry.value) <= LARGEST
        assert len(as_csv([entry])) + len(as_json([entry])) < MOST_WRITTEN + 8 * len(entry.metric + entry.note)
    return decoded(entry.table, encoded(entry)) == entry


@MANY
@given(metric=st.sampled_from(METRICS), value=AMOUNTS, field=st.sampled_from(fields(Given)), said=SHORT)
@example(metric="market_overseas", value="\ud83c", field=fields(Given)[3], said="\ud83c")
def test_any_amount_and_any_field_is_a_figure_or_its_troubles_are_told(
    metric: str, value: str, field: object, said: str, catalogue: Catalogue
) -> None:
    typed = ROW | {"metric": metric, "value": value}
    name = getattr(field, "name", "")
    found = proposed(Given(**(typed | ({name: said} if name not in ("kind", "rank") else {}))), catalogue)
    if isinstance(found, FigureEntry):
        assert is_sound(found)
    else:
        assert found
        assert all(trouble.text["en"] and trouble.text["ja"] for trouble in found)


@pytest.mark.parametrize("value", ["999,999,999 trillion yen", "9" * 80 + "兆円", "0." + "0" * 90 + "1 yen"])
def test_an_amount_beyond_all_measure_is_not_read(value: str, catalogue: Catalogue) -> None:
    found = proposed(Given(**(ROW | {"value": value})), catalogue)
    assert isinstance(found, list)
    assert {trouble.field for trouble in found} == {"value"}


# --- files ---


def names(given: str) -> str | None:
    return given if given == "market_overseas" else None


NUMBERS = st.sampled_from(("1E999999", "NaN", "sNaN", "-1", "Infinity", "1E-999999", "5", "", "x", "9" * 50, "１"))
VALUES: st.SearchStrategy[object] = st.none() | st.booleans() | st.integers() | st.floats() | SHORT | NUMBERS
JSON = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SHORT, inner, max_size=3))
CHANGES = st.dictionaries(st.sampled_from([*FIGURE, "kind", "rank", "note", "url", "published"]), JSON, max_size=3)
FILES = st.one_of(
    st.binary(max_size=300),
    TEXTS.map(lambda text: text.encode("utf-8", "replace")),
    st.builds(lambda change: json.dumps([FIGURE | change]).encode(), CHANGES),
    st.builds(lambda change: json.dumps({"entries": [ENTRY | change]}).encode(), CHANGES),
    JSON.map(lambda value: json.dumps({"entries": value}).encode()),
    st.lists(SHORT, max_size=30).map(lambda cells: ",".join(ROW) + "\n" + ",".join(cells))
    .map(lambda text: text.encode("utf-8", "replace")),
)  # fmt: skip
ENTRY: dict[str, object] = {
    "table": "figure", "metric": "market_overseas", "kind": "level", "period": 2025, "unit": "JPY",
    "value": "2.5E+12", "rounding": "5E+10", "publisher": "AJA",
}  # fmt: skip


@MANY
@given(content=FILES)
@example(content=b"[" + b"1" * 5_000 + b"]")
@example(content=b"[" * 100_000)
@example(content=json.dumps([FIGURE | {"rounding": "1E999999"}]).encode())
@example(content=json.dumps([FIGURE | {"rounding": "sNaN"}]).encode())
@example(content=json.dumps([ROW | {"source": "\ud800"}]).encode())
@example(content=json.dumps([ENTRY | {"value": "1E+999999"}]).encode())
@example(content=json.dumps([ENTRY | {"rounding": "-1"}]).encode())
@example(content=json.dumps([ENTRY | {"published": "9999-99-99"}]).encode())
@example(content=json.dumps([ENTRY | {"url": "javascript:alert(1)"}]).encode())
def test_any_file_is_read_or_its_bad_rows_are_told(
    content: bytes, catalogue: Catalogue, voices: dict[str, Voice]
) -> None:
    found = imported(content, catalogue, names)
    for _, entry in found.entries:
        assert is_sound(entry)
        if isinstance(entry, FigureEntry):
            assert voices["ja"].date(entry.published) is not None
            assert entry.url[:4] in ("", "http")
    assert all(row.text["en"] and row.text["ja"] for row in found.bad)


def test_a_sound_row_is_still_read(catalogue: Catalogue) -> None:
    for content in ([FIGURE], [ENTRY], {"entries": [ENTRY]}):
        ((_, entry),) = imported(json.dumps(content).encode(), catalogue, names).entries
        assert isinstance(entry, FigureEntry)
        assert entry.quantity.high == Decimal("2.55E+12")


# --- custom ids ---

HOSTILE_QUERIES = st.sampled_from(
    (
        "v1,years,i=*moverseas!!2024,r=above,b=JPY!1E999999",
        "v1,years,i=*moverseas!!2024,r=above,b=JPY!1E-999999",
        "v1,rank,i=*moverseas!!2024,b=count!1E50",
        "v1,value,i=*moverseas!!2024,c=equal!JPY!sNaN",
        "v1,value,i=*moverseas!!99999",
        "v1,parts,p=v1%2Cparts",
        "v1,series,i=*moverseas!!,y=2100!1900",
        "v1,value,i=!!",
        "v1,series,i=!g!1900",
        "v1,series,i=*moverseas!g!1900",
        "v1,definition,i=nope!!",
        "v1,glance,a=nope",
        "v1,statement,t=nope",
        "v0,value,i=*moverseas!!2024",
        "v2,value",
    )
)
LINES = HOSTILE_QUERIES | SHORT | (PLAIN | NESTED).map(encode)
IDS = st.builds("anime:{}:{}:{}".format, st.sampled_from(("a", "a-en", "s-xx", "", "q")), SHORT, LINES) | st.builds(
    "anime:{}:abc:{}".format, st.sampled_from(("a", "a-ja", "w", "s", "c-")), LINES
)


@MANY
@given(custom_id=IDS, cut=st.integers(0, 100))
def test_any_custom_id_of_an_answer_is_answered_or_stale(
    custom_id: str, cut: int, desk: Desk, catalogue: Catalogue, voices: dict[str, Voice]
) -> None:
    for line in (custom_id[:100], custom_id[:cut]):
        press = press_of(line)
        if press is None:
            continue
        answer = desk.answer(press.query)
        assert unfounded(answer, desk, catalogue) == []
        for voice in voices.values():
            assert faults(compose(answer, voice), voice) == []


@MANY
@given(query=PLAIN, asker=st.integers(0, 2**63))
def test_a_genuine_custom_id_comes_back_and_its_beginning_is_not_mistaken_for_one(query: Query, asker: int) -> None:
    genuine = Press(action=Action.SOURCES, asker=asker, language="en", query=query)
    line = custom_id_of(genuine)
    if line is not None:
        found = press_of(line)
        assert found is not None
        assert found.asker == asker
        assert all(press_of(line[:cut]) is None for cut in range(line.index("v1")))


@given(custom_id=SHORT.map("mod:{}".format) | SHORT.map("mod:close:{}".format) | SHORT.map("set:{}".format))
def test_any_custom_id_of_the_moderators_is_a_step_or_nothing(custom_id: str) -> None:
    use, setting = use_of(custom_id), setting_of(custom_id)
    assert use is None or (use.step in set(Step) and use.id.isascii() and len(use.id) <= 40)
    assert setting is None or setting in set(Setting)
    assert controls.is_ours(custom_id) == custom_id.startswith("mod:")


@MANY
@given(
    frames=st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "component": st.fixed_dictionaries({}, optional={"custom_id": VALUES, "value": VALUES}),
                "components": st.lists(
                    st.fixed_dictionaries({}, optional={"custom_id": VALUES, "value": VALUES}), max_size=3
                ),
            },
        ),
        max_size=4,
    )
)
def test_any_form_is_read_as_texts(frames: list[dict[str, object]]) -> None:
    assert all(isinstance(said, str) for said in filled({"components": frames}).values())
    assert filled({}) == {}
