"""Every SQL statement is written out or built by SQLAlchemy; what comes from people is only ever a parameter."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RUN = frozenset({"execute", "executemany", "executescript", "exec_driver_sql", "scalar", "scalars", "stream"})
"""Methods that run a statement, their first argument."""

MADE = frozenset({"text", "literal_column", "DDL", "TextClause"})
"""What makes a statement, or a part of one, of a string."""

STATEMENT = re.compile(
    r"\s*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|PRAGMA|BEGIN|COMMIT|LISTEN|NOTIFY|ATTACH|VACUUM|SET)\s"
)


def sources() -> Iterator[Path]:
    """All that is shipped."""
    for package in ("bot", "knowledge"):
        yield from sorted((ROOT / package).rglob("*.py"))


def put_together(source: str) -> list[int]:
    """The lines in which SQL is put together of strings."""
    return sorted(
        {
            node.lineno
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.expr)
            if (isinstance(node, ast.Call) and _runs_what_is_put_together(node)) or _is_sql_put_together(node)
        }
    )


def _runs_what_is_put_together(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in RUN | MADE and bool(call.args) and any(map(_is_put_together, _ways(call.args[0])))


def _ways(argument: ast.expr) -> Iterator[ast.expr]:
    """What an argument may be."""
    if isinstance(argument, ast.IfExp):
        yield from _ways(argument.body)
        yield from _ways(argument.orelse)
    else:
        yield argument


def _is_put_together(node: ast.AST) -> bool:
    """Whether it is a string made of others: f"…", "…" + x, "…" % x, "…".format(x), "…".join(x)."""
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add | ast.Mod) and (_is_text(node.left) or _is_text(node.right))
    called = node.func if isinstance(node, ast.Call) else None
    made = isinstance(called, ast.Attribute) and called.attr in ("format", "format_map", "join", "replace")
    return made and isinstance(called, ast.Attribute) and _is_text(called.value)


def _is_text(node: ast.AST) -> bool:
    return (isinstance(node, ast.Constant) and isinstance(node.value, str)) or _is_put_together(node)


def _is_sql_put_together(node: ast.AST) -> bool:
    """The same anywhere, where what it begins with is SQL."""
    if not _is_put_together(node):
        return False
    texts = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str))
    return STATEMENT.match(next(texts, "")) is not None


def test_no_sql_is_put_together_of_strings() -> None:
    found = {path.relative_to(ROOT).as_posix(): put_together(path.read_text(encoding="utf-8")) for path in sources()}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line",
    [
        'connection.execute(text(f"SELECT * FROM revisions WHERE server = {server}"))',
        'connection.execute(text("SELECT * FROM revisions WHERE server = " + server))',
        'connection.execute(text("SELECT * FROM revisions WHERE server = %s" % server))',
        'connection.execute(text("SELECT * FROM {}".format(table)))',
        'connection.exec_driver_sql("BEGIN" if reads else f"BEGIN {how}")',
        'cursor.execute(f"PRAGMA {pragma}")',
        'statement = f"DELETE FROM drafts WHERE id = {id}"',
        'statement = "DELETE FROM drafts WHERE id = " + id',
    ],
)
def test_sql_that_is_put_together_is_found(line: str) -> None:
    assert put_together(line) == [1]


@pytest.mark.parametrize(
    "line",
    [
        'connection.execute(text("SELECT pg_notify(:channel, :server)"), {"channel": c, "server": s})',
        "connection.execute(delete(drafts).where(drafts.c.id == draft.id))",
        'connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")',
        'log.info(f"saved {count} rows")',
        'row.text("note")',
    ],
)
def test_parameters_are_no_fault(line: str) -> None:
    assert put_together(line) == []


def test_statements_are_looked_at_at_all() -> None:
    calls = [
        node
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in RUN
    ]
    assert len(calls) > 30
