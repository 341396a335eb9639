"""Drawing -> PNG, with matplotlib: run in a process of its own, since it holds the interpreter for long."""

from __future__ import annotations

import io
import logging
import multiprocessing
import os
import signal
import threading
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.answers.drawing import Drawing, Form, Line, Look, Mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

WIDTH, HEIGHT, DPI = 6.4, 3.9, 130
"""Inches, and dots an inch: 832 by 507 pixels, twice what Discord shows before one clicks."""

PAPER, INK, SOFT, GRID = "#fbfaf7", "#22262b", "#5d646d", "#e4e1da"
COLOURS = {
    Look.REPORTED: "#2e7d5b",
    Look.COMPUTED: "#2f6fb5",
    Look.REVISED: "#7aa894",
    Look.TARGET: "#c98a1b",
    Look.CONFLICT: "#b5532f",
}
LINES = ("#2e7d5b", "#b5532f", "#2f6fb5", "#8a6d3b")
HATCHES = {Look.COMPUTED: "///", Look.REVISED: "...", Look.TARGET: "xx", Look.CONFLICT: "xxx"}
LABELS_AT_MOST = 24
"""Values of a line alone that are written at their marks; of more the ends and the extremes, of two lines the ends."""


def live_and_die_with_the_bot() -> None:
    """In the painting process: what tells the bot to stop lets a picture be finished, and no bot leaves it behind."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_bot, daemon=True).start()


def _end_with_the_bot() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def warm() -> int:
    """Loads all that painting needs; gives the process's number."""
    _fonts()
    paint(_SAMPLE)
    return os.getpid()


def paint(drawing: Drawing) -> bytes:
    """The picture as PNG."""
    from matplotlib import rc_context

    out = io.BytesIO()
    with warnings.catch_warnings(), rc_context({"text.parse_math": False}):  # dollars are no formula
        warnings.filterwarnings("ignore", message="Glyph")  # a letter that neither font has is drawn as a box
        _composed(drawing).savefig(out, format="png", facecolor=PAPER, pil_kwargs={"compress_level": 3})
    return out.getvalue()


def _composed(drawing: Drawing) -> Figure:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    family = _fonts()[drawing.language == "ja"]
    height = _height(drawing)
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    below, above = (0.5 if drawing.form is Form.BARS else 0.75) / height, 0.92 / height
    axes = figure.add_axes((0.075, below, 0.895, 1 - below - above))
    axes.set_facecolor(PAPER)
    _FORMS[drawing.form](axes, drawing, family)
    _frame(axes, drawing)
    weight = "normal" if drawing.language == "ja" else "bold"  # the Japanese font has one weight
    title = figure.text(
        0.03, 1 - 0.25 / height, drawing.title, family=family, fontsize=14, fontweight=weight, color=INK, va="center"
    )
    _fit(title, figure, 0.94)
    figure.text(0.03, 1 - 0.56 / height, drawing.unit, family=family, fontsize=10.5, color=SOFT, va="center")
    _key(figure, drawing, family, 1 - 0.42 / height)
    figure.text(0.03, 0.17 / height, _cut(drawing.source, 100), family=family, fontsize=7.5, color=SOFT, va="center")
    return figure


SMALLEST_TITLE = 10


def _fit(text: Text, figure: Figure, part: float) -> None:
    """Makes a line smaller, and if need be shorter, until it fits in that part of the figure's width."""
    room = figure.bbox.width * part
    wide = text.get_window_extent().width
    if wide > room:
        text.set_fontsize(max(SMALLEST_TITLE, float(text.get_fontsize()) * room / wide))
    while (wide := text.get_window_extent().width) > room and len(text.get_text()) > 1:
        text.set_text(text.get_text()[: max(1, int(len(text.get_text()) * room / wide) - 1)].rstrip("… ") + "…")


def _height(drawing: Drawing) -> float:
    """Bars that lie take the room that they need."""
    if drawing.form is Form.GRID:
        return 1.9 + 0.2 * len(drawing.lines)
    if drawing.form is not Form.BARS:
        return HEIGHT
    return 1.6 + 0.42 * max(2, len(drawing.lines[0].marks))


@cache
def _fonts() -> tuple[list[str], list[str]]:
    """The families for words in Latin letters first, and for Japanese first; each falls back on the other."""
    from pathlib import Path

    import matplotlib_fontja  # type: ignore[import-untyped]
    from matplotlib import font_manager

    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # that a font has no bold is known
    path = Path(matplotlib_fontja.__file__).parent / "fonts" / "ipaexg.ttf"
    font_manager.fontManager.addfont(str(path))
    japanese = font_manager.FontProperties(fname=str(path)).get_name()
    return ["DejaVu Sans", japanese], [japanese, "DejaVu Sans"]


