"""The files for systemd and for containers, as far as a machine without either can check them.

No container is built and no service started here: what is checked is that they name what exists, and run what works.
"""

import asyncio
import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from aiohttp import web

from bot.failures import SettingsWrong

ROOT = Path(__file__).parent.parent.parent.parent
UNIT = ROOT / "docs" / "deploy" / "anime-market-bot.service"
CONTAINER = ROOT / "docs" / "deploy" / "Containerfile"

PYTHON = "/opt/anime-market-bot/.venv/bin/python"
NAME = UNIT.name


# --- systemd ---


def service() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(UNIT.read_text(encoding="utf-8"))
    return parser["Service"]


def test_the_service_runs_the_bot_and_lets_it_finish() -> None:
    options = service()
    assert options["ExecStart"] == f"{PYTHON} -m bot run"
    assert int(options["TimeoutStopSec"]) > 10
    assert (options["Restart"], options["KillMode"]) == ("on-failure", "mixed")
    assert int(options["RestartPreventExitStatus"]) == SettingsWrong.exit_code
    assert options["EnvironmentFile"] == "/etc/anime-market-bot.env"


def analysed(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """What systemd says of the unit, with the Python of this test in place of one that is not installed here."""
    unit = folder / NAME
    unit.write_text(UNIT.read_text(encoding="utf-8").replace(PYTHON, sys.executable), encoding="utf-8")
    return subprocess.run(
        ["systemd-analyze", *command, str(unit)], capture_output=True, text=True, check=False, env=os.environ
    )


with_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")


@with_systemd
def test_systemd_understands_every_line(tmp_path: Path) -> None:
    found = analysed(tmp_path, "verify")
    said = [line for line in found.stderr.splitlines() if NAME in line]
    assert (found.returncode, said) == (0, [])


@with_systemd
def test_systemd_finds_the_service_well_shut_in(tmp_path: Path) -> None:
    found = analysed(tmp_path, "security", "--offline=true", "--threshold=20")
    if "unrecognized option" in found.stderr:
        pytest.skip("this systemd can't look at a file")
    assert found.returncode == 0, found.stdout[-200:] + found.stderr


# --- containers ---


def instructions() -> list[tuple[str, str]]:
    """Each instruction with its arguments, continued lines joined."""
    text = re.sub(r"\\\n\s*", "", CONTAINER.read_text(encoding="utf-8"))
    lines = (line.strip() for line in text.splitlines())
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines if line and not line.startswith("#")]


def arguments(instruction: str) -> list[str]:
    return [given for name, given in instructions() if name == instruction]


def copied() -> list[str]:
    """What comes from the sources, without what a later stage takes from an earlier one."""
    return [path for given in arguments("COPY") if not given.startswith("--from") for path in given.split()[:-1]]


def test_the_image_is_built_from_a_pinned_base_and_does_not_run_as_root() -> None:
    for base in arguments("FROM"):
        assert re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+( AS \w+)?", base)
    assert arguments("USER")[-1] not in ("root", "0")
    assert arguments("STOPSIGNAL") == ["SIGTERM"]


def test_everything_that_is_copied_exists_and_is_all_that_building_needs() -> None:
    assert [path for path in copied() if not (ROOT / path).exists()] == []
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = [name.rstrip("*") for name in pyproject["tool"]["setuptools"]["packages"]["find"]["include"]]
    project = pyproject["project"]
    needed = {"pyproject.toml", project["readme"], *project["license-files"], *packages}
    assert needed <= set(copied())


def test_what_is_copied_runs_by_itself(tmp_path: Path) -> None:
    for path in copied():
        (tmp_path / path).symlink_to(ROOT / path)
    _, *entry = json.loads(arguments("ENTRYPOINT")[0])
    (command,) = json.loads(arguments("CMD")[0])
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "DISCORD_TOKEN")}
    process = subprocess.run(
        [sys.executable, *entry, command], cwd=tmp_path, env=clean, capture_output=True, text=True, check=False
    )
    assert (process.returncode, "DISCORD_TOKEN is not set" in process.stderr) == (2, True), process.stderr


@pytest.fixture
def health_check() -> Sequence[str]:
    """The command that the image's HEALTHCHECK runs, with this Python."""
    (given,) = arguments("HEALTHCHECK")
    _, *command = json.loads(given[given.index("CMD") + 3 :])
    return [sys.executable, *command]


@pytest.mark.parametrize(("status", "well"), [(200, True), (503, False)])
async def test_the_health_check_tells_a_ready_bot_from_another(
    health_check: Sequence[str], unused_tcp_port_factory: Callable[[], int], status: int, well: bool
) -> None:
    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(status=status)

    app = web.Application()
    app.router.add_get("/healthz", healthz)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = unused_tcp_port_factory()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    process = await asyncio.create_subprocess_exec(
        *health_check, env=dict(os.environ) | {"METRICS_PORT": str(port)}, stderr=asyncio.subprocess.DEVNULL
    )
    assert (await process.wait() == 0) is well
    await runner.cleanup()


def test_the_image_opens_the_port_that_its_health_check_asks() -> None:
    assert any("METRICS_PORT=" in given for given in arguments("ENV"))
