"""New names and sentences, settings, the queue, reports and privacy, over real sockets."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.playground import Message, Permission, Person
from knowledge.store import Store
from knowledge.store.departures import Departures, Move
from knowledge.store.reports import Reports
from knowledge.store.revisions import Revisions
from tests.bot.conftest import Stage
from tests.bot.moderating import ADD, NUMBER, added, asked, changed, figures, press, the_figure

CAFES = {"name": "Idol cafés", "unit": "count", "definition": "How many there are.", "japanese": "アイドルカフェ"}


async def ask(stage: Stage, question: str) -> str:
    return (await stage.alice.command(stage.channel, "anime ask", question=question)).answer.text


async def a_second_moderator(stage: Stage) -> Person:
    bob = stage.discord.add_user("bob")
    stage.guild.add_member(bob)
    stage.guild.give_role(bob, stage.guild.add_role("Second", int(Permission.MANAGE_GUILD)))
    return bob


async def panel(stage: Stage) -> Message:
    return (await stage.alice.command(stage.channel, "settings")).answer


async def choose(stage: Stage, control: str, value: object) -> Message:
    """Opens the panel, chooses, and waits until it shows that."""
    shown = await panel(stage)
    before = shown.text
    await stage.alice.choose(shown, f"set:{control}", value)  # type: ignore[arg-type]
    await changed(stage, shown, before)
    return shown


async def switch(stage: Stage, control: str) -> Message:
    shown = await panel(stage)
    await press(stage, stage.alice, shown, f"set:{control}")
    return shown


# --- names and sentences ---


async def test_a_new_metric_is_understood_at_once_in_both_languages(moderated: Stage) -> None:
    preview = (await moderated.alice.command(moderated.channel, "metrics add", **CAFES)).answer
    assert "Idol cafés" in preview.text
    await press(moderated, moderated.alice, preview, "Save")
    figure = {"metric": "Idol cafés", "year": 2024, "value": "136", "source": "A guide"}
    await added(moderated, **figure)
    assert "136" in await ask(moderated, "how many idol cafes were there in 2024?")
    assert "136" in await ask(moderated, "2024年のアイドルカフェはいくつ？")
    offered = await moderated.alice.autocomplete(moderated.channel, "anime figure", focused="metric", value="idol")
    assert [each.name for each in offered][:1] == ["Idol cafés"]
    listed = (await moderated.alice.command(moderated.channel, "metrics list")).answer
    assert "Idol cafés" in listed.text


async def test_another_name_is_understood_and_one_that_is_taken_is_refused_by_name(moderated: Stage) -> None:
    alias = {"metric": "market_overseas", "alias": "kaigai money"}
    preview = (await moderated.alice.command(moderated.channel, "metrics alias", **alias)).answer
    await press(moderated, moderated.alice, preview, "Save")
    assert "JPY 2.17 trillion" in await ask(moderated, "kaigai money 2024")
    taken = {"metric": "market_overseas", "alias": "merchandise"}
    refused = (await moderated.alice.command(moderated.channel, "metrics alias", **taken)).answer
    assert "“merchandise” is a name of Anime merchandise, Japan already" in refused.text
    assert "Save" not in refused.buttons


async def test_a_year_is_refused_as_a_name_and_quotes_hide_no_name(moderated: Stage) -> None:
    year = {"metric": "Overseas anime market", "alias": "2024"}
    refused = (await moderated.alice.command(moderated.channel, "metrics alias", **year)).answer
    assert "“2024” is read as a year or an amount" in refused.text
    assert "Save" not in refused.buttons
    hidden = {**CAFES, "aliases": '"merchandise, cons"'}
    refused = (await moderated.alice.command(moderated.channel, "metrics add", **hidden)).answer
    assert "merchandise” is a name of Anime merchandise, Japan already" in refused.text
    unknown = {**CAFES, "whole": "markt"}
    refused = (await moderated.alice.command(moderated.channel, "metrics add", **unknown)).answer
    assert "Did you mean “Anime market, worldwide”" in refused.text


async def test_a_sentence_is_found_by_what_it_is_about(moderated: Stage) -> None:
    given = {"about": "treasurer, 会計担当", "text": "Taro Sato is the treasurer.", "source": "AJA"}
    preview = (
        await moderated.alice.command(moderated.channel, "statements add", **given, japanese="会計担当は佐藤太郎です。")
    ).answer
    await press(moderated, moderated.alice, preview, "Save")
    assert "Taro Sato is the treasurer." in await ask(moderated, "who is the treasurer?")
    assert "会計担当は佐藤太郎です。" in await ask(moderated, "会計担当は誰？")
    (offer,) = await moderated.alice.autocomplete(moderated.channel, "statements retract", focused="statement")
    back = (await moderated.alice.command(moderated.channel, "statements retract", statement=offer.value)).answer
    await press(moderated, moderated.alice, back, "Save")
    assert "Taro Sato" not in await ask(moderated, "who is the treasurer?")


async def test_a_sentence_that_is_edited_to_what_it_says_is_not_changed(moderated: Stage) -> None:
    given = {"about": "treasurer, 会計担当", "text": "Taro Sato is the treasurer.", "source": "AJA"}
    preview = (await moderated.alice.command(moderated.channel, "statements add", **given)).answer
    await press(moderated, moderated.alice, preview, "Save")
    (offer,) = await moderated.alice.autocomplete(moderated.channel, "statements edit", focused="statement")
    edit = (await moderated.alice.command(moderated.channel, "statements edit", statement=offer.value)).answer
    assert "Nothing would change" in edit.text
    assert "Taro Sato is the treasurer." in edit.text
    assert "Save" not in edit.buttons


# --- settings ---


async def test_the_panel_shows_the_channels_that_are_chosen(moderated: Stage) -> None:
    shown = await choose(moderated, "channels", [moderated.channel])
    assert f"<#{moderated.channel.id}>" in shown.text


async def test_answers_are_private_where_a_server_wants_it(moderated: Stage) -> None:
    assert not (await moderated.alice.command(moderated.channel, "anime overseas", year=2024)).answer.ephemeral
    await switch(moderated, "private")
    assert (await moderated.alice.command(moderated.channel, "anime overseas", year=2024)).answer.ephemeral
    public = await moderated.alice.command(moderated.channel, "anime overseas", year=2024, private=False)
    assert not public.answer.ephemeral


async def test_the_server_s_language_is_for_who_has_another(moderated: Stage) -> None:
    await choose(moderated, "language", "ja")
    moderated.alice.locale = "de"
    assert "2兆1,702億円" in (await moderated.alice.command(moderated.channel, "anime overseas", year=2024)).answer.text


async def test_a_role_may_be_let_in_and_only_managers_choose_it(moderated: Stage) -> None:
    helper = moderated.guild.add_role("Helper")
    bob = moderated.discord.add_user("bob")
    moderated.guild.add_member(bob)
    moderated.guild.give_role(bob, helper)
    await choose(moderated, "moderators", helper)
    moderated.guild.show_command_to("figures", helper)
    preview = (await figures(moderated, bob, "add", **ADD)).answer
    await press(moderated, bob, preview, "Save")
    assert NUMBER in await asked(moderated)


async def test_a_second_moderator_approves_where_a_server_wants_it(moderated: Stage) -> None:
    await switch(moderated, "second")
    bob = await a_second_moderator(moderated)
    preview = await added(moderated)
    assert "waits for another moderator" in preview.text
    assert "No figure is held" in await asked(moderated)
    (mine,) = await moderated.alice.autocomplete(moderated.channel, "figures approve", focused="draft")
    own = (await figures(moderated, moderated.alice, "approve", draft=mine.value)).answer
    refused = await moderated.alice.click(own, "Approve")
    assert "Somebody else has to approve" in refused.answer.text
    theirs = (await figures(moderated, bob, "approve", draft=mine.value)).answer
    assert "Drafted by Alice" in theirs.text
    await press(moderated, bob, theirs, "Approve")
    assert NUMBER in await asked(moderated)
    history = (await figures(moderated, bob, "history", figure=await the_figure(moderated))).answer
    assert "Alice, approved by Bob" in history.text


async def test_everyone_is_no_role_for_moderators(moderated: Stage) -> None:
    shown = await panel(moderated)
    refused = await moderated.alice.choose(shown, "set:moderators", moderated.guild.everyone)
    assert "each member would be a moderator" in refused.answer.text
    assert "who may manage the server" in (await panel(moderated)).text


# --- the audit channel ---


async def test_the_audit_channel_names_roles_and_channels_as_discord_does(moderated: Stage) -> None:
    audit, role = moderated.guild.add_channel("audit"), moderated.guild.add_role("Helper")
    first = await moderated.discord.next_message(audit, after=await choose(moderated, "audit", audit))
    assert f"Channel where changes are told → <#{audit.id}>" in first.text
    await choose(moderated, "moderators", role)
    second = await moderated.discord.next_message(audit, after=first)
    assert f"Alice: The moderators' role → <@&{role.id}>" in second.text


async def test_the_audit_channel_hears_once_of_a_draft_that_waits(moderated: Stage) -> None:
    audit = moderated.guild.add_channel("audit")
    await choose(moderated, "audit", audit)
    await switch(moderated, "second")
    preview = (await figures(moderated, moderated.alice, "add", **ADD)).answer
    text = preview.text
    await asyncio.gather(*(moderated.alice.click(preview, "Save") for _ in range(2)))
    await changed(moderated, preview, text)
    await moderated.alice.command(moderated.channel, "figures queue")
    (told,) = [each for each in audit.messages.values() if "Waits for another moderator" in each.text]
    assert "Alice: Add Overseas anime market, 2025: JPY 2.5 trillion" in told.text


async def test_the_audit_channel_hears_of_a_reported_number(moderated: Stage) -> None:
    audit = moderated.guild.add_channel("audit")
    first = await moderated.discord.next_message(audit, after=await choose(moderated, "audit", audit))
    answer = (await moderated.alice.command(moderated.channel, "anime overseas", year=2024)).answer
    await report(moderated, answer, "It is <@&1> *2.18*.")
    told = await moderated.discord.next_message(audit, after=first)
    assert "Reported as wrong" in told.text
    assert "(“Overseas anime market · 2024”): It is" in told.text
    assert "<@&1>" not in told.text.replace("\\<", "")


# --- the queue ---


async def test_a_wrong_number_reaches_the_moderators(moderated: Stage) -> None:
    bob = moderated.discord.add_user("bob")
    moderated.guild.add_member(bob)
    answer = (await moderated.alice.command(moderated.channel, "anime overseas", year=2024)).answer
    opened = await bob.click(answer, "Wrong number?")
    thanks = await bob.submit(opened.modal, {"text": "It should be 2.18 trillion."})
    assert "The moderators of this server see it" in thanks.answer.text
    queue = (await figures(moderated, moderated.alice, "queue")).answer
    assert "It should be 2.18 trillion." in queue.text
    before = queue.text
    (option,) = [each for part in queue.parts for each in part.get("options", ())]
    await moderated.alice.choose(queue, "mod:open:queue", option["value"])
    await changed(moderated, queue, before)
    assert "/anime receipt" in queue.text
    await press(moderated, moderated.alice, queue, "Done with it")
    assert "Nothing waits" in queue.text


async def test_a_queue_in_which_nothing_waits_says_so(moderated: Stage) -> None:
    queue = (await figures(moderated, moderated.alice, "queue")).answer
    assert "Nothing waits." in queue.text
    assert not queue.parts


async def report(stage: Stage, answer: Message, text: str) -> None:
    opened = await stage.alice.click(answer, "Wrong number?")
    await stage.alice.submit(opened.modal, {"text": text})


async def test_a_report_says_what_was_asked_and_how_the_answer_came_about(moderated: Stage) -> None:
    question = (await moderated.alice.command(moderated.channel, "anime ask", question="overseas in 2024?")).answer
    await report(moderated, question, "Too low.")
    command = (await moderated.alice.command(moderated.channel, "anime domestic", year=2023)).answer
    await report(moderated, command, "Too high.")
    queue = (await figures(moderated, moderated.alice, "queue")).answer
    assert "(“overseas in 2024?”): Too low." in queue.text
    assert "(“Domestic anime market · 2023”): Too high." in queue.text
    assert "0 drafts, 2 reports" in queue.text
    before = queue.text
    first = next(each for part in queue.parts for each in part.get("options", ()))
    await moderated.alice.choose(queue, "mod:open:queue", first["value"])
    await changed(moderated, queue, before)
    assert "Too low." in queue.text
    assert "Said: JPY 2.17 trillion" in queue.text


async def test_a_report_of_a_private_answer_does_not_tell_what_was_asked(moderated: Stage) -> None:
    asked = {"question": "overseas in 2024?", "private": True}
    await report(moderated, (await moderated.alice.command(moderated.channel, "anime ask", **asked)).answer, "Too low.")
    queue = (await figures(moderated, moderated.alice, "queue")).answer
    assert "Too low." in queue.text
    assert "overseas in 2024" not in queue.text
    assert "0 drafts, 1 report, 0 questions" in queue.text


async def test_questions_without_an_answer_are_kept_where_a_server_wants_to_know(moderated: Stage) -> None:
    await ask(moderated, "how much did the market of mars make in 2024?")
    await switch(moderated, "unanswered")
    await ask(moderated, "how much did the market of venus make in 2024?")
    assert moderated.responder.unanswered is not None
    await moderated.responder.unanswered.write()
    async with Store(moderated.settings.database_url) as store:
        kept = await Reports(store).unanswered(str(moderated.guild.id), 10)
    assert [each.question for each in kept] == ["how much did the market of venus make in 2024?"]


# --- privacy ---


async def test_what_is_kept_of_a_person_goes_when_they_say_so_and_their_figures_stay(moderated: Stage) -> None:
    await added(moderated)
    shown = (await moderated.alice.command(moderated.channel, "privacy")).answer
    assert shown.ephemeral
    assert "ten minutes" in shown.text
    await press(moderated, moderated.alice, shown, "Delete mine")
    moderated.responder.holdings.changed(str(moderated.guild.id))
    assert NUMBER in await asked(moderated)
    history = (await figures(moderated, moderated.alice, "history", figure=await the_figure(moderated))).answer
    assert "a former moderator" in history.text
    assert "Alice" not in history.text


async def test_what_a_server_added_goes_30_days_after_the_bot_left_it(moderated: Stage) -> None:
    await added(moderated)
    server = str(moderated.guild.id)
    async with Store(moderated.settings.database_url) as store:
        departures = Departures(store)
        left = datetime(2026, 1, 1, tzinfo=UTC)
        await departures.note([Move(server, gone=True, at=left)])
        assert await departures.clear(left + timedelta(days=29)) == 0
        assert server in await Revisions(store).servers()
        assert await departures.clear(left + timedelta(days=31)) == 1
        assert server not in await Revisions(store).servers()


async def test_a_form_that_is_opened_and_never_sent_is_not_kept(stage: Stage) -> None:
    stage.guild.give_role(stage.alice, stage.guild.add_role("Moderator", int(Permission.MANAGE_GUILD)))
    async with stage.with_bot() as bot:
        opened = await stage.alice.command(stage.channel, "figures propose")
        assert opened.modal is not None
        await asked(stage, 2024)  # by now the form's opening is over
        assert bot._connection._view_store._modals == {}
