"""How much one person and one server may ask: counted exactly, told kindly, and never in the way of what was typed."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from discord.app_commands import Command
from discord.utils import snowflake_time
from hypothesis import given
from hypothesis import strategies as st

from bot.limiting import act_of
from bot.limits import KEPT_AT_MOST, MINUTE, Act, Allowance, Buckets, Limits, Rate, Whose
from bot.playground import Interaction, Message, Person, Upload
from bot.settings import load_settings
from knowledge.model import Catalogue
from tests.bot.conftest import Clock, Stage, moderating
from tests.bot.moderating import ADD, press
from tests.bot.test_listening import allow_to_read

SENTENCE = re.compile(r"That was a lot at once\. You can go on <t:(\d+):R>\.")
OF_THE_SERVER = re.compile(r"A lot is being asked in this server right now\. You can go on <t:\d+:R>\.")
QUESTION = "how big was the overseas market in 2024?"
ANSWER = "2.17"

# --- counting ---


def limits_of(clock: Clock, person: int = 0, server: int = 0) -> Limits:
    return Limits(clock, {Act.QUESTION: Allowance(Rate(person), Rate(server))})


def allowed(limits: Limits, person: int = 1, server: int | None = 7, act: Act = Act.QUESTION) -> bool:
    return limits.over(act, person, server) is None


def test_as_many_as_a_minute_allows_are_allowed_at_once_and_then_one_each_share_of_it() -> None:
    clock = Clock()
    limits = limits_of(clock, person=4)
    assert [allowed(limits) for _ in range(5)] == [True, True, True, True, False]
    clock.now += 14.9
    assert not allowed(limits)
    clock.now += 0.1
    assert [allowed(limits), allowed(limits)] == [True, False]
    clock.now += 3_600
    assert [allowed(limits) for _ in range(5)] == [True, True, True, True, False]


def test_the_time_left_is_told_and_is_enough() -> None:
    clock = Clock()
    limits = limits_of(clock, person=3)
    for _ in range(3):
        assert allowed(limits)
    over = limits.over(Act.QUESTION, 1, 7)
    assert over is not None
    assert (over.whose, over.seconds) == (Whose.PERSON, 20.0)
    clock.now += over.seconds
    assert allowed(limits)


@given(st.integers(1, 200), st.lists(st.floats(0, 30), max_size=200))
def test_no_more_than_twice_the_rate_passes_in_any_minute(a_minute: int, pauses: list[float]) -> None:
    clock, passed = Clock(), list[float]()
    limits = limits_of(clock, person=a_minute)
    for pause in pauses:
        clock.now += pause
        if allowed(limits):
            passed.append(clock.now)
    for moment in passed:
        assert sum(moment <= other < moment + MINUTE for other in passed) <= 2 * a_minute


def test_a_person_over_the_limit_takes_nothing_from_the_server() -> None:
    limits = limits_of(Clock(), person=1, server=2)
    assert allowed(limits, person=1)
    assert not any(allowed(limits, person=1) for _ in range(50))
    assert allowed(limits, person=2)


def test_a_server_over_the_limit_takes_nothing_from_a_person() -> None:
    limits = limits_of(Clock(), person=1, server=1)
    assert allowed(limits, person=1)
    over = limits.over(Act.QUESTION, 2, 7)
    assert over is not None
    assert over.whose is Whose.SERVER
    assert allowed(limits, person=2, server=8)


def test_direct_messages_count_for_the_person_alone() -> None:
    limits = limits_of(Clock(), person=2, server=1)
    assert [allowed(limits, server=None) for _ in range(3)] == [True, True, False]


def test_each_act_counts_by_itself_and_without_a_rate_all_is_allowed() -> None:
    limits = limits_of(Clock(), person=1)
    assert [allowed(limits), allowed(limits)] == [True, False]
    assert all(allowed(limits, act=Act.IMPORT) for _ in range(1_000))


def test_a_flood_of_ids_takes_no_more_memory_and_frees_nobody_who_is_over() -> None:
    buckets, flooding = Buckets(Rate(1), Clock(), at_most=100), -1
    buckets.take(flooding)
    for id in range(10_000):
        buckets.take(id)
        assert id % 50 or buckets.wait(flooding) == MINUTE
    assert len(buckets) == 100


def test_what_was_told_is_remembered_of_no_more_than_so_many() -> None:
    limits = limits_of(Clock(), person=1)
    for person in range(KEPT_AT_MOST + 500):
        limits.over(Act.QUESTION, person, None)
        over = limits.over(Act.QUESTION, person, None)
        assert over is not None
        assert limits.first(over, aloud=True)
        assert not limits.first(over, aloud=True)
    assert len(limits) <= 2 * KEPT_AT_MOST


# --- in Discord ---


@asynccontextmanager
async def limited(
    stage: Stage,
    acts: Mapping[Act, tuple[int, int]],
    catalogue: Catalogue | None = None,
    *,
    listening: bool = False,
) -> AsyncIterator[None]:
    """The bot with limits: (2, 0) is two a minute for a person, and none for the server."""
    allowances = {act: Allowance(Rate(person), Rate(server)) for act, (person, server) in acts.items()}
    stage.responder = replace(stage.responder, limits=Limits(stage.clock, allowances))
    settings = None
    if listening:
        allow_to_read(stage.discord)
        settings = stage.settings.model_copy(
            update={"message_content": True, "free_text_channels": (stage.channel.id,)}
        )
    async with moderating(stage, catalogue, settings) if catalogue else stage.with_bot(settings):
        yield


async def overseas(stage: Stage) -> Interaction:
    return await stage.alice.command(stage.channel, "anime overseas", year=2024)


async def said(stage: Stage, text: str = QUESTION) -> Message:
    return await stage.alice.say(stage.channel, f"<@{stage.discord.bot_user.id}> {text}")


async def answer(stage: Stage, text: str = QUESTION) -> Message:
    return await stage.discord.next_message(stage.channel, after=await said(stage, text))


async def test_a_command_over_the_limit_is_answered_to_the_asker_with_the_time_left(stage: Stage) -> None:
    async with limited(stage, {Act.QUESTION: (1, 0)}):
        assert ANSWER in (await overseas(stage)).answer.text
        refused = await overseas(stage)
        assert refused.ephemeral
        found = SENTENCE.fullmatch(refused.answer.content)
        assert found is not None
        assert 59 <= int(found.group(1)) - snowflake_time(refused.id).timestamp() <= 61
        stage.clock.now += 60
        assert ANSWER in (await overseas(stage)).answer.text


async def test_it_is_said_in_the_asker_s_language(stage: Stage) -> None:
    taro = stage.discord.add_user("taro", locale="ja")
    stage.guild.add_member(taro)
    async with limited(stage, {Act.QUESTION: (1, 0)}):
        for _ in range(2):
            asked = await taro.command(stage.channel, "anime overseas", year=2024)
    assert re.fullmatch(r"短い間にたくさんのご利用がありました。<t:\d+:R>に続けられます。", asked.answer.content)


async def test_every_interaction_of_a_flood_is_answered(stage: Stage) -> None:
    async with limited(stage, {Act.QUESTION: (2, 0)}):
        answers = [(await overseas(stage)).answer.text for _ in range(12)]
    assert [ANSWER in text for text in answers] == [True] * 2 + [False] * 10
    assert all(SENTENCE.fullmatch(text) for text in answers[2:])


async def test_presses_count_as_questions_and_leave_the_answer_as_it_is(stage: Stage) -> None:
    async with limited(stage, {Act.QUESTION: (2, 0)}):
        message = (await overseas(stage)).answer
        assert "ASCII.jp" in (await stage.alice.click(message, "Sources")).answer.text
        before = message.text
        assert SENTENCE.fullmatch((await stage.alice.click(message, "Production market")).answer.content)
        assert message.text == before


async def test_one_person_s_flood_is_not_another_s(stage: Stage) -> None:
    bob = stage.discord.add_user("bob")
    stage.guild.add_member(bob)
    async with limited(stage, {Act.QUESTION: (1, 0)}):
        await overseas(stage)
        assert SENTENCE.fullmatch((await overseas(stage)).answer.content)
        theirs = await bob.command(stage.channel, "anime overseas", year=2024)
        assert ANSWER in theirs.answer.text


async def test_a_server_s_flood_is_told_as_such(stage: Stage) -> None:
    bob = stage.discord.add_user("bob")
    stage.guild.add_member(bob)
    async with limited(stage, {Act.QUESTION: (0, 1)}):
        await overseas(stage)
        refused = await bob.command(stage.channel, "anime overseas", year=2024)
        assert OF_THE_SERVER.fullmatch(refused.answer.content)


async def test_a_mention_over_the_limit_gets_one_short_reply_and_then_silence(stage: Stage) -> None:
    async with limited(stage, {Act.QUESTION: (1, 0)}):
        assert ANSWER in (await answer(stage)).text
        assert SENTENCE.fullmatch((await answer(stage)).content)
        assert await stage.discord.stays_silent(stage.channel, after=await said(stage))
        stage.clock.now += 60
        assert ANSWER in (await answer(stage)).text
        assert SENTENCE.fullmatch((await answer(stage)).content)


async def test_what_is_overheard_over_the_limit_gets_one_short_reply_and_then_silence(stage: Stage) -> None:
    async with limited(stage, {Act.QUESTION: (1, 0)}, listening=True):
        first = await stage.alice.say(stage.channel, QUESTION)
        assert ANSWER in (await stage.discord.next_message(stage.channel, after=first)).text
        second = await stage.alice.say(stage.channel, QUESTION)
        assert SENTENCE.fullmatch((await stage.discord.next_message(stage.channel, after=second)).content)
        assert await stage.discord.stays_silent(stage.channel, after=await stage.alice.say(stage.channel, QUESTION))


async def test_talk_that_is_no_question_uses_nothing_up(stage: Stage) -> None:
    async with limited(stage, {Act.QUESTION: (1, 0)}, listening=True):
        for _ in range(3):
            talk = await stage.alice.say(stage.channel, "good morning everyone")
        assert await stage.discord.stays_silent(stage.channel, after=talk)
        assert ANSWER in (await answer(stage)).text


async def test_more_talk_than_is_read_is_passed_over_without_a_word(stage: Stage) -> None:
    async with limited(stage, {Act.HEARD: (1, 0)}, listening=True):
        await stage.alice.say(stage.channel, "good morning everyone")
        assert await stage.discord.stays_silent(stage.channel, after=await stage.alice.say(stage.channel, QUESTION))
        assert ANSWER in (await answer(stage)).text


async def test_checking_texts_is_counted_apart(stage: Stage) -> None:
    async with limited(stage, {Act.CHECK: (1, 0)}):
        for _ in range(2):
            checked = await stage.alice.command(stage.channel, "anime check", claim="overseas was JPY 2.17 trillion")
        assert SENTENCE.fullmatch(checked.answer.content)
        message = await stage.alice.say(stage.channel, "overseas was JPY 2.17 trillion in 2024")
        assert SENTENCE.fullmatch((await stage.alice.use_menu("Check figures", message)).answer.content)
        assert ANSWER in (await overseas(stage)).answer.text


async def test_a_moderator_s_change_over_the_limit_can_be_saved_later(stage: Stage, catalogue: Catalogue) -> None:
    async with limited(stage, {Act.WRITE: (1, 0)}, catalogue):
        preview = (await stage.alice.command(stage.channel, "figures add", **ADD)).answer
        assert SENTENCE.fullmatch((await stage.alice.click(preview, "Save")).answer.content)
        stage.clock.now += 60
        await press(stage, stage.alice, preview, "Save")
        assert "Saved" in preview.text


async def test_what_was_typed_into_a_form_is_taken_however_many_were_sent(stage: Stage, catalogue: Catalogue) -> None:
    limits = {Act.QUESTION: (2, 0), Act.WRITE: (2, 0), Act.IMPORT: (1, 0)}
    async with limited(stage, limits, catalogue):
        preview = (await stage.alice.command(stage.channel, "figures add", **ADD | {"value": "2.5"})).answer
        edit = await stage.alice.click(preview, "Edit")
        opened = await stage.alice.command(stage.channel, "figures propose")
        assert opened.modal is not None
        assert edit.modal is not None
        before = preview.text
        await stage.alice.submit(edit.modal, {"value": "JPY 2.5 trillion"})
        while preview.text == before:
            await stage.discord.next_edit(preview)
        text = "Overseas anime revenue rose to JPY2.5 trillion in 2025."
        shown = await stage.alice.submit(opened.modal, {"text": text, "source": "AJA"})
        assert "JPY 2.5 trillion" in shown.answer.text
        assert SENTENCE.fullmatch((await stage.alice.command(stage.channel, "figures propose")).answer.content)


async def test_who_may_not_moderate_can_not_use_up_what_moderators_may(stage: Stage, catalogue: Catalogue) -> None:
    bob = stage.discord.add_user("bob")
    stage.guild.add_member(bob)
    async with limited(stage, {Act.WRITE: (0, 1)}, catalogue):
        stage.guild.show_command_to("figures", stage.guild.everyone)
        stage.guild.give_role(bob, stage.guild.everyone)
        for _ in range(3):
            refused = await bob.command(stage.channel, "figures queue")
            assert "Only moderators" in refused.answer.text
        assert "Nothing waits" in (await stage.alice.command(stage.channel, "figures queue")).answer.text


@pytest.mark.parametrize("name", ["figures import", "figures add", "settings", "metrics list", "statements list"])
async def test_every_moderators_command_counts(stage: Stage, catalogue: Catalogue, name: str) -> None:
    act = Act.IMPORT if name == "figures import" else Act.WRITE
    given: dict[str, dict[str, object]] = {"figures import": {"file": Upload("f.csv", b"x")}, "figures add": ADD}
    async with limited(stage, {act: (1, 0)}, catalogue):
        for _ in range(2):
            asked = await stage.alice.command(stage.channel, name, **given.get(name, {}))
        assert SENTENCE.fullmatch(asked.answer.content)


async def test_every_command_counts_at_the_door_or_in_the_moderators_flows(stage: Stage) -> None:
    async with stage.with_bot() as bot:
        every = [each for each in bot.tree.walk_commands() if isinstance(each, Command)]
    found = {command.qualified_name: act_of(command) for command in every}
    uncounted = {name.split()[0] for name, act in found.items() if act is None}
    assert uncounted == {"figures", "metrics", "statements", "settings"}
    assert found["anime check"] is Act.CHECK


async def offered(stage: Stage, person: Person, command: str = "anime figure") -> list[str]:
    """What somebody is offered who types a metric's first letter."""
    return [each.name for each in await person.autocomplete(stage.channel, command, focused="metric", value="o")]


