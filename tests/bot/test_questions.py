"""Questions in words: who is answered where, in which language, and what is remembered."""

import pytest

from bot.client import intents
from bot.playground import Channel, Message, Permission, Person
from tests.bot.conftest import Stage

OUTSIDE = "how much of the market is outside japan?"


async def answer_to(stage: Stage, question: Message, channel: Channel | None = None) -> Message:
    return await stage.discord.next_message(channel or stage.channel, after=question)


async def mention(stage: Stage, text: str, person: Person | None = None) -> Message:
    asker = person or stage.alice
    return await answer_to(stage, await asker.say(stage.channel, f"<@{stage.discord.bot_user.id}> {text}"))


async def test_a_mention_is_answered_by_a_reply(served: Stage) -> None:
    asked = await served.alice.say(served.channel, f"<@{served.discord.bot_user.id}> {OUTSIDE}")
    answer = await answer_to(served, asked)
    assert "56.5%" in answer.text
    assert answer.reply_to is asked
    assert answer.mentions == []


async def test_a_mention_at_the_end_is_a_mention_too(served: Stage) -> None:
    asked = await served.alice.say(served.channel, f"{OUTSIDE} <@!{served.discord.bot_user.id}>")
    assert "56.5%" in (await answer_to(served, asked)).text


async def test_a_direct_message_is_answered(served: Stage) -> None:
    asked = await served.alice.dm(OUTSIDE)
    assert "56.5%" in (await answer_to(served, asked, served.alice.dm_channel)).text


async def test_a_reply_to_the_bot_is_answered_and_leans_on_what_was_asked(served: Stage) -> None:
    first = await mention(served, "how big was the overseas market in 2023?")
    second = await served.alice.reply(first, "and domestic?")
    answer = await answer_to(served, second)
    assert "JPY 1.62 trillion" in answer.text
    assert "Kept from before:" in answer.text


async def test_a_reply_whose_text_discord_withholds_stays_unanswered(served: Stage) -> None:
    first = await mention(served, OUTSIDE)
    second = await served.alice.reply(first, "and in 2023?", ping=False)
    assert await served.discord.stays_silent(served.channel, after=second)


async def test_other_talk_stays_unanswered(served: Stage) -> None:
    said = await served.alice.say(served.channel, OUTSIDE)
    assert await served.discord.stays_silent(served.channel, after=said)


async def test_a_command_typed_as_a_message_is_a_question(served: Stage) -> None:
    for line in ("/anime overseas 2024", "/anime ask how big was the overseas market in 2024?"):
        asked = await served.alice.dm(line)
        assert "JPY 2.17 trillion" in (await answer_to(served, asked, served.alice.dm_channel)).text


async def test_nothing_but_a_mention_is_told_what_to_ask(served: Stage) -> None:
    assert "Ask me about Japan's anime market" in (await mention(served, "")).content


async def test_what_is_not_understood_is_said_without_being_acted_upon(served: Stage) -> None:
    answer = await mention(served, "what did @everyone spend on **cheese** [here](https://example.org)?")
    assert "@everyone" not in answer.text
    assert "**cheese**" not in answer.text
    assert not answer.mention_everyone


@pytest.mark.parametrize("locale", ["en-US", "ja"])
async def test_a_question_is_answered_in_its_own_language(served: Stage, locale: str) -> None:
    served.guild.locale = locale
    assert "Read as: " in (await mention(served, OUTSIDE)).text
    assert "質問の解釈：" in (await mention(served, "海外市場は2024年にいくら？")).text


async def test_a_conversation_is_forgotten_after_ten_minutes(served: Stage) -> None:
    await mention(served, "how big was the overseas market in 2023?")
    served.clock.now += 601
    assert "JPY 1.62 trillion" not in (await mention(served, "and domestic?")).text


async def test_conversations_of_two_people_are_kept_apart(served: Stage) -> None:
    bob = served.discord.add_user("bob")
    served.guild.add_member(bob)
    await mention(served, "how big was the overseas market in 2023?")
    await mention(served, "how big was the overseas market in 2022?", bob)
    assert "JPY 1.62 trillion" in (await mention(served, "and domestic?")).text


async def test_a_command_does_not_colour_the_question_after_it(served: Stage) -> None:
    await served.alice.command(served.channel, "anime target")
    assert "56.5%" in (await mention(served, OUTSIDE)).text


async def test_a_press_of_a_button_is_part_of_the_conversation(served: Stage) -> None:
    answer = await mention(served, "how big was the overseas market in 2024?")
    await served.alice.click(answer, "Overseas growth · 2024")
    assert "+2.8%" in (await mention(served, "and domestic?")).text


async def test_without_the_right_to_embed_the_answer_is_text(served: Stage) -> None:
    served.channel.deny(served.discord.bot_user, Permission.EMBED_LINKS)
    answer = await mention(served, OUTSIDE)
    assert answer.embeds == []
    assert "56.5%" in answer.content


async def test_without_the_right_to_read_back_the_answer_is_no_reply(served: Stage) -> None:
    served.channel.deny(served.discord.bot_user, Permission.READ_MESSAGE_HISTORY)
    answer = await mention(served, OUTSIDE)
    assert answer.reply_to is None
    assert "56.5%" in answer.text


async def test_another_bot_is_never_answered(served: Stage) -> None:
    other = served.discord.add_user("other")
    other.bot = True
    served.guild.add_member(other)
    said = await other.say(served.channel, f"<@{served.discord.bot_user.id}> {OUTSIDE}")
    assert await served.discord.stays_silent(served.channel, after=said)


def test_the_content_intent_is_asked_for_only_when_it_is_set(stage: Stage) -> None:
    with_content = stage.settings.model_copy(update={"message_content": True})
    assert not intents(stage.settings).message_content
    assert intents(with_content).message_content


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("help", "/anime overseas 2024"),
        ("what can you do?", "Check figures"),
        ("hello!", "Hello!"),
        ("thanks 🙏", "You're welcome."),
        ("使い方は？", "お答えできること"),
        ("ありがとう！", "どういたしまして。"),
    ],
)
async def test_a_greeting_a_thank_you_and_a_call_for_help_get_a_word_in_return(
    served: Stage, said: str, told: str
) -> None:
    assert told in (await mention(served, said)).text


async def test_thanks_do_not_end_what_was_spoken_of(served: Stage) -> None:
    for said, told in {"overseas 2024": "JPY 2.17 trillion", "thanks": "welcome", "and 2023?": "JPY 1.72"}.items():
        assert told in (await answer_to(served, await served.alice.dm(said), served.alice.dm_channel)).text
