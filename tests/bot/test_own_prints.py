"""What a server adds keeps to itself: prints stand side by side, notes, rates and sentences stay with who said them."""

from __future__ import annotations

from bot.playground import Message
from tests.bot.conftest import Stage
from tests.bot.moderating import ADD, added, asked, figures, press, the_figure

DECEMBER = {"value": "JPY 2.5 trillion", "published": "2025-12"}
JANUARY = {"value": "JPY 2.52 trillion", "published": "2026-01"}


async def _history(stage: Stage) -> str:
    shown = await stage.alice.command(stage.channel, "anime history", metric="market_overseas", year=2025)
    return shown.answer.text


async def _proposed(stage: Stage, **more: object) -> Message:
    return (await figures(stage, stage.alice, "add", **ADD | more)).answer


async def test_a_later_print_of_one_source_stands_beside_the_earlier_one(moderated: Stage) -> None:
    await added(moderated, **DECEMBER)
    preview = await _proposed(moderated, **JANUARY)
    assert "Add Overseas" in preview.text
    assert "JPY 2.5 trillion, printed by AJA, is held for the same year" in preview.text
    assert "Nothing is held for this year" not in preview.text
    await press(moderated, moderated.alice, preview, "Save")
    assert "JPY 2.52 trillion" in (await asked(moderated)).splitlines()[1]
    history = await _history(moderated)
    assert "2.5 trillion" in history
    assert "2.52 trillion" in history


async def test_a_print_without_a_date_does_not_replace_a_dated_one(moderated: Stage) -> None:
    await added(moderated, **DECEMBER)
    fields = {**ADD, **JANUARY}
    fields.pop("published")
    preview = (await figures(moderated, moderated.alice, "add", **fields)).answer
    assert "stays the answer: the new number has no date of publication" in preview.text
    await press(moderated, moderated.alice, preview, "Save")
    assert "JPY 2.5 trillion" in (await asked(moderated)).splitlines()[1]
    assert "2.52 trillion" in await _history(moderated)


async def test_the_same_print_once_more_names_the_number_and_the_date_that_it_replaces(moderated: Stage) -> None:
    await added(moderated, **DECEMBER)
    preview = await _proposed(moderated, **DECEMBER | {"value": "JPY 2.4 trillion"})
    assert "Change to" in preview.text
    assert "JPY 2.5 trillion, printed by AJA, 2025-12, is held for the same year and is replaced" in preview.text
    assert "Nothing is held for this year" not in preview.text


async def test_an_edit_of_the_date_says_which_print_it_takes_the_place_of(moderated: Stage) -> None:
    await added(moderated, **DECEMBER)
    edit = await figures(moderated, moderated.alice, "edit", figure=await the_figure(moderated), published="2026-01")
    assert "Take back Overseas anime market, 2025: JPY 2.5 trillion" in edit.answer.text
    assert "The same number is held already, printed by AJA, 2025-12" in edit.answer.text
    await press(moderated, moderated.alice, edit.answer, "Save")
    assert "January 2026" in await asked(moderated)


async def test_a_note_is_shown_with_its_own_figure_only(moderated: Stage) -> None:
    await added(moderated, metric="market_total", value="JPY 4.1 trillion", note="First print.")
    await added(moderated)
    await added(moderated, metric="market_total", value="USD 27.3 billion")
    assert "First print." not in await asked(moderated)
    whole = (await moderated.alice.command(moderated.channel, "anime market", year=2025)).answer.text
    assert whole.count("First print.") == 1
    share = await moderated.alice.command(moderated.channel, "anime share", year=2025)
    assert "Anime market, worldwide, 2025: First print." in share.answer.text


async def test_dollars_of_one_source_and_yen_of_another_make_no_rate(moderated: Stage) -> None:
    domestic = {"metric": "market_domestic"}
    await added(moderated, **domestic, value="JPY 1.7 trillion")
    await added(moderated)
    await added(moderated, **domestic, value="$12.5 billion", source="Some Blog")
    assert "$" not in await asked(moderated)
    await added(moderated, **domestic, value="$11.3 billion")
    assert "$17 billion" in await asked(moderated)


async def test_a_sentence_of_a_server_is_said_to_be_its_own_in_both_languages(moderated: Stage) -> None:
    given = {"about": "treasurer, 会計担当", "text": "Taro Sato is the treasurer.", "source": "Club minutes"}
    given |= {"japanese": "会計担当は佐藤太郎です。"}
    preview = (await moderated.alice.command(moderated.channel, "statements add", **given)).answer
    await press(moderated, moderated.alice, preview, "Save")
    english = await moderated.alice.command(moderated.channel, "anime ask", question="who is the treasurer?")
    assert "What this server holds" in english.answer.text
    assert "Added by this server · Club minutes" in english.answer.text
    assert "report" not in english.answer.text.casefold()
    japanese = await moderated.alice.command(moderated.channel, "anime ask", question="会計担当は誰？")
    assert "このサーバーの記録" in japanese.answer.text
    assert "このサーバーが加えた情報" in japanese.answer.text
    assert "レポート" not in japanese.answer.text


async def test_a_sentence_that_would_be_said_in_place_of_one_that_ships_is_warned_of(moderated: Stage) -> None:
    given = {"about": "aja chair", "text": "Somebody Else chairs the AJA.", "source": "Club minutes"}
    preview = (await moderated.alice.command(moderated.channel, "statements add", **given)).answer
    assert "“aja chair” finds a statement that ships" in preview.text
    assert "Kazuko Ishikawa chairs" in preview.text
    assert "Save" in preview.buttons
    other = given | {"about": "treasurer"}
    assert "Kazuko" not in (await moderated.alice.command(moderated.channel, "statements add", **other)).answer.text