async def test_who_is_offered_more_than_anybody_types_gets_an_empty_list(stage: Stage, catalogue: Catalogue) -> None:
    bob = stage.discord.add_user("bob")
    stage.guild.add_member(bob)
    async with limited(stage, {Act.OFFER: (2, 0)}, catalogue):
        usual = await offered(stage, bob)
        assert usual
        assert [await offered(stage, stage.alice) for _ in range(2)] == [usual] * 2
        assert await offered(stage, stage.alice) == []
        assert await offered(stage, stage.alice, "figures add") == []
        assert await offered(stage, bob) == usual
        assert ANSWER in (await overseas(stage)).answer.text
        stage.clock.now += 30
        assert await offered(stage, stage.alice, "figures add") != []


def test_nobody_who_types_meets_the_limit_of_what_is_offered() -> None:
    clock = Clock()
    limits = Limits(clock, load_settings(_env_file=None).allowances)
    for _ in range(1_000):  # five letters a second, without a pause
        assert allowed(limits, act=Act.OFFER)
        clock.now += 0.2
    while allowed(limits, act=Act.OFFER):
        clock.now += 0.01
    assert allowed(limits)


async def test_reporting_a_number_counts_when_the_form_is_opened(stage: Stage, catalogue: Catalogue) -> None:
    async with limited(stage, {Act.QUESTION: (2, 0)}, catalogue):
        message = (await overseas(stage)).answer
        opened = await stage.alice.click(message, "Wrong number?")
        assert opened.modal is not None
        assert SENTENCE.fullmatch((await stage.alice.click(message, "Wrong number?")).answer.content)
        sent = await stage.alice.submit(opened.modal, {"text": "It was more."})
        assert "Thank you" in sent.answer.text
