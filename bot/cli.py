"""The command line: each command loads only what it needs, so that answering starts at once."""

from __future__ import annotations

import io
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.failures import CannotStart

if TYPE_CHECKING:
    from bot.publishing import Publisher

Result = TypeVar("Result")

app = typer.Typer(
    help="Answers on Japan's anime market: every figure sourced or derived, none made up.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@contextmanager
def _one_clear_line() -> Iterator[None]:
    """Says why it can't go on in one line instead of a stack trace, and no secret with it."""
    try:
        yield
    except CannotStart as reason:
        _told(_without_secrets(str(reason)))
        raise typer.Exit(reason.exit_code) from None
    except BrokenPipeError:
        raise typer.Exit(0) from None


def _told(said: str) -> None:
    typer.echo(f"anime-market-bot: {said}", err=True)


def _without_secrets(text: str) -> str:
    from bot.failures import SettingsWrong
    from bot.redacting import Redactor
    from bot.settings import load_settings

    try:
        return Redactor.of(load_settings())(text)
    except SettingsWrong:  # which name no secret themselves
        return text


@app.command()
def run() -> None:
    """Run the bot on Discord; needs DISCORD_TOKEN."""
    import asyncio

    from bot.logs import log_to_stderr
    from bot.memory import in_one_arena
    from bot.redacting import Redactor
    from bot.settings import load_settings
    from bot.stopping import end_when_told

    in_one_arena()
    with _one_clear_line():
        end_when_told()
        settings = load_settings()
        log_to_stderr(settings.log_level, settings.log_format, Redactor.of(settings))
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
    """Try the bot here, without Discord: a page like Discord's in the browser, a demonstration, your own questions.

    A bot of your own can join it: the API's address and the token for that are told beside the page's address.
    """
    import asyncio

    from bot.logs import log_to_stderr
    from bot.tryout.stage import try_out as on_stage

    with _one_clear_line():
        log_to_stderr("ERROR")
        asyncio.run(on_stage(serve=serve, port=port, browse=browse))


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, for programs.")] = False,
) -> None:
    """Say what is right and what is to be done: settings, database, token, servers, commands, shards."""
    import asyncio

    from bot.doctor.examining import doctor as examined

    _never_unprintable()
    with _one_clear_line():
        if status := asyncio.run(examined(json=as_json)):
            raise typer.Exit(status)


figures = typer.Typer(help="The figures themselves.", no_args_is_help=True)
app.add_typer(figures, name="figures")


@figures.command("verify")
def verify_figures() -> None:
    """List where printed figures contradict each other; fails when one is new."""
    from bot.verifying import verify

    if not verify():
        raise typer.Exit(1)


Yes = Annotated[bool, typer.Option("--yes", help="Save without asking.")]


@figures.command("list")
def list_figures() -> None:
    """List what was published to all servers beside what ships."""
    _publishing(lambda publisher: _at_once(publisher.list))


@figures.command("add")
def add_figure(
    metric: Annotated[str, typer.Argument(help="What it measures, by name or id.")],
    year: Annotated[str, typer.Argument(help="The calendar year.")],
    value: Annotated[str, typer.Argument(help='As it is printed: "JPY 2.5 trillion", "26%".')],
    source: Annotated[str, typer.Argument(help="Who printed it.")],
    published: Annotated[str, typer.Option(help="When, such as 2026-12.")] = "",
    url: Annotated[str, typer.Option(help="Where it can be read.")] = "",
    kind: Annotated[str, typer.Option(help="level, growth or share.")] = "",
    edition: Annotated[str, typer.Option(help="The edition, by id or title.")] = "",
    rank: Annotated[str, typer.Option(help="preferred, normal or superseded.")] = "",
    note: Annotated[str, typer.Option(help="What is to be known with it.")] = "",
    yes: Yes = False,
) -> None:
    """Publish a figure to all servers, after the same checks as a moderator's."""
    from knowledge.model import Kind, Rank
    from knowledge.reviewing import Given

    for option, said, choices in (("--kind", kind, Kind), ("--rank", rank, Rank)):
        if said and said not in [*choices]:
            raise typer.BadParameter(f"{said!r} is none of {', '.join(choices)}", param_hint=option)
    kind = "" if kind == Kind.LEVEL else kind
    given = Given(metric, year, value, source, published, url, kind, edition, rank, note)
    _publishing(lambda publisher: publisher.add(given, yes=yes), makes_one=True)


