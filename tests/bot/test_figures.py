"""A moderator adds a figure, sees first what it is checked against, and the next answer has it."""

from __future__ import annotations

import asyncio

from bot.playground import Permission
from bot.preferences import KEY, TABLE, Preferences
from knowledge.store import Store
from knowledge.store.revisions import Action, Author, Change, Revisions
from tests.bot.conftest import Stage
from tests.bot.moderating import ADD, NUMBER, added, asked, changed, figures, fill, press, the_figure


async def test_a_figure_is_shown_before_it_is_saved_and_in_the_next_answer_after(moderated: Stage) -> None:
    before = await asked(moderated)
    assert "No figure is held" in before
    preview = await figures(moderated, moderated.alice, "add", **ADD)
    assert preview.answer.ephemeral
    for expected in (
        "Is this right?",
        NUMBER,
        "2,500,000,000,000",
        "AJA, December 2025",
        "✅",
        "no answer → JPY 2.5 tri",
    ):
        assert expected in preview.answer.text
    assert "No figure is held" in await asked(moderated)
    await press(moderated, moderated.alice, preview.answer, "Save")
    assert "Saved" in preview.answer.text
    assert preview.answer.buttons == ["Undo"]
    after = await asked(moderated)
    assert NUMBER in after
    assert "AJA" in after


async def test_what_is_cancelled_changes_nothing(moderated: Stage) -> None:
    preview = (await figures(moderated, moderated.alice, "add", **ADD)).answer
    await press(moderated, moderated.alice, preview, "Cancel")
    assert "Nothing was changed" in preview.text
    assert "No figure is held" in await asked(moderated)


async def test_what_was_saved_is_shown_again_before_it_is_undone_and_can_be_brought_back(moderated: Stage) -> None:
    saved = await added(moderated)
    assert NUMBER in await asked(moderated)
    await press(moderated, moderated.alice, saved, "Undo")
    assert "Is this right?" in saved.text
    assert NUMBER in await asked(moderated)
    await press(moderated, moderated.alice, saved, "Save")
    assert "No figure is held" in await asked(moderated)
    await press(moderated, moderated.alice, saved, "Undo")
    await press(moderated, moderated.alice, saved, "Save")
    assert NUMBER in await asked(moderated)


async def test_an_edit_that_is_undone_leaves_what_stood_before(moderated: Stage) -> None:
    await added(moderated)
    edit = await figures(
        moderated, moderated.alice, "edit", figure=await the_figure(moderated), value="JPY 2.6 trillion"
    )
    await press(moderated, moderated.alice, edit.answer, "Save")
    assert "JPY 2.6 trillion" in await asked(moderated)
    await press(moderated, moderated.alice, edit.answer, "Undo")
    await press(moderated, moderated.alice, edit.answer, "Save")
    assert NUMBER in await asked(moderated)


async def test_what_somebody_changed_meanwhile_is_not_undone_without_a_word(moderated: Stage) -> None:
    saved = await added(moderated)
    edit = await figures(
        moderated, moderated.alice, "edit", figure=await the_figure(moderated), value="JPY 2.6 trillion"
    )
    await press(moderated, moderated.alice, edit.answer, "Save")
    await press(moderated, moderated.alice, saved, "Undo")
    await press(moderated, moderated.alice, saved, "Save")
    assert "changed" in saved.text
    assert "JPY 2.6 trillion" in await asked(moderated)


async def test_a_slip_is_caught_edited_and_nothing_typed_is_lost(moderated: Stage) -> None:
    preview = (await figures(moderated, moderated.alice, "add", **ADD | {"value": "JPY 2.5 billion"})).answer
    assert "slip of the scale" in preview.text
    assert "Save" not in preview.buttons
    await fill(moderated, preview, value="JPY 2.5 trillion")
    assert NUMBER in preview.text
    assert "AJA, December 2025" in preview.text
    await press(moderated, moderated.alice, preview, "Save")
    assert NUMBER in await asked(moderated)


