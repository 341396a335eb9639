"""What somebody claims in the chat is checked by anyone, with a command or with the menu of the message."""

from __future__ import annotations

import re

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


async def test_a_wrong_claim_is_shown_however_many_hold_and_it_is_said_how_many_are_left_out(served: Stage) -> None:
    right = [
        *("Anime was 3.84 trillion yen in 2024, up 14.8%.", "Overseas was 2.17 trillion yen in 2024, up 26%."),
        *("Domestic was 1.67 trillion yen in 2024, up 2.8%.", "The studios made 466.2 billion yen in 2024, up 9.1%."),
        *("In 2023 anime was 3.3465 trillion yen, up 14.3%.", "Domestic was 1.6243 trillion yen in 2023."),
    ]
    said = await served.alice.say(served.channel, " ".join([*right, "Overseas was 3 trillion yen in 2023."]))
    answer = (await served.alice.use_menu("Check figures", said)).answer
    assert "Contradicted by what is held." in answer.text
    assert "❌ Overseas anime market · 2023" in answer.text
    assert answer.text.count("✅") == 9
    assert re.search(r"… and [1-4] more\.", answer.text)


PREVIEW = {
    "url": "https://news.example/anime",
    "title": "Anime market at a record",
    "description": "Overseas came to 2.17 trillion yen in 2024.",
    "fields": [{"name": "At home", "value": "the domestic market was 3 trillion yen in 2024"}],
}


async def test_the_preview_of_a_link_is_read_as_well(served: Stage) -> None:
    said = await served.alice.say(served.channel, "https://news.example/anime", previews=[PREVIEW])
    answer = (await served.alice.use_menu("Check figures", said)).answer
    assert "✅ Overseas anime market · 2024" in answer.text
    assert "❌ Domestic anime market · 2024" in answer.text


async def test_a_message_that_was_passed_on_is_read_as_well(served: Stage) -> None:
    said = await served.alice.say(served.channel, "Overseas was 1.67 trillion yen in 2024.")
    passed_on = await served.alice.forward(said, served.channel)
    answer = (await served.alice.use_menu("Check figures", passed_on)).answer
    assert "❌ Overseas anime market · 2024" in answer.text


async def test_the_sources_of_the_only_claim_are_one_click_away_and_shown_to_who_clicks(served: Stage) -> None:
    said = await served.alice.say(served.channel, "Overseas was 2.17 trillion yen in 2024.")
    checked = (await served.alice.use_menu("Check figures", said)).answer
    assert "Sources" in checked.buttons
    sources = (await served.alice.click(checked, "Sources")).answer
    assert "Anime Industry Report 2025" in sources.text
    assert sources.ephemeral


async def test_a_check_of_one_claim_can_be_looked_up_again_and_said_to_be_wrong(moderated: Stage) -> None:
    said = await moderated.alice.say(moderated.channel, "Overseas was 1.67 trillion yen in 2024.")
    checked = (await moderated.alice.use_menu("Check figures", said)).answer
    found = re.search(r"#(\w+)", checked.text)
    assert found is not None
    receipt = await moderated.alice.command(moderated.channel, "anime receipt", id=found[1])
    assert "Overseas was 1.67 trillion yen in 2024." in receipt.answer.text
    assert any("wrong" in label.lower() for label in checked.buttons)


async def test_each_of_several_claims_is_shown_in_full_to_who_clicks_it_and_the_check_stays(served: Stage) -> None:
    said = await served.alice.say(served.channel, CLAIMS)
    checked = (await served.alice.use_menu("Check figures", said)).answer
    before = checked.text
    assert checked.buttons == ["✅ Anime market, worldwide · 2024", "❌ Overseas anime market · 2024"]
    opened = (await served.alice.click(checked, "❌ Overseas anime market · 2024")).answer
    assert "JPY 2,170,200,000,000" in opened.text
    assert opened.ephemeral
    assert checked.text == before


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("anime streaming in japan made 250 billion yen in 2024", "Years held that come nearest: 2023."),
        ("China's anime market was 2.17 trillion yen in 2024", "“china”: nothing on that is held here."),
        ("Overseas hit 2.17 trillion yen in 2024, and most of it came from Brazil.", "“brazil”: nothing on that"),
    ],
)
async def test_why_something_cannot_be_checked_is_said(served: Stage, text: str, why: str) -> None:
    said = await served.alice.say(served.channel, text)
    answer = (await served.alice.use_menu("Check figures", said)).answer
    assert why in answer.text


async def test_a_figure_of_a_year_that_is_not_held_is_named_in_its_line(served: Stage) -> None:
    said = await served.alice.say(served.channel, "AJA 2024: overseas 2.17 trillion yen, domestic 1.67. Merch 700.8bn")
    answer = (await served.alice.use_menu("Check figures", said)).answer
    assert "❔ Anime merchandise, Japan · 2024: No figure is held for this" in answer.text
    assert "No answer to that" not in answer.text