@figures.command("import")
def import_figures(
    file: Annotated[Path, typer.Argument(help="A CSV or JSON file, such as one from export.")], yes: Yes = False
) -> None:
    """Publish a file of figures to all servers; all of it or nothing."""
    _publishing(lambda publisher: publisher.load(file, yes=yes), makes_one=True)


@figures.command("export")
def export_figures(
    file: Annotated[Path, typer.Argument(help="Where to write: a .csv of figures alone, or a .json of all.")],
    force: Annotated[bool, typer.Option("--force", help="Also over a file that is there.")] = False,
) -> None:
    """Write what was published to all servers to a file."""
    form = file.suffix.removeprefix(".")
    _publishing(lambda publisher: _at_once(lambda: publisher.dump(file, form, force=force)))


@figures.command("history")
def show_history(id: Annotated[str, typer.Argument(help="The id that list shows.")]) -> None:
    """Show every revision of something that was published."""
    _publishing(lambda publisher: publisher.history(id))


@figures.command("retract")
def retract_figure(
    id: Annotated[str, typer.Argument(help="The id that list shows.")],
    reason: Annotated[str, typer.Argument(help="Why, for its history.")],
    yes: Yes = False,
) -> None:
    """Take back something that was published to all servers; its history stays."""
    _publishing(lambda publisher: publisher.retract(id, reason, yes=yes))


@figures.command("queue")
def show_queue() -> None:
    """Show the numbers that were reported as wrong in direct messages."""
    from knowledge.store.reports import Reports

    _publishing(lambda publisher: publisher.queue(Reports(publisher.workshop.store)))


@figures.command("backup")
def back_up(file: Annotated[Path, typer.Argument(help="Where to write, a JSON object a line.")]) -> None:
    """Write everything that all servers ever added to a file that any database can take."""
    from bot.answers.wording import Count
    from bot.publishing import backed_up

    lines = _publishing(lambda publisher: backed_up(publisher.workshop.store, file))
    typer.echo(f"{lines} {Count(lines):revision|revisions} in {file}")


@figures.command("restore")
def restore(file: Annotated[Path, typer.Argument(help="A file that backup wrote.")]) -> None:
    """Read a backup into an empty database."""
    from bot.answers.wording import Count
    from bot.publishing import restored

    lines = _publishing(lambda publisher: restored(publisher.workshop.store, file), makes_one=True)
    typer.echo(f"{lines} {Count(lines):revision|revisions} restored")


database = typer.Typer(help="All that the bot keeps, in one file.", no_args_is_help=True)
app.add_typer(database, name="database")


@database.command("backup")
def back_up_database(file: Annotated[Path, typer.Argument(help="Where to write; an older copy is replaced.")]) -> None:
    """Copy the SQLite database to a file, while the bot runs or not, and check the copy."""
    with _one_clear_line():
        from bot.copying import backed_up

        typer.echo(backed_up(file))


@database.command("restore")
def restore_database(
    file: Annotated[Path, typer.Argument(help="A file that backup wrote.")],
    force: Annotated[bool, typer.Option("--force", help="Also where the database holds what the file lacks.")] = False,
) -> None:
    """Put a copy in the place of the SQLite database; stop the bot first."""
    with _one_clear_line():
        from bot.copying import restored

        typer.echo(restored(file, force=force))


def _publishing(what: Callable[[Publisher], Awaitable[Result]], *, makes_one: bool = False) -> Result:
    """What `makes_one` may be the first thing that is ever kept; all else needs a database that is there."""
    with _one_clear_line():
        from bot.publishing import published

        return published(what, makes_one=makes_one)
    raise typer.Exit(1)


async def _at_once(what: Callable[[], None]) -> None:
    what()


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(help="What to ask, in English or Japanese; - for standard input.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a turn.")] = False,
    batch: Annotated[str | None, typer.Option(help="A file of JSON Lines, or - for standard input.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the question was read, word by word.")] = False,
) -> None:
    """Ask a question here, without Discord."""
    with _one_clear_line():
        if batch is not None and question is not None:
            raise CannotStart("ask one question, or many with --batch FILE, not both")
        question = _given(question)
        if explain and question is not None:
            _explain(question)
        _ask(question, as_json=as_json, batch=batch)