async def test_what_can_t_be_read_is_said_with_the_way_on(moderated: Stage) -> None:
    preview = (await figures(moderated, moderated.alice, "add", **ADD | {"value": "a lot", "published": "soon"})).answer
    assert "“a lot” can't be read as one number" in preview.text
    assert "“soon” is no date" in preview.text
    await fill(moderated, preview, value="2兆5,000億円", published="2025年12月")
    assert NUMBER in preview.text


async def test_a_name_that_is_only_near_is_refused_with_what_may_be_meant(moderated: Stage) -> None:
    refused = (await figures(moderated, moderated.alice, "add", **ADD | {"metric": "foo"})).answer
    assert "There is nothing called “foo”. Did you mean “Cool Japan goal”?" in refused.text
    assert "Save" not in refused.buttons
    known = (await figures(moderated, moderated.alice, "add", **ADD | {"metric": "Overseas"})).answer
    assert "Overseas anime market, 2025" in known.text


async def test_a_number_without_a_date_does_not_answer_instead_of_a_dated_one(moderated: Stage) -> None:
    undated = ADD | {"year": 2024, "value": "JPY 2.2 trillion", "published": ""}
    preview = (await figures(moderated, moderated.alice, "add", **{k: v for k, v in undated.items() if v})).answer
    assert "has no date of publication" in preview.text
    await press(moderated, moderated.alice, preview, "Save")
    assert "JPY 2.17 trillion" in await asked(moderated, 2024)


async def test_a_date_to_come_is_refused(moderated: Stage) -> None:
    preview = (await figures(moderated, moderated.alice, "add", **ADD | {"published": "2027-10"})).answer
    assert "It can't have been published in 2027-10" in preview.text
    assert "Save" not in preview.buttons
    await fill(moderated, preview, published="2025-12")
    assert "Save" in preview.buttons


async def test_a_ratio_to_the_year_before_is_shown_as_the_growth_that_it_is(moderated: Stage) -> None:
    ratio = ADD | {"value": "前年比116.2%", "kind": "growth"}
    preview = (await figures(moderated, moderated.alice, "add", **ratio)).answer
    assert "is read as the growth: 16.2%" in preview.text


async def test_a_figure_is_corrected_taken_back_and_brought_back_and_its_history_stays(moderated: Stage) -> None:
    await added(moderated)
    figure = await the_figure(moderated)
    edit = await figures(
        moderated, moderated.alice, "edit", figure=figure, value="JPY 2.6 trillion", reason="a misprint"
    )
    assert "Change to" in edit.answer.text
    await press(moderated, moderated.alice, edit.answer, "Save")
    assert "JPY 2.6 trillion" in await asked(moderated)
    back = await figures(moderated, moderated.alice, "retract", figure=figure, reason="not official")
    assert "JPY 2.6 trillion (2025) → no answer" in back.answer.text
    await press(moderated, moderated.alice, back.answer, "Save")
    assert "No figure is held" in await asked(moderated)
    restored = await figures(
        moderated, moderated.alice, "restore", figure=await the_figure(moderated, "restore"), reason="official now"
    )
    await press(moderated, moderated.alice, restored.answer, "Save")
    assert "JPY 2.6 trillion" in await asked(moderated)
    history = (await figures(moderated, moderated.alice, "history", figure=figure)).answer
    assert history.ephemeral
    lines = [line for line in history.text.splitlines() if "Alice" in line]
    assert [next(word for word in ("Add", "Change", "Take back", "Bring back") if word in line) for line in lines] == [
        "Bring back",
        "Take back",
        "Change",
        "Add",
    ]
    assert "a misprint" in history.text


async def test_a_correction_of_the_note_leaves_the_number_as_it_was_printed(moderated: Stage) -> None:
    await added(moderated)
    edit = await figures(moderated, moderated.alice, "edit", figure=await the_figure(moderated), note="First word.")
    await press(moderated, moderated.alice, edit.answer, "Save")
    text = await asked(moderated)
    assert NUMBER in text
    assert "First word." in text
    assert "In full: JPY 2,500,000,000,000" in text


