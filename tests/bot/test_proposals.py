"""A moderator pastes an article's paragraph, ticks the figures in it, and they are in the next answer."""

from __future__ import annotations

import pytest

from bot.playground import CannotDo, Interaction, Message
from tests.bot.conftest import Stage
from tests.bot.moderating import NUMBER, asked, changed, press, the_figure

ARTICLE = (
    "Overseas anime revenue rose to JPY2.5 trillion in 2025, while the whole market had been JPY3.84 trillion in 2024. "
    "The overseas market was JPY1.99 trillion in 2024, one outlet says. Toei Animation took in JPY101.8 billion."
)


async def sent(stage: Stage, opened: Interaction, **fields: str) -> Message:
    assert opened.modal is not None
    return (await stage.alice.submit(opened.modal, {"text": ARTICLE, "source": "AJA", **fields})).answer


def select(shown: Message, what_for: str) -> str:
    return next(str(part["custom_id"]) for part in shown.parts if part["type"] == 3 and what_for in part["custom_id"])


async def proposed(stage: Stage, **fields: str) -> Message:
    return await sent(stage, await stage.alice.command(stage.channel, "figures propose"), **fields)


async def test_the_figures_of_an_article_are_listed_with_what_is_held(moderated: Stage) -> None:
    shown = await proposed(moderated)
    assert shown.ephemeral
    assert "🆕 Overseas anime market, 2025: JPY 2.5 trillion – “JPY2.5 trillion”" in shown.text
    assert "☑️ Anime market, worldwide, 2024: JPY 3.84 trillion, held already" in shown.text
    assert "⚠️ Overseas anime market, 2024: JPY 1.99 trillion, but JPY 2,170.2 billion is held" in shown.text
    assert "101.8" not in shown.text
    assert NUMBER not in await asked(moderated)


async def test_what_is_ticked_is_saved_and_in_the_next_answer(moderated: Stage) -> None:
    await press(moderated, moderated.alice, await proposed(moderated), "Save")
    assert NUMBER in await asked(moderated)
    assert "2.17" in await asked(moderated, 2024)


async def test_an_amount_that_was_only_passed_is_offered_without_a_tick(moderated: Stage) -> None:
    shown = await proposed(moderated, text="Overseas anime topped 2.5 trillion yen in 2025.")
    assert "↔️ Overseas anime market, 2025: JPY 2.5 trillion" in shown.text
    assert "Save" not in shown.buttons
    before = shown.text
    await moderated.alice.choose(shown, select(shown, "tick"), ["0"])
    await changed(moderated, shown, before)
    assert "Save" in shown.buttons


async def test_nothing_ticked_is_nothing_to_save(moderated: Stage) -> None:
    shown = await proposed(moderated)
    before = shown.text
    await moderated.alice.choose(shown, select(shown, "tick"), [])
    await changed(moderated, shown, before)
    assert shown.buttons == ["Edit", "Cancel"]


async def test_the_text_can_be_opened_again_and_nothing_typed_is_lost(moderated: Stage) -> None:
    shown = await proposed(moderated, text="The market is large.", year="soon")
    assert "No figure of these markets is found" in shown.text
    assert "“soon” is no year" in shown.text
    again = await moderated.alice.click(shown, "Edit")
    assert again.modal is not None
    before = shown.text
    await moderated.alice.submit(again.modal, {"text": "海外市場は2兆5,000億円となった。", "year": "2025"})
    await changed(moderated, shown, before)
    await press(moderated, moderated.alice, shown, "Save")
    assert NUMBER in await asked(moderated)
    figure = await the_figure(moderated)
    history = await moderated.alice.command(moderated.channel, "figures history", figure=figure)
    assert "AJA" in history.answer.text


async def test_a_message_can_be_proposed_from_its_menu(moderated: Stage) -> None:
    said = await moderated.alice.say(moderated.channel, ARTICLE)
    opened = await moderated.alice.use_menu("Propose figures", said)
    assert "JPY 2.5 trillion" in (await sent(moderated, opened)).text