def _explain(question: str) -> None:
    from bot.calendar import local_date
    from bot.explaining import explain

    explain(question, local_date())


def _ask(question: str | None, *, as_json: bool, batch: str | None) -> None:
    from bot.asking import Asker, answer_batch
    from bot.batches import lines_of

    _never_unprintable()
    if batch is not None:
        answer_batch(lines_of(batch), Asker.shipped(), sys.stdout.write, _told)
    elif question is None:
        raise CannotStart('say what to ask, such as: ask "how big was the overseas market in 2024?"')
    elif as_json:
        answer_batch([_as_line(question)], Asker.shipped(), sys.stdout.write, _told)
    else:
        from bot.terminal import show

        answer, voice = Asker.shipped().ask(question)
        show(answer, voice)


OF_TEXTS = frozenset({".txt", ".md", ".json", ".jsonl", ".html", ".csv"})
"""How the names of files end that texts are in."""

Undated = Annotated[
    int | None, typer.Option("--year", min=1900, max=2100, help="The year that undated figures belong to.")
]


@app.command()
def extract(
    text: Annotated[
        str | None, typer.Argument(help="A paragraph, in English or Japanese, or its file; - for standard input.")
    ] = None,
    year: Undated = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a text.")] = False,
    batch: Annotated[str | None, typer.Option(help="A file of JSON Lines, or - for standard input.")] = None,
) -> None:
    """Show the market figures in a text, each with the words that it came from."""
    with _one_clear_line():
        _of_texts("extract", text, year=year, as_json=as_json, batch=batch)


@app.command()
def check(
    text: Annotated[
        str | None,
        typer.Argument(help="What somebody claims, in English or Japanese, or its file; - for standard input."),
    ] = None,
    year: Undated = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a text.")] = False,
    batch: Annotated[str | None, typer.Option(help="A file of JSON Lines, or - for standard input.")] = None,
) -> None:
    """Check the claims in a text against what is held."""
    with _one_clear_line():
        _of_texts("check", text, year=year, as_json=as_json, batch=batch)


def _of_texts(what: str, text: str | None, *, year: int | None, as_json: bool, batch: str | None) -> None:
    from bot.batches import lines_of
    from bot.texts import Article, Reviewer, check_batch, extract_batch, show_checked, show_extracted

    _never_unprintable()
    if (batch is None) == (text is None):
        raise CannotStart(f'give one text, such as: {what} "…", or many with --batch FILE')
    named = text if text is not None and _names_a_file(text) else None
    text = _given(text if named is None else "".join(lines_of(named)), named)
    reviewer, extracts = Reviewer(), what == "extract"
    article = Article(id="1", text=text or "", year_hint=year)
    if batch is not None or as_json:
        lines = lines_of(batch) if batch is not None else [article.model_dump_json()]
        (extract_batch if extracts else check_batch)(lines, reviewer, sys.stdout.write, _told, year)
    elif extracts:
        show_extracted(article, reviewer)
    else:
        show_checked(article, reviewer)


def _given(text: str | None, named: str | None = None) -> str | None:
    """What was typed, or standard input for `-`, or is in the file that was `named`; raises `CannotStart` where there
    is nothing in it.
    """
    if text is None:
        return None
    try:
        said = sys.stdin.read() if text == "-" else text
        said.encode()
    except UnicodeError:
        raise CannotStart("the text is not UTF-8") from None
    if not said.strip():
        if text == "-" or named is not None:
            raise CannotStart(f"there is nothing in {named or 'standard input'}")
        raise CannotStart("the text is empty; write it in quotes, or give - and the text on standard input")
    return said.strip()


def _names_a_file(text: str) -> bool:
    """Whether what was typed is the name of a file, there or not, and not the text itself."""
    if not text.strip():
        return False
    try:
        path = Path(text)
        looks_so = path.suffix in OF_TEXTS or text.startswith(("/", "./", "../"))
        return path.exists() or (looks_so and not any(map(str.isspace, text)))
    except (OSError, ValueError):  # no file is called so
        return False


def _never_unprintable() -> None:
    """A terminal without the letters shows marks instead of breaking."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _as_line(question: str) -> str:
    import json

    return json.dumps({"id": "1", "turns": [question]})
