"""The command line: each command loads only what it needs, so that answering starts at once."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from bot.failures import CannotStart

app = typer.Typer(
    help="Answers on Japan's anime market: every figure sourced or derived, none made up.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@contextmanager
def _one_clear_line() -> Iterator[None]:
    """Says why it can't go on in one line instead of a stack trace."""
    try:
        yield
    except CannotStart as reason:
        typer.echo(f"anime-market-bot: {reason}", err=True)
        raise typer.Exit(reason.exit_code) from None
    except BrokenPipeError:
        raise typer.Exit(0) from None


@app.command()
def run() -> None:
    """Run the bot on Discord; needs DISCORD_TOKEN."""
    import asyncio

    from bot.logs import log_to_stderr
    from bot.settings import load_settings

    with _one_clear_line():
        settings = load_settings()
        log_to_stderr(settings.log_level)
        from bot.running import run as run_bot

        asyncio.run(run_bot(settings))


@app.command("try")
def try_out(
    serve: Annotated[
        bool, typer.Option("--serve", help="Keep the page up until told to stop, terminal or not.")
    ] = False,
    port: Annotated[int | None, typer.Option(help="The page's port; 0 takes a free one.", min=0, max=65_535)] = None,
    browse: Annotated[bool, typer.Option("--browse/--no-browse", help="Open the page in the browser.")] = True,
) -> None:
    """Try the bot here, without Discord: a page like Discord's in the browser, a demonstration, your own questions."""
    import asyncio

    from bot.logs import log_to_stderr
    from bot.tryout.stage import try_out as on_stage

    with _one_clear_line():
        log_to_stderr("ERROR")
        asyncio.run(on_stage(serve=serve, port=port, browse=browse))


figures = typer.Typer(help="The figures themselves.", no_args_is_help=True)
app.add_typer(figures, name="figures")


@figures.command("verify")
def verify_figures() -> None:
    """List where printed figures contradict each other; fails when one is new."""
    from bot.verifying import verify

    if not verify():
        raise typer.Exit(1)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="What to ask, in English or Japanese.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a turn.")] = False,
    batch: Annotated[str | None, typer.Option(help="A file of JSON Lines, or - for standard input.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the question was read, word by word.")] = False,
) -> None:
    """Ask a question here, without Discord."""
    with _one_clear_line():
        if explain and question is not None:
            _explain(question)
        _ask(question, as_json=as_json, batch=batch)


def _explain(question: str) -> None:
    from bot.calendar import local_date
    from bot.explaining import explain

    explain(question, local_date())


def _ask(question: str | None, *, as_json: bool, batch: str | None) -> None:
    from bot.asking import Asker, answer_batch, lines_of

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal without the letters shows marks instead of breaking
    if batch is not None and question is not None:
        raise CannotStart("ask one question, or many with --batch FILE, not both")
    if batch is not None:
        answer_batch(lines_of(batch), Asker.shipped(), sys.stdout.write)
    elif question is None:
        raise CannotStart('say what to ask, such as: ask "how big was the overseas market in 2024?"')
    elif as_json:
        answer_batch([_as_line(question)], Asker.shipped(), sys.stdout.write)
    else:
        from bot.terminal import show

        answer, voice = Asker.shipped().ask(question)
        show(answer, voice)


def _as_line(question: str) -> str:
    import json

    return json.dumps({"id": "1", "turns": [question]})
