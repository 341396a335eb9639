"""What somebody claims in the chat is checked by anyone, with a command or with the menu of the message."""

from __future__ import annotations

import pytest

from tests.bot.conftest import Stage

CLAIMS = "The anime market was 3.84 trillion yen in 2024. Overseas was 1.67 trillion yen in 2024."


async def test_each_claim_of_a_message_gets_a_line(served: Stage) -> None:
    said = await served.alice.say(served.channel, CLAIMS)
    answer = (await served.alice.use_menu("Check figures", said)).answer
    assert "Contradicted by what is held." in answer.text
    assert "✅ Anime market, worldwide · 2024" in answer.text
    assert "❌ Overseas anime market · 2024" in answer.text
    assert "JPY 2.17 trillion" in answer.text
    assert not answer.ephemeral


async def test_a_claim_can_be_typed_and_seen_by_the_asker_only(served: Stage) -> None:
    asked = await served.alice.command(
        served.channel, "anime check", claim="海外市場は2024年に2兆1702億円だった", private=True
    )
    assert "手元の数値と合っています。" in asked.answer.text
    assert asked.answer.ephemeral


@pytest.mark.parametrize("text", ["good morning everyone", "🎉", "@everyone **look** <@1> `x`"])
async def test_what_claims_nothing_is_told_in_a_word(served: Stage, text: str) -> None:
    said = await served.alice.say(served.channel, text)
    answer = (await served.alice.use_menu("Check figures", said)).answer
    assert "Nothing in it can be checked" in answer.text


async def test_what_is_not_held_is_not_passed_over(served: Stage) -> None:
    said = await served.alice.say(
        served.channel, "Overseas hit 2.17 trillion yen in 2024, and most of it came from Brazil."
    )
    answer = (await served.alice.use_menu("Check figures", said)).answer
    assert "Supported as far as it can be checked; not everything it says is held." in answer.text
    assert "✅ Overseas anime market · 2024: Yes. JPY 2.17 trillion" in answer.text


async def test_a_sentence_that_was_first_taken_for_something_else_leaves_no_line(served: Stage) -> None:
    said = await served.alice.say(
        served.channel, "overseas was 240.8bn yen in 2012 and 2.17 trillion in 2024, thats about nine times"
    )
    answer = (await served.alice.use_menu("Check figures", said)).answer
    assert "Supported by what is held." in answer.text
    assert "9.01 times" in answer.text
    assert "❌" not in answer.text