async def test_the_preview_of_a_link_fills_the_form_with_its_words_and_where_they_are_from(moderated: Stage) -> None:
    card = {"url": "https://news.example/1", "description": ARTICLE, "provider": {"name": "Example News"}}
    said = await moderated.alice.say(moderated.channel, "look: https://news.example/1", previews=[card])
    opened = await moderated.alice.use_menu("Propose figures", said)
    assert opened.modal is not None
    filled = {each["component"]["custom_id"]: each["component"].get("value", "") for each in opened.modal.components}
    assert filled["source"] == "Example News"
    assert filled["url"] == "https://news.example/1"
    assert ARTICLE in filled["text"]


async def test_what_keeps_figures_from_being_added_is_told_and_can_be_mended(moderated: Stage) -> None:
    shown = await proposed(moderated, published="someday")
    assert "someday" in shown.text
    assert "No figure of these markets is found" not in shown.text
    again, before = await moderated.alice.click(shown, "Edit"), shown.text
    assert again.modal is not None
    await moderated.alice.submit(again.modal, {"published": "2026-10"})
    await changed(moderated, shown, before)
    assert "🆕 Overseas anime market, 2025: JPY 2.5 trillion" in shown.text


async def test_who_is_no_moderator_is_not_offered_it(moderated: Stage) -> None:
    bob = moderated.discord.add_user("bob")
    moderated.guild.add_member(bob)
    assert "figures propose" not in bob.commands(moderated.channel)
    said = await moderated.alice.say(moderated.channel, ARTICLE)
    with pytest.raises(CannotDo):
        await bob.use_menu("Propose figures", said)


async def correct(stage: Stage, shown: Message, number: int, **fields: str) -> Interaction:
    """Picks a figure of the list, and sends its form with some fields typed anew."""
    opened = await stage.alice.choose(shown, select(shown, "correct"), [str(number)])
    assert opened.modal is not None
    before = shown.text
    sent = await stage.alice.submit(opened.modal, fields)
    await changed(stage, shown, before)
    return sent


async def test_one_figure_is_corrected_before_all_are_saved(moderated: Stage) -> None:
    shown = await proposed(moderated)
    await correct(moderated, shown, 0, value="2.6兆円")
    assert "🆕 Overseas anime market, 2025: JPY 2.6 trillion" in shown.text
    await press(moderated, moderated.alice, shown, "Save")
    assert "2.6 trillion" in await asked(moderated)


async def test_a_figure_can_be_given_another_metric_year_and_kind(moderated: Stage) -> None:
    shown = await proposed(moderated)
    await correct(moderated, shown, 0, metric="Domestic anime market", year="2026", value="44.1", kind="share")
    assert "🆕 Domestic anime market – share of the anime market, 2026: 44.1%" in shown.text


async def test_a_correction_that_is_no_figure_changes_nothing_and_is_kept_as_it_was_typed(moderated: Stage) -> None:
    shown = await proposed(moderated)
    await correct(moderated, shown, 0, metric="Manga at home", value="plenty")
    assert "nothing called “Manga at home”" in shown.text
    assert "🆕 Overseas anime market, 2025: JPY 2.5 trillion" in shown.text
    again = await moderated.alice.choose(shown, select(shown, "correct"), ["0"])
    assert again.modal is not None
    assert "Manga at home" in str(again.modal.components)
    assert "plenty" in str(again.modal.components)


async def test_it_is_said_how_many_figures_there_was_no_room_for(moderated: Stage) -> None:
    years = range(2012, 2025)
    text = " ".join(
        f"In {year} the overseas anime market was {year - 1000} billion yen. "
        f"The anime production market was {year - 1700} billion yen in {year}."
        for year in years
    )
    shown = await proposed(moderated, text=text, source="AJA")
    assert "25 figures found" in shown.text
    assert "… and 1 more: propose the part of the text that they are in by itself." in shown.text