async def test_an_edit_that_changes_nothing_says_so_and_can_be_gone_on_with(moderated: Stage) -> None:
    await added(moderated)
    edit = (await figures(moderated, moderated.alice, "edit", figure=await the_figure(moderated))).answer
    assert "Nothing would change" in edit.text
    assert f"Overseas anime market, 2025: {NUMBER}" in edit.text
    assert "Save" not in edit.buttons
    await fill(moderated, edit, value="JPY 2.6 trillion")
    await press(moderated, moderated.alice, edit, "Save")
    assert "JPY 2.6 trillion" in await asked(moderated)


async def test_of_two_who_edit_the_second_is_shown_what_the_first_did(moderated: Stage) -> None:
    await added(moderated)
    bob = moderated.discord.add_user("bob")
    moderated.guild.add_member(bob)
    moderated.guild.give_role(bob, moderated.guild.add_role("Second", int(Permission.MANAGE_GUILD)))
    figure = await the_figure(moderated)
    mine = (await figures(moderated, moderated.alice, "edit", figure=figure, value="JPY 2.6 trillion")).answer
    theirs = (await figures(moderated, bob, "edit", figure=figure, value="JPY 2.7 trillion")).answer
    await press(moderated, bob, theirs, "Save")
    await press(moderated, moderated.alice, mine, "Save")
    assert "Somebody was quicker" in mine.text
    assert "Bob" in mine.text
    assert "2.7 trillion" in mine.text
    assert "JPY 2.7 trillion" in await asked(moderated)


async def test_saving_twice_saves_once(moderated: Stage) -> None:
    preview = (await figures(moderated, moderated.alice, "add", **ADD)).answer
    before = preview.text
    await asyncio.gather(*(moderated.alice.click(preview, "Save") for _ in range(2)))
    await changed(moderated, preview, before)
    assert "Saved" in preview.text
    history = (await figures(moderated, moderated.alice, "history", figure=await the_figure(moderated))).answer
    assert history.text.count("Alice") == 1


async def test_a_press_that_comes_late_leaves_what_is_said(moderated: Stage) -> None:
    preview = (await figures(moderated, moderated.alice, "add", **ADD)).answer
    before, shown = preview.text, preview.components
    await moderated.alice.click(preview, "Save")
    await changed(moderated, preview, before)
    saved, preview.components = preview.text, shown  # as the person's screen still has it
    await moderated.alice.click(preview, "Save")
    told = await moderated.discord.next_message(moderated.channel, after=preview, seen_by=moderated.alice)
    assert "no longer open" in told.text
    assert preview.text == saved
    assert not preview.components


async def test_what_one_server_adds_no_other_sees(moderated: Stage) -> None:
    await added(moderated)
    other = moderated.discord.add_guild("Another")
    channel = other.add_channel("general")
    other.add_member(moderated.alice)
    other.give_role(moderated.alice, other.add_role("Moderator", int(Permission.MANAGE_GUILD)))
    await moderated.discord.ready(other)
    there = await moderated.alice.command(channel, "anime overseas", year=2025)
    assert "No figure is held" in there.answer.text
    years = await moderated.alice.autocomplete(channel, "anime overseas", focused="year")
    assert 2025 not in [each.value for each in years]
    assert 2025 in [
        each.value for each in await moderated.alice.autocomplete(moderated.channel, "anime overseas", focused="year")
    ]
    assert await moderated.alice.autocomplete(channel, "figures edit", focused="figure") == []
    direct = await moderated.alice.dm("overseas 2025")
    answer = await moderated.discord.next_message(moderated.alice.dm_channel, after=direct)
    assert NUMBER not in answer.text


async def test_each_change_is_told_in_the_audit_channel(moderated: Stage) -> None:
    audit = moderated.guild.add_channel("audit")
    chosen = Preferences(audit=audit.id).model_dump_json()
    async with Store(moderated.settings.database_url) as store:
        await Revisions(store).append(
            str(moderated.guild.id), [Change(TABLE, KEY, Action.ADD, chosen)], Author("1", "alice")
        )
    moderated.responder.holdings.changed(str(moderated.guild.id))
    await added(moderated)
    (told,) = audit.messages.values()
    assert "Alice: Add Overseas anime market, 2025: JPY 2.5 trillion" in told.text
