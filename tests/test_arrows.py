"""Who may import whom: the contracts in pyproject.toml hold, and would notice when they didn't."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


def copy_of_the_project(folder: Path) -> Path:
    for package in ("bot", "knowledge"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_arrows_hold() -> None:
    found = lint_imports(ROOT)
    assert found.returncode == 0, found.stdout


def test_an_import_of_discord_in_knowledge_is_noticed(tmp_path: Path) -> None:
    model = copy_of_the_project(tmp_path) / "knowledge" / "model.py"
    model.write_text(model.read_text(encoding="utf-8") + "\nimport discord\n", encoding="utf-8")
    found = lint_imports(tmp_path)
    assert found.returncode == 1
    assert "knowledge.model -> discord" in found.stdout


def test_an_import_of_the_bot_in_knowledge_is_noticed(tmp_path: Path) -> None:
    model = copy_of_the_project(tmp_path) / "knowledge" / "model.py"
    model.write_text(model.read_text(encoding="utf-8") + "\nimport bot.settings\n", encoding="utf-8")
    found = lint_imports(tmp_path)
    assert found.returncode == 1
    assert "knowledge is not allowed to import bot" in found.stdout
