"""Whatever the packages import is installed with them: each third-party import is a declared dependency."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
OWN = {"bot", "knowledge"}


def imported() -> set[str]:
    """The top-level names that any file imports, wherever in it."""
    names: set[str] = set()
    for package in OWN:
        for file in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module:
                    names.add(node.module.partition(".")[0])
    return names - OWN - set(sys.stdlib_module_names)


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = (re.match(r"[A-Za-z0-9._-]+", requirement) for requirement in project["dependencies"])
    return {normal(name.group()) for name in named if name}


def test_every_import_is_a_declared_dependency() -> None:
    owners = packages_distributions()
    with_pydantic = {"pydantic_core"}  # comes with pydantic, at a version that pydantic alone may choose
    missing = {
        name
        for name in imported() - with_pydantic
        if not {normal(distribution) for distribution in owners.get(name, [])} & declared()
    }
    assert missing == set()
