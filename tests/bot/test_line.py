"""Many answers at once: each is told to be coming before it is made, and comes as it would have."""

import asyncio
from dataclasses import replace

import pytest

from bot.line import Line
from bot.playground import Interaction, Message
from bot.playground.world.interaction import Response
from tests.bot.conftest import Stage

ALWAYS = 0


async def test_answers_are_made_in_the_order_in_which_they_were_asked_for() -> None:
    line, made = Line(), list[int]()

    async def answer(number: int) -> None:
        await line.turn()
        made.append(number)

    await asyncio.gather(*map(answer, range(100)))
    assert made == list(range(100))


async def test_after_a_few_answers_the_event_loop_does_what_came_in() -> None:
    line, done = Line(), list[int]()
    seen_after: dict[int, int] = {}

    async def answer(number: int) -> None:
        await line.turn()
        done.append(number)
        asyncio.get_running_loop().call_soon(lambda: seen_after.setdefault(number, len(done)))

    await asyncio.gather(*map(answer, range(20)))
    assert len(seen_after) >= 16
    assert all(after - number <= 6 for number, after in seen_after.items())


async def test_who_goes_away_takes_nobody_elses_turn() -> None:
    line = Line()
    first, gone, last = [asyncio.create_task(line.turn()) for _ in range(3)]
    await asyncio.sleep(0)
    gone.cancel()
    async with asyncio.timeout(1):
        await asyncio.gather(first, last)
    assert gone.cancelled()


async def test_it_is_long_while_many_wait() -> None:
    line = Line(many=2)
    waiting = [asyncio.create_task(line.turn()) for _ in range(2)]
    assert not line.long
    await asyncio.sleep(0)
    assert line.long
    await asyncio.gather(*waiting)
    assert not line.long


@pytest.fixture
async def rushed(stage: Stage) -> Stage:
    """Where so many ask that everybody is first told that the answer will come."""
    stage.responder = replace(stage.responder, line=Line(many=ALWAYS))
    return stage


async def answered(interaction: Interaction) -> Message:
    """The answer, which was promised."""
    assert interaction.response is Response.DEFERRED_MESSAGE
    await interaction.until(lambda each: each.settled, 5)
    assert interaction.followups == []
    return interaction.answer


async def test_a_command_is_acknowledged_and_then_answered_once(rushed: Stage) -> None:
    async with rushed.with_bot():
        answer = await answered(await rushed.alice.command(rushed.channel, "anime overseas", year=2024))
        assert "JPY 2.17 trillion" in answer.text
        assert "Sources" in answer.buttons
        assert not answer.ephemeral
        assert list(rushed.channel.messages.values()) == [answer]


async def test_what_only_the_asker_should_see_is_promised_to_the_asker_alone(rushed: Stage) -> None:
    async with rushed.with_bot():
        asked = await rushed.alice.command(rushed.channel, "anime overseas", year=2024, private=True)
        assert (await answered(asked)).ephemeral


async def test_questions_and_claims_in_words_are_promised_too(rushed: Stage) -> None:
    async with rushed.with_bot():
        asked = await rushed.alice.command(rushed.channel, "anime ask", question="how big was overseas in 2024?")
        assert "JPY 2.17 trillion" in (await answered(asked)).text
        claimed = await rushed.alice.command(rushed.channel, "anime check", claim="Overseas made 2.17 trillion in 2024")
        assert "2.17 trillion" in (await answered(claimed)).text


async def test_the_askers_press_changes_the_answer_in_place(rushed: Stage) -> None:
    async with rushed.with_bot():
        answer = await answered(await rushed.alice.command(rushed.channel, "anime overseas", year=2024))
        pressed = await rushed.alice.click(answer, "Production market")
        assert pressed.response is Response.DEFERRED_UPDATE
        while "JPY 118.8 billion" not in answer.text:
            await rushed.discord.next_edit(answer)


async def test_working_is_promised_to_who_pressed(rushed: Stage) -> None:
    bob = rushed.discord.add_user("bob")
    rushed.guild.add_member(bob)
    async with rushed.with_bot():
        answer = await answered(await rushed.alice.command(rushed.channel, "anime overseas", year=2024))
        working = await answered(await bob.click(answer, "Working"))
        assert working.ephemeral
        assert "56.5%" in working.text


async def test_years_are_offered_without_waiting(rushed: Stage) -> None:
    async with rushed.with_bot():
        offered = await rushed.alice.autocomplete(rushed.channel, "anime overseas", focused="year", value="202")
        assert {"2024", "2023"} <= {choice.name for choice in offered}
