"""The playground knows nothing of the bot behind it, and its parts lean on each other in one direction."""

import ast
from collections.abc import Iterator
from pathlib import Path

import bot.playground

HOME = Path(bot.playground.__file__).parent
INSIDE = "bot.playground"

GROUND = {"errors", "feed", "ids", "intents", "permissions"}

LEANS_ON: dict[str, set[str]] = {
    "errors": set(),
    "ids": set(),
    "permissions": set(),
    "intents": set(),
    "feed": {"errors"},
    "world": GROUND,
    "limits": GROUND | {"world"},
    "payloads": GROUND | {"world"},
    "gateway": GROUND | {"world", "payloads"},
    "faults": GROUND | {"gateway"},
    "rest": GROUND | {"world", "payloads", "limits", "faults"},
    "people": GROUND | {"world", "payloads", "limits", "gateway"},
    "page": GROUND | {"world", "payloads", "gateway", "rest", "people"},
    "server": GROUND | {"world", "gateway", "faults", "rest", "people", "page"},
    "__init__": GROUND | {"world", "gateway", "faults", "rest", "people", "server"},
}
"""What each part may import of the others."""


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (
                (f"{node.module}.{alias.name}" for alias in node.names) if node.module == INSIDE else (node.module,)
            )


def test_each_part_leans_only_on_what_it_may() -> None:
    for path in HOME.rglob("*.py"):
        part = path.relative_to(HOME).parts[0].removesuffix(".py")
        for name in imported(path):
            if name.startswith(INSIDE):
                other = name.removeprefix(INSIDE + ".").split(".")[0]
                assert other == part or other in LEANS_ON[part], f"{path.name} imports {name}"


def test_nothing_of_the_bot_and_no_library_of_discord_is_imported() -> None:
    for path in HOME.rglob("*.py"):
        for name in imported(path):
            top = name.split(".")[0]
            assert name.startswith(INSIDE) or top not in {"bot", "knowledge", "discord"}, f"{path.name} imports {name}"


def test_every_file_says_what_it_is_for_and_stays_readable() -> None:
    for path in HOME.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(source)), path
        assert source.count("\n") < 400, path
