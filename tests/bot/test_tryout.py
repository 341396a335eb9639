"""The bot tried in the terminal: lines typed as commands, questions and numbers of buttons."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from rich.console import Console

from bot.failures import CannotStart
from bot.playground import Intent, Playground
from bot.settings import Settings
from bot.tryout.scene import on_scene, playground
from bot.tryout.screen import Screen
from bot.tryout.stage import Stage
from bot.tryout.typed import Option, Typed, typed_command
from tests import installed

ROOT = Path(__file__).parent.parent.parent
STRING, INTEGER, BOOLEAN = 3, 4, 5
COMMANDS = {
    "anime latest": [Option("private", BOOLEAN, False)],
    "anime overseas": [Option("year", INTEGER, True), Option("private", BOOLEAN, False)],
    "anime category": [Option("category", STRING, True), Option("year", INTEGER, True)],
    "anime compare": [Option("first", STRING, True), Option("second", STRING, True), Option("year", INTEGER, True)],
    "anime ask": [Option("question", STRING, True), Option("private", BOOLEAN, False)],
    "anime coverage": [Option("metric", STRING, False)],
}


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("/anime overseas 2024", Typed("anime overseas", {"year": "2024"})),
        ("/anime overseas 2024 private:true", Typed("anime overseas", {"year": "2024", "private": "true"})),
        ("/anime overseas year:2024", Typed("anime overseas", {"year": "2024"})),
        ("/anime category home video 2023", Typed("anime category", {"category": "home video", "year": "2023"})),
        (
            "/anime compare overseas domestic 2024",
            Typed("anime compare", {"first": "overseas", "second": "domestic", "year": "2024"}),
        ),
        ("/anime ask what's the overseas share?", Typed("anime ask", {"question": "what's the overseas share?"})),
        ("/anime coverage overseas", Typed("anime coverage", {"metric": "overseas"})),
        ("/anime latest", Typed("anime latest")),
        ("/anime nonsense", None),
        ("overseas 2024", None),
    ],
)
def test_a_line_is_read_as_discord_fills_its_options(line: str, typed: Typed | None) -> None:
    assert typed_command(line, COMMANDS) == typed


async def test_what_is_typed_goes_through_discord_and_back(
    discord_elsewhere: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paper = io.StringIO()
    async with on_scene(Settings(), Playground(privileged_intents=Intent.MESSAGE_CONTENT)) as scene:
        stage = Stage(scene, Screen(Console(file=paper, width=100)))
        for line in ("/anime overseas 2024", "3", "99", "/anime nothing", "how much of the market is outside japan?"):
            await stage.enter(line)
    said = paper.getvalue()
    for expected in ("JPY 2.17 trillion", "https://ascii.jp", "there is no button 99", "there are: /anime", "56.5%"):
        assert expected in said


def test_when_told_to_serve_the_page_stays_until_it_is_told_to_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    assert installed.main() == 0
    assert "files served, ended with 0" in capsys.readouterr().out


def test_where_the_page_is_told_a_bot_of_ones_own_is_told_its_way_in(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "try", "--serve", "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "LANGUAGE": "en"}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout
        try:
            told = (re.search(r"a bot of your own: (\S+), token (\S+)$", line) for line in served.stdout)
            api, token = next(filter(None, told)).groups()
            request = urllib.request.Request(f"{api}/users/@me", headers={"Authorization": f"Bot {token}"})
            with urllib.request.urlopen(request, timeout=10) as answer:
                assert json.load(answer)["bot"] is True
        finally:
            served.send_signal(signal.SIGTERM)
        served.stdout.read()
    assert served.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals and signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_at_a_terminal_it_ends_well_and_leaves_no_folder(tmp_path: Path, number: int) -> None:
    ours, its = os.openpty()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "bot", "try", "--no-browse", "--port", "0"]
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdin=its, stdout=its, stderr=its)
    os.close(its)
    said = b""
    try:
        while b"you: " not in said.partition(b"Now you:")[2]:
            said += os.read(ours, 4096)
        assert list(tmp_path.glob("anime-market-bot-*")) != []
        process.send_signal(number)
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert list(tmp_path.glob("anime-market-bot-*")) == []


def test_without_a_terminal_the_demonstration_is_shown_and_it_ends(tmp_path: Path) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "bot", "try"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr
    for expected in ("JPY 2.17 trillion", "JPY 14.2 trillion", "56.5%", "No. JPY 3.84 trillion", "2019", "Ishikawa"):
        assert expected in shown.stdout
    assert "No answer to that" not in shown.stdout


async def test_a_port_that_is_taken_is_said_in_one_line(discord_elsewhere: None) -> None:
    async with Playground() as other:
        port = int(other.address.rpartition(":")[2])
        with pytest.raises(CannotStart, match=rf"^--port: {other.address} can't be had \(.*in use"):
            async with on_scene(Settings(), playground(port)):
                pass


async def test_ones_own_turns_lean_on_nothing_of_the_demonstration(
    discord_elsewhere: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paper = io.StringIO()
    async with on_scene(Settings(), Playground(privileged_intents=Intent.MESSAGE_CONTENT)) as scene:
        stage = Stage(scene, Screen(Console(file=paper, width=100)))
        await stage.enter("how big was the overseas market in 2023?")
        stage.begin_afresh()
        await stage.enter("and in 2022?")
    assert "Kept from before" not in paper.getvalue()
