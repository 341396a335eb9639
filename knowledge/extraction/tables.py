"""Tables in a text, told in sentences: a cell each, with the names of its row and its column and the table's unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.questions.normalise import is_japanese

LEAST_ROWS, LEAST_CELLS = 2, 3
"""Lines, the head's included, and cells of each, from which lines are a table."""

_BAR, _TAB = re.compile(r"\|"), re.compile(r"\t")
_BETWEEN = (
    _BAR,
    _TAB,
    re.compile(r"　+"),
    re.compile(r";"),
    re.compile(r" {2,}"),
    re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))"),
)
"""What may stand between cells: a comma that groups digits does not."""

_RULE = re.compile(r"[\s|:;+=_-]+")
_NUMBER = re.compile(r"\d")
_YEAR = re.compile(r"(?:[fc]y ?)?(?:19|20)\d\d(?:年度?)?", re.IGNORECASE)
_UNIT = re.compile(
    r"[(（\[【]?\s*(?:単位|units?|in|figures|jpy|usd|yen|[¥$]|(?:100 )?[bmt]\w*illion|bn|tn|[百十]?[億兆万])"
    r"[^\d]{0,24}",
    re.IGNORECASE,
)
_ASIDE = re.compile(r" ?[(（\[]([^)）\]]*)[)）\]] ?")
_PERCENT = re.compile(r"[%％]")
_OF_ANOTHER = re.compile(
    r"\s*(?:yoy|y/y|growth|change|share|%|前年比|前年同期比|伸び率|成長率|増減率?|増減比|構成比|シェア)(?:\s*\W?\s*%)?\s*",
    re.IGNORECASE,
)
"""A column's name that says what is told of the column before it."""


def as_sentences(text: str) -> str:
    """The text, its tables told in sentences; what is no table stays as it is."""
    lines = text.split("\n")
    told: list[str] = []
    place = 0
    while place < len(lines):
        rows, end = _table(lines, place)
        if not rows:
            told.append(lines[place])
            place += 1
            continue
        before, behind = lines[place - 1 : place], lines[end : end + 1]
        unit = _unit(before) or _unit(behind) or _unit(_ASIDE.findall(" ".join(before)))
        told[len(told) - bool(_unit(before)) :] = [" ".join(_cells(rows, unit))]
        place = end + bool(_unit(behind))
    return "\n".join(told)


def _table(lines: Sequence[str], first: int) -> tuple[list[list[str]], int]:
    """The rows of a table that begins at a line, with the line behind its end; none where no table does."""
    for between in _BETWEEN:
        rows: list[list[str]] = []
        end = first
        while end < len(lines):
            if not (rows and _RULE.fullmatch(lines[end])):
                cells = [cell.strip() for cell in between.split(_bare(lines[end], between))]
                if not (_is_row(cells) and len(cells) == len(rows[0]) if rows else _is_head(cells)):
                    break
                rows.append(cells)
            end += 1
        if len(rows) >= LEAST_ROWS and (between in (_BAR, _TAB) or _of_years(rows)):
            return rows, end
    return [], first


def _of_years(rows: Sequence[Sequence[str]]) -> bool:
    """Whether every row, or a column, is called by a year."""
    return any(map(_YEAR.fullmatch, rows[0])) or all(_YEAR.fullmatch(row[0]) for row in rows[1:])


def _bare(line: str, between: re.Pattern[str]) -> str:
    """A line without the bars at its ends, if bars stand between its cells."""
    if between is not _BAR:
        return line.rstrip(" \r")  # blanks before the first name are a cell without one
    return line.strip(" \r").removeprefix("|").removesuffix("|").strip()


def _is_head(cells: Sequence[str]) -> bool:
    """Whether cells are names or years, and no amounts."""
    return (
        len(cells) >= LEAST_CELLS
        and all(cells[1:])
        and all(_YEAR.fullmatch(cell) or not _NUMBER.search(cell) for cell in cells)
    )


def _is_row(cells: Sequence[str]) -> bool:
    """Whether most cells behind the first are amounts."""
    amounts = sum(bool(_NUMBER.search(cell)) for cell in cells[1:])
    return bool(cells[0]) and 2 * amounts >= len(cells) - 1


def _unit(lines: Sequence[str]) -> str:
    """The unit that a line beside a table says, if it says nothing else."""
    said = lines[0].strip() if lines else ""
    return said.strip("()（）[]【】 .。") if _UNIT.fullmatch(said) else ""


def _cells(rows: Sequence[Sequence[str]], unit: str) -> Iterator[str]:
    """A sentence a cell."""
    head = _names(rows[0])
    for row in rows[1:]:
        for name, cell in zip(head, row[1:], strict=True):
            if _NUMBER.search(cell):
                yield _sentence(row[0], name, cell, unit)


def _names(head: Sequence[str]) -> list[str]:
    """The names of the columns behind the first; one that says what is told of another has that one's before it."""
    names: list[str] = []
    of = ""
    for cell in head[1:]:
        if _OF_ANOTHER.fullmatch(cell) and of:
            names.append(f"{of}{'の' if is_japanese(of) else ' '}{cell}")
        else:
            of = _ASIDE.sub(" ", cell).strip()
            names.append(cell)
    return names


def _sentence(row: str, column: str, cell: str, unit: str) -> str:
    """ "Overseas (¥bn) in 2023: 1722.2." with the unit that the column says, or else the table's."""
    aside = _ASIDE.search(column)
    said = aside[1] if aside else "" if _OF_ANOTHER.search(column) else unit
    name = _ASIDE.sub(" ", column).strip()
    if _PERCENT.search(column) and not _PERCENT.search(cell):
        cell += "%"
    year, _, rest = name.partition(" ")
    of_a_year = _YEAR.fullmatch(year) is not None
    what, when = (f"{row} {rest}".strip(), year) if of_a_year else (name, row)
    counted = f" ({said})" if said else ""
    if is_japanese(what + when):
        year = f"{when}年" if when.isdigit() else when
        return f"{year}の{what}{counted}は{cell}。"
    return f"{what}{counted} in {when}: {cell}."
