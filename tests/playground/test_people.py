"""What the Discord client lets people enter, and what they see."""

from dataclasses import replace

import pytest

from bot.playground import CannotDo, Interaction, Message, NothingHappened, Upload
from bot.playground.people.lines import read_options
from bot.playground.people.offering import Offer
from bot.playground.world.commands import STRING
from tests.playground.conftest import RawStage, Stage

MESSAGE_CONTENT = 1 << 15

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(
    ("command", "options", "problem"),
    [
        ("year", {}, "needs year"),
        ("year", {"year": 1999}, "between 2000 and 2100"),
        ("year", {"year": "soon"}, "whole number"),
        ("year", {"year": 2024, "colour": "red"}, "no option colour"),
        ("year", {"year": 2024, "note": ""}, "characters long"),
        ("anime overseas", {"year": 2024, "kind": "narrow"}, "can only be one of: Broad market"),
        ("anime", {}, "no command 'anime'"),
        ("upload", {"file": "a.csv"}, "must be a file"),
        ("upload", {"file": Upload("a.csv", b""), "whom": "mod"}, "must be a user"),
    ],
)
async def test_the_client_does_not_send(stage: Stage, command: str, options: dict[str, object], problem: str) -> None:
    with pytest.raises(CannotDo, match=problem):
        stage.alice.start(stage.channel, command, **options)
    assert not stage.discord.world.interactions


async def test_a_line_is_read_as_the_client_reads_it(stage: Stage) -> None:
    for line, expected in {
        "/anime overseas 2024": "overseas 2024 none",
        "/anime overseas year:2023 kind:Broad market": "overseas 2023 broad",
        "/anime overseas 2022 kind: broad": "overseas 2022 broad",
        '/anime overseas "2022" kind:"Broad market"': "overseas 2022 broad",
    }.items():
        interaction = await stage.alice.types(stage.channel, line)
        assert isinstance(interaction, Interaction)
        assert interaction.answer.content == expected


async def test_quotes_around_a_value_are_no_part_of_it_and_no_name_is_between_them(stage: Stage) -> None:
    named = [{"name": name, "type": STRING, "required": name == "name"} for name in ("name", "aliases", "note")]
    offer = Offer({"name": "new", "options": named}, {})
    line = '/new "Idol cafés" aliases:"cons, note: fairs" note:the "best" ones'
    assert read_options(stage.discord.world, offer, line) == {
        "name": "Idol cafés",
        "aliases": "cons, note: fairs",
        "note": 'the "best" ones',
    }


@pytest.mark.parametrize("line", ["hello", "/unknown thing", "/anime", "/yearly 2024"])
async def test_a_line_that_is_no_command_is_a_message(stage: Stage, line: str) -> None:
    message = await stage.alice.types(stage.channel, line)
    assert isinstance(message, Message)
    assert message.content == line


@pytest.mark.parametrize("line", ["/anime overseas", "/anime overseas 2024 extra", "/panel what"])
async def test_a_line_that_does_not_fit_its_command_is_not_sent(stage: Stage, line: str) -> None:
    with pytest.raises(CannotDo):
        await stage.alice.types(stage.channel, line)


async def test_only_options_with_autocomplete_suggest(stage: Stage) -> None:
    with pytest.raises(CannotDo, match="suggests nothing"):
        await stage.alice.autocomplete(stage.channel, "year", focused="note")


async def test_a_message_has_two_thousand_characters_at_most(stage: Stage) -> None:
    for text in ("", "  ", "x" * 2001):
        with pytest.raises(CannotDo, match="1 to 2000"):
            await stage.alice.say(stage.channel, text)


async def test_a_file_can_be_said(stage: Stage) -> None:
    message = await stage.alice.dm("see here", files=[Upload("figures.csv", b"1,2")])
    assert message.attachments[0].content == b"1,2"
    await stage.discord.next_message(stage.alice.dm_channel, after=message)
    assert stage.bot.heard[0].attachments[0].filename == "figures.csv"


async def test_each_sees_their_own_ephemeral_messages_only(stage: Stage) -> None:
    await stage.alice.command(stage.channel, "year", year=2024)
    await stage.alice.command(stage.channel, "secret")
    assert [message.text for message in stage.alice.reads(stage.channel)][-1] == "Nobody else sees this"
    assert len(stage.alice.reads(stage.channel)) == 2
    assert len(stage.mod.reads(stage.channel)) == 1


@pytest.mark.parametrize(
    ("values", "problem"), [([], "takes 1 to 2"), (["red", "green", "blue"], "takes 1 to 2"), (["pink"], "no option")]
)
async def test_a_select_takes_what_it_offers(stage: Stage, values: list[str], problem: str) -> None:
    panel = (await stage.alice.command(stage.channel, "panel")).answer
    with pytest.raises(CannotDo, match=problem):
        await stage.alice.choose(panel, "Colours", values)
    with pytest.raises(CannotDo, match="no select"):
        await stage.alice.choose(panel, "Shapes", "round")
    with pytest.raises(CannotDo, match="no button"):
        await stage.alice.click(panel, "Colours")


@pytest.mark.parametrize(
    ("filled", "problem"),
    [({}, "characters long"), ({"Name": "x" * 21}, "0 to 20|1 to 20"), ({"Name": "A", "Age": "9"}, "no field 'Age'")],
)
async def test_a_modal_is_submitted_as_its_fields_allow(stage: Stage, filled: dict[str, object], problem: str) -> None:
    opened = await stage.alice.command(stage.channel, "modal")
    with pytest.raises(CannotDo, match=problem):
        await stage.alice.submit(opened.modal, filled)


async def test_no_modal_no_submission(stage: Stage) -> None:
    interaction = await stage.alice.command(stage.channel, "year", year=2024)
    with pytest.raises(CannotDo, match="no modal"):
        await stage.alice.submit(interaction.modal, {})


async def test_a_deleted_message_has_no_buttons_to_click(raw: RawStage) -> None:
    parts = [{"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}]
    _, sent = await raw.bot.post(raw.messages, {"content": "x", "components": parts})
    message = raw.channel.messages[int(sent["id"])]
    await raw.bot.delete(f"{raw.messages}/{sent['id']}")
    with pytest.raises(CannotDo, match="deleted"):
        await raw.alice.click(message, "Go")


async def test_waiting_in_vain_says_for_what(raw: RawStage) -> None:
    raw.discord.patience = 0.01
    with pytest.raises(NothingHappened, match="#general"):
        await raw.discord.next_message(raw.channel)


async def test_one_who_does_not_answer_is_said_not_to(raw: RawStage) -> None:
    raw.alice.patience = 0.01
    with pytest.raises(NothingHappened, match="did not respond to 'ping'"):
        await raw.alice.command(raw.channel, "ping")


async def test_a_message_that_is_passed_on_stays_as_it_was_then(raw: RawStage) -> None:
    world = raw.discord.world
    world.application = replace(world.application, privileged_intents=MESSAGE_CONTENT)
    said = await raw.alice.say(raw.channel, "https://news.example", previews=[{"title": "News"}])
    passed_on = await raw.alice.forward(said, raw.channel)
    await raw.alice.edit(said, "something else")
    _, got = await raw.bot.get(f"{raw.messages}/{passed_on.id}")
    assert got["message_reference"]["message_id"] == str(said.id)
    assert got["message_snapshots"][0]["message"]["content"] == "https://news.example"
    assert got["message_snapshots"][0]["message"]["embeds"][0]["title"] == "News"