def _columns(axes: Axes, drawing: Drawing, family: list[str]) -> None:
    marks = drawing.lines[0].marks
    bars = axes.bar(
        [mark.at for mark in marks],
        [mark.height for mark in marks],
        width=0.72,
        color=[_fill(mark) for mark in marks],
        edgecolor=[COLOURS[mark.look] for mark in marks],
        linewidth=1.2,
    )
    for bar, mark in zip(bars, marks, strict=True):
        bar.set_hatch(HATCHES.get(mark.look, ""))
        below = mark.height < 0
        axes.annotate(
            mark.text,
            (mark.at, mark.height),
            xytext=(0, -4 if below else 4),
            textcoords="offset points",
            ha="center",
            va="top" if below else "bottom",
            fontsize=10,
            color=INK,
            family=family,
        )
    _years(axes, [mark.at for mark in marks], family)
    axes.margins(y=0.14)


def _line(axes: Axes, drawing: Drawing, family: list[str]) -> None:
    for number, line in enumerate(drawing.lines):
        colour = LINES[number % len(LINES)]
        for stretch in _stretches(line):
            axes.plot([m.at for m in stretch], [m.height for m in stretch], color=colour, linewidth=2.2, zorder=2)
        for mark in line.marks:
            axes.plot([mark.at], [mark.height], "o", markersize=6.5, zorder=3, **_face(mark.look, colour))
        _write_values(axes, line, colour, family, above=number % 2 == 0, alone=len(drawing.lines) == 1)
        if line.name:
            last = line.marks[-1]
            axes.annotate(
                line.name, (last.at, last.height), xytext=(9, 0), textcoords="offset points", va="center",
                fontsize=10.5, fontweight="bold", color=colour, family=family, annotation_clip=False,
            )  # fmt: skip
    _years(axes, sorted({mark.at for line in drawing.lines for mark in line.marks}), family)
    axes.margins(x=0.04, y=0.16)
    if any(line.name for line in drawing.lines):
        start, end = axes.get_xlim()
        longest = max(len(line.name) * (1.9 if drawing.language == "ja" else 1) for line in drawing.lines)
        axes.set_xlim(start, end + (end - start) * min(0.3, 0.018 * longest))


def _stretches(line: Line) -> list[list[Mark]]:
    """Runs of neighbouring years: a gap in the series stays a gap."""
    runs: list[list[Mark]] = []
    for mark in line.marks:
        if runs and mark.at == runs[-1][-1].at + 1:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return runs


def _write_values(axes: Axes, line: Line, colour: str, family: list[str], *, above: bool, alone: bool) -> None:
    heights = [mark.height for mark in line.marks]
    told = {0, len(heights) - 1}
    if alone:
        told |= {heights.index(max(heights)), heights.index(min(heights))}
    for place, mark in enumerate(line.marks):
        if (alone and len(heights) <= LABELS_AT_MOST) or place in told:
            axes.annotate(
                mark.text, (mark.at, mark.height), xytext=(0, 8 if above else -8), textcoords="offset points",
                ha="center", va="bottom" if above else "top", fontsize=9, color=INK if alone else colour, family=family,
            )  # fmt: skip


def _bars(axes: Axes, drawing: Drawing, family: list[str]) -> None:
    marks = drawing.lines[0].marks
    places = [-mark.at for mark in marks]
    bars = axes.barh(
        places,
        [mark.height for mark in marks],
        height=0.66,
        color=[_fill(mark) for mark in marks],
        edgecolor=[COLOURS[mark.look] for mark in marks],
        linewidth=1.2,
    )
    for bar, mark, place in zip(bars, marks, places, strict=True):
        bar.set_hatch(HATCHES.get(mark.look, ""))
        axes.annotate(
            mark.text, (max(mark.height, 0), place), xytext=(6, 0), textcoords="offset points", va="center",
            fontsize=11, color=INK, family=family,
        )  # fmt: skip
    axes.set_yticks(places, [_cut(mark.label, 26) for mark in marks], family=family, fontsize=11, color=INK)
    axes.margins(x=0.14, y=0.06)
    _room_for_names(axes)


