"""The buttons under an answer: for the asker and for others, now and after a restart, genuine and forged."""

import pytest

from bot.playground import Interaction, Message
from tests.bot.conftest import Stage


def shown(interaction: Interaction) -> Message:
    assert interaction.response_message is not None
    return interaction.response_message


async def overseas(stage: Stage) -> Message:
    return shown(await stage.alice.command(stage.channel, "anime overseas", year=2024))


async def test_sources_are_shown_to_who_pressed(served: Stage) -> None:
    sources = shown(await served.alice.click(await overseas(served), "Sources"))
    assert sources.ephemeral
    assert "ASCII.jp, October 31, 2025" in sources.text
    assert "https://ascii.jp/elem/000/004/343/4343537/" in sources.text


async def test_of_several_numbers_each_is_said_with_who_printed_it(served: Stage) -> None:
    compared = shown(
        await served.alice.command(
            served.channel, "anime compare", first="market_overseas", second="market_streaming", year=2023
        )
    )
    sources = shown(await served.alice.click(compared, "Sources"))
    (overseas,) = [line for line in sources.text.splitlines() if line.startswith("• Overseas anime market, 2023, JPY")]
    (streaming,) = [
        line for line in sources.text.splitlines() if line.startswith("• Anime streaming, Japan, 2023, JPY")
    ]
    assert overseas.partition(": ")[2] != streaming.partition(": ")[2]


async def test_the_working_shows_the_formula_and_its_inputs(served: Stage) -> None:
    working = shown(await served.alice.click(await overseas(served), "Working"))
    assert working.ephemeral
    assert "JPY 2,170.2 billion / JPY 3,840.7 billion = 56.5%" in working.text
    assert "Anime market, worldwide, 2024: JPY 3,840.7 billion, reported" in working.text


async def test_the_other_definition_changes_the_askers_answer_in_place(served: Stage) -> None:
    message = await overseas(served)
    await served.alice.click(message, "Production market")
    assert "JPY 118.8 billion" in message.text
    assert "Broad market" in message.buttons
    await served.alice.click(message, "Broad market")
    assert "JPY 2.17 trillion" in message.text


async def test_somebody_elses_press_leaves_the_answer_as_it_is(served: Stage) -> None:
    bob = served.discord.add_user("bob")
    served.guild.add_member(bob)
    message = await overseas(served)
    answer = shown(await bob.click(message, "Production market"))
    assert answer.ephemeral
    assert answer.seen_by is bob
    assert "JPY 118.8 billion" in answer.text
    assert "JPY 2.17 trillion" in message.text


async def test_a_question_asked_back_is_settled_by_a_press(served: Stage) -> None:
    asked = await served.alice.say(
        served.channel, f"<@{served.discord.bot_user.id}> how far is anime's overseas market from the 20 trillion goal?"
    )
    message = await served.discord.next_message(served.channel, after=asked)
    assert "Which one do you mean?" in message.text
    await served.alice.click(message, message.buttons[0])
    assert "JPY 14.2 trillion" in message.text


async def test_buttons_work_after_a_restart(stage: Stage) -> None:
    async with stage.with_bot():
        message = await overseas(stage)
    async with stage.with_bot():
        await stage.alice.click(message, "Production market")
    assert "JPY 118.8 billion" in message.text


async def test_a_press_is_answered_in_the_language_of_who_pressed(served: Stage) -> None:
    kei = served.discord.add_user("kei", locale="ja")
    served.guild.add_member(kei)
    assert "出典" in shown(await kei.click(await overseas(served), "Sources")).text


async def test_the_askers_card_stays_in_its_language(served: Stage) -> None:
    asked = await served.alice.say(served.channel, f"<@{served.discord.bot_user.id}> 海外市場は2024年にいくら？")
    message = await served.discord.next_message(served.channel, after=asked)
    await served.alice.click(message, "制作市場")
    assert "1,188億円" in message.text
    assert "公表値" in message.text
    assert "出典" in shown(await served.alice.click(message, "出典")).text


@pytest.mark.parametrize(
    "custom_id",
    [
        "anime:a:0:v0,value,i=market_total!!2024",
        "anime:z:0:v1,value,i=market_total!!2024",
        "anime:a:0:v1,destroy,i=market_total!!2024",
        "anime:a:nobody!:v1,value",
        "anime:",
    ],
)
async def test_an_old_or_forged_button_is_refused_in_words(served: Stage, custom_id: str) -> None:
    message = await overseas(served)
    message.components[0]["components"][0]["custom_id"] = custom_id
    assert "This button is from an older version." in shown(await served.alice.click(message, custom_id)).content


async def test_a_forged_button_for_an_unknown_metric_is_answered_without_harm(served: Stage) -> None:
    message = await overseas(served)
    forged = "anime:a:0:v1,value,i=market_cheese!!2024"
    message.components[0]["components"][0]["custom_id"] = forged
    assert "No answer to that" in shown(await served.alice.click(message, forged)).text


async def test_the_sources_hold_a_citation_to_copy_short_and_with_its_address(served: Stage) -> None:
    answer = (await served.alice.command(served.channel, "anime overseas", year=2024)).answer
    shown = (await served.alice.click(answer, "Sources")).answer
    assert shown.embed
    short, long = shown.embed["description"].split("```")[1:4:2]
    assert (
        short.strip() == "Overseas anime market, 2024: JPY 2.17 trillion (Anime Industry Report 2025 (December 2025))"
    )
    assert "2,170.2 billion" in long
    assert "https://ascii.jp" in long
