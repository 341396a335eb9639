"""The threat model names tests that exist, and says of each threat what shows that it is stopped."""

from __future__ import annotations

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent
TABLE = [
    line
    for line in (TESTS.parent / "docs" / "threats.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
][2:]
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


def functions_in(path: str) -> set[str]:
    """The names of the tests in a file."""
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_threat_names_who_wants_what_and_what_stops_them() -> None:
    assert len(TABLE) > 20
    for line in TABLE:
        _, wants, stops, shown = (cell.strip() for cell in line.strip("|").split("|"))
        assert wants, line
        assert stops, line
        assert NAMED.search(shown), line


def test_every_test_that_the_threat_model_names_exists() -> None:
    named = {found for line in TABLE for found in NAMED.findall(line)}
    assert [f"{path}::{test}" for path, test in sorted(named) if test not in functions_in(path)] == []