def _grid(axes: Axes, drawing: Drawing, family: list[str]) -> None:
    names = [_cut(line.name, 26) for line in drawing.lines]
    marks = [(row, mark) for row, line in enumerate(drawing.lines) for mark in line.marks]
    for look in dict.fromkeys(mark.look for _, mark in marks):
        alike = [(row, mark) for row, mark in marks if mark.look is look]
        axes.barh(
            [-row for row, _ in alike], 0.86, left=[mark.at - 0.43 for _, mark in alike], height=0.72, linewidth=1,
            color=_fill(alike[0][1]), edgecolor=COLOURS[look], hatch=HATCHES.get(look, ""),
        )  # fmt: skip
    axes.set_yticks([-row for row in range(len(names))], names, family=family, fontsize=9, color=INK)
    axes.set_ylim(-len(names) + 0.4, 0.6)
    years = [mark.at for line in drawing.lines for mark in line.marks]
    _years(axes, [min(years), max(years)], family, most=9)
    _room_for_names(axes)


def _room_for_names(axes: Axes) -> None:
    """Moves what is drawn to the right of the longest name."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    widest = max(name.get_window_extent().width for name in axes.get_yticklabels()) / figure.bbox.width
    box = axes.get_position()
    left = min(0.6, widest + 0.03)
    axes.set_position((left, box.y0, 0.97 - left, box.height))


def _fill(mark: Mark) -> str:
    return COLOURS[mark.look] if mark.look is Look.REPORTED else PAPER


def _width(text: str) -> float:
    return sum(1.75 if ord(char) > 0x2E7F else 1 for char in text)


def _cut(text: str, most: int) -> str:
    if _width(text) <= most:
        return text
    while _width(text) > most - 1:
        text = text[:-1]
    return text.rstrip(" ·、,（(") + "…"


def _years(axes: Axes, years: list[int], family: list[str], most: int = 14) -> None:
    every = list(range(years[0], years[-1] + 1))
    step = 1 + (len(every) - 1) // most
    shown = [year for year in every if (every[-1] - year) % step == 0]
    axes.set_xticks(shown, [str(year) for year in shown], family=family, fontsize=10, color=SOFT)
    axes.set_xlim(years[0] - 0.6, years[-1] + 0.6)


def _frame(axes: Axes, drawing: Drawing) -> None:
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)
    axes.set_axisbelow(True)
    if drawing.form is Form.GRID:
        axes.xaxis.grid(True, color=GRID, linewidth=0.6)
        return
    if drawing.form is Form.BARS:
        axes.xaxis.set_visible(False)
        axes.axvline(0, color=SOFT, linewidth=1)
        return
    axes.yaxis.grid(True, color=GRID, linewidth=1)
    axes.tick_params(axis="y", labelsize=9, labelcolor=SOFT)
    axes.axhline(0, color=SOFT, linewidth=1)
    if all(mark.height >= 0 for line in drawing.lines for mark in line.marks):
        axes.set_ylim(bottom=0)


def _key(figure: Any, drawing: Drawing, family: list[str], top: float) -> None:
    """What the looks mean that occur beside the printed one."""
    marks = [_sample(look, words, drawing.form) for look, words in drawing.key]
    if marks:
        figure.legend(
            handles=marks, loc="upper right", bbox_to_anchor=(0.98, top), ncols=len(marks), frameon=False,
            prop={"family": family, "size": 9}, labelcolor=SOFT, handlelength=1.4, handleheight=0.9,
        )  # fmt: skip


def _sample(look: Look, words: str, form: Form) -> Any:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    if form is not Form.LINE:
        inside = COLOURS[look] if look is Look.REPORTED else PAPER
        return Patch(facecolor=inside, edgecolor=COLOURS[look], hatch=HATCHES.get(look, ""), label=words)
    return Line2D([], [], marker="o", linestyle="none", markersize=7, label=words, **_face(look, SOFT))


def _face(look: Look, colour: str) -> dict[str, Any]:
    """A dot: full as printed, half since it was revised, empty where it is computed."""
    inside = PAPER if look is Look.COMPUTED else colour
    return {
        "color": colour,
        "markeredgewidth": 1.6,
        "fillstyle": "bottom" if look is Look.REVISED else "full",
        "markerfacecolor": inside,
        "markerfacecoloralt": PAPER,
    }


_FORMS = {Form.COLUMNS: _columns, Form.LINE: _line, Form.BARS: _bars, Form.GRID: _grid}
_SAMPLE = Drawing(
    form=Form.COLUMNS,
    title="warm",
    unit="暖機",
    lines=(Line(name="", marks=(Mark(at=1, label="1", height=1, text="1", look=Look.COMPUTED),)),),
    key=((Look.COMPUTED, "computed"),),
    source="",
    alt="",
    language="ja",
)
