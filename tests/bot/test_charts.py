"""Pictures are painted elsewhere, once, and an answer never fails by one."""

from __future__ import annotations

import asyncio
import io
import os
import signal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.answers.drawing import Drawing, Form, Line, Look, Mark
from bot.charts import Charts
from bot.painting import DPI, WIDTH, paint, warm

PNG = b"\x89PNG\r\n\x1a\n"


def drawing(title: str = "Overseas, by year", form: Form = Form.COLUMNS) -> Drawing:
    marks = tuple(
        Mark(at=2020 + place, label=str(2020 + place), height=place - 1.5, text=f"{place}", look=look)
        for place, look in enumerate(Look)
    )
    key = tuple((look, look.value) for look in Look if look is not Look.REPORTED)
    lines = (Line(name="", marks=marks),)
    return Drawing(form=form, title=title, unit="兆円", lines=lines, key=key, source="A report", alt="…", language="en")


def size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@pytest.mark.parametrize("form", Form)
def test_every_form_is_painted_as_wide_as_the_others(form: Form) -> None:
    png = paint(drawing(form=form))
    assert png.startswith(PNG)
    assert size(png)[0] == round(WIDTH * DPI)


@pytest.mark.parametrize("title", ["Overseas and domestic, by year, " * 5, "海外アニメ市場の推移と国内の内訳、" * 8])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_long_title_keeps_clear_of_the_edge(title: str, language: str) -> None:
    png = paint(drawing(title=title).model_copy(update={"language": language}))
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    paper = picture.getpixel((0, 0))
    margin = picture.crop((picture.width - 10, 0, picture.width, 60))
    assert set(margin.get_flattened_data()) == {paper}


@pytest.mark.parametrize("form", [Form.BARS, Form.GRID])
@pytest.mark.parametrize(
    ("name", "language"), [("コンテンツ海外売上（2024年）", "ja"), ("Overseas sales of Japanese content", "en")]
)
def test_a_long_name_keeps_clear_of_the_edge(form: Form, name: str, language: str) -> None:
    marks = tuple(Mark(at=place, label=name, height=1.5, text="1.5", look=Look.REPORTED) for place in (2020, 2021))
    update = {"lines": (Line(name=name, marks=marks),), "language": language, "title": "", "unit": "", "source": ""}
    picture = Image.open(io.BytesIO(paint(drawing(form=form).model_copy(update=update)))).convert("RGB")
    margin = picture.crop((0, 0, 6, picture.height))
    assert set(margin.get_flattened_data()) == {picture.getpixel((0, 0))}


@pytest.mark.parametrize("part", ["title", "unit", "source"])
def test_dollars_are_no_formula(part: str) -> None:
    """As one, `$$` can't be painted."""
    assert paint(drawing().model_copy(update={part: "$$"})).startswith(PNG)


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
marks = st.builds(
    Mark,
    at=st.integers(1950, 2060),
    label=words,
    height=st.floats(-1e6, 1e6),
    text=words,
    look=st.sampled_from(Look),
)
lines = st.builds(Line, name=words, marks=st.lists(marks, min_size=1, max_size=12).map(tuple))


@settings(max_examples=15)
@given(
    st.builds(
        Drawing,
        form=st.sampled_from(Form),
        title=words,
        unit=words,
        lines=st.lists(lines, min_size=1, max_size=3).map(tuple),
        key=st.just(((Look.COMPUTED, "computed"),)),
        source=words,
        alt=words,
        language=st.sampled_from(["en", "ja"]),
    )
)
def test_whatever_is_to_be_drawn_is_painted(drawing: Drawing) -> None:
    assert paint(drawing).startswith(PNG)


async def test_the_same_drawing_is_painted_once_in_another_process() -> None:
    async with Charts() as charts:
        assert charts.ready(drawing()) is None
        first, second = await asyncio.gather(charts.picture(drawing()), charts.picture(drawing()))
        assert first is not None
        assert second is not None
        assert first.png is second.png
        assert charts.ready(drawing()) == first


async def test_no_more_pictures_are_kept_than_there_is_room_for() -> None:
    async with Charts(kept=1) as charts:
        await charts.picture(drawing("one"))
        await charts.picture(drawing("two"))
        assert charts.ready(drawing("one")) is None
        assert charts.ready(drawing("two")) is not None


async def test_when_the_painter_dies_the_answer_goes_without_and_the_next_has_a_picture_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with Charts() as charts:
        pool = charts._pool
        assert pool is not None
        number = await asyncio.wrap_future(pool.submit(warm))
        os.kill(number, signal.SIGKILL)
        assert await charts.picture(drawing()) is None
        assert "no chart of 'Overseas, by year'" in caplog.text
        assert await charts.picture(drawing()) is not None


async def test_what_can_t_be_painted_is_no_picture_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    broken = drawing().model_copy(update={"lines": ()})
    async with Charts() as charts:
        assert await charts.picture(broken) is None
    assert "no chart of" in caplog.text
