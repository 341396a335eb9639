"""The paragraphs that extraction is learnt and tried on: text -> the figures in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.model import Kind, Unit

PARAGRAPHS = Path(__file__).with_name("paragraphs")


class Printed(BaseModel):
    """A figure as a reader marked it: `said` are its words in the text, their `nth` standing there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    said: str
    nth: int = 1
    metric: str
    kind: Kind
    period: int
    value: Decimal
    unit: Unit
    old: bool = False


class Paragraph(BaseModel):
    """`hint` is the year that undated figures belong to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lang: Literal["en", "ja"]
    text: str
    hint: int | None = None
    figures: tuple[Printed, ...] = ()


def paragraphs(of: Sequence[str] = ("",)) -> Iterator[Paragraph]:
    """All of them, file by file; or those whose file's name begins so."""
    for path in sorted(path for path in PARAGRAPHS.glob("*.jsonl") if path.name.startswith(tuple(of))):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield Paragraph.model_validate_json(line)
