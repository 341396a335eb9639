"""The page before a bot that is not the product: whatever discord.py can send is shown and can be used."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import discord
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from bot.playground import Channel, Permission, Person, Playground
from tests.browser.conftest import Visitor, visiting
from tests.playground.conftest import Clock, connected
from tests.playground.small_bot import SmallBot

HOSTILE = """<script>document.title = "taken"</script> <img src=x onerror="document.title='taken'"> **bold**"""
LINKS = "[click](javascript:alert(1)) [away](https://example.com/a) <a href='https://example.com'>a</a>"


@dataclass
class Stage:
    """A playground with a small bot, three people, and a page."""

    discord: Playground
    bot: SmallBot
    channel: Channel
    alice: Person
    mod: Person


@pytest_asyncio.fixture(loop_scope="session")
async def stage() -> AsyncIterator[Stage]:
    clock = Clock()
    async with Playground(clock=clock, page=True, bot_name="small-bot") as playground:
        guild, other = playground.add_guild("Anime Club"), playground.add_guild("Manga Circle")
        channel = guild.add_channel("general")
        guild.add_channel("quiet")
        other.add_channel("general")
        alice, mod = playground.add_user("alice"), playground.add_user("mod")
        for place in (guild, other):
            place.add_member(alice)
            place.add_member(mod)
            place.give_role(mod, place.add_role("Moderator", Permission.MANAGE_GUILD))
        bot = SmallBot(clock)
        async with connected(playground, bot):
            yield Stage(playground, bot, channel, alice, mod)


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(browser: Browser, stage: Stage) -> AsyncIterator[Visitor]:
    async with visiting(browser, stage.discord, viewport={"width": 1100, "height": 760}) as visitor:
        yield visitor


def messages(page: Page) -> Locator:
    return page.locator("#log > .message")


def option(page: Page, name: str) -> Locator:
    """The field of a command's option."""
    return page.locator(".slot").filter(has=page.locator(f"label:text-is('{name}')")).locator("input, select")


def last(page: Page) -> Locator:
    return messages(page).last


async def test_a_slash_command_is_found_filled_with_suggestions_and_answered_by_an_embed(visitor: Visitor) -> None:
    page = visitor.page
    await page.locator("#box").press_sequentially("/ye")
    await expect(page.get_by_role("option", name="/year")).to_be_visible()
    await page.keyboard.press("Enter")
    year = option(page, "year")
    await expect(year).to_be_focused()
    await year.press_sequentially("201")
    await expect(page.get_by_role("listbox").get_by_role("option").first).to_have_text("2019!")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(year).to_have_value("2018!")
    await page.get_by_role("button", name="Add note").click()
    await option(page, "note").fill("**strong** words")
    await page.keyboard.press("Enter")
    embed = last(page).locator(".embed")
    await expect(embed.locator(".embed-title")).to_have_text("Year 2018")
    await expect(embed.locator("strong")).to_have_text("strong")
    await expect(embed.locator(".embed-footer")).to_have_text("en-US, en-US")
    await expect(last(page).locator(".before")).to_contain_text("Alice used /year")


async def test_a_command_typed_as_a_line_is_sent_at_once(visitor: Visitor) -> None:
    await visitor.type("/anime overseas 2024 kind:Broad market")
    await expect(last(visitor.page)).to_contain_text("overseas 2024 broad")


async def test_a_required_option_that_is_missing_is_asked_for(visitor: Visitor) -> None:
    await visitor.type("/year")
    year = option(visitor.page, "year")
    await expect(year).to_be_focused()
    await expect(visitor.page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    await visitor.page.keyboard.press("Escape")
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.page.locator(".hint")).to_contain_text("required")
    await expect(messages(visitor.page)).to_have_count(0)


async def test_a_value_that_discord_would_not_send_is_refused_in_words(visitor: Visitor) -> None:
    await visitor.type("/year 1900")
    await expect(visitor.page.get_by_role("alert")).to_contain_text("must lie between 2000 and 2100")


async def test_a_mention_is_completed_and_answered(visitor: Visitor, stage: Stage) -> None:
    page = visitor.page
    await page.locator("#box").press_sequentially("@sma")
    await page.keyboard.press("Enter")
    await page.keyboard.type("are you there?")
    await page.keyboard.press("Enter")
    await expect(last(page)).to_contain_text("You said: @small-bot are you there?")
    await expect(last(page).locator(".before")).to_contain_text("Alice: @small-bot are you there?")
    assert stage.bot.heard[0].content == f"<@{stage.discord.bot_user.id}> are you there?"


async def test_a_direct_message_is_answered_there(visitor: Visitor) -> None:
    page = visitor.page
    await page.get_by_role("button", name="@ small-bot").click()
    await expect(page.locator("#where")).to_have_text("@small-bot")
    await visitor.type("hello")
    await expect(last(page)).to_contain_text("In private: hello")


async def test_a_button_changes_its_message_and_keeps_the_focus(visitor: Visitor) -> None:
    await visitor.type("/panel")
    button = last(visitor.page).get_by_role("button", name="Count")
    await button.focus()
    await visitor.page.keyboard.press("Enter")
    await expect(last(visitor.page)).to_contain_text("Count: 1")
    await expect(button).to_be_focused()
    await expect(last(visitor.page).get_by_role("button", name="Off")).to_be_disabled()


async def test_several_choices_of_a_select_are_sent_together(visitor: Visitor) -> None:
    page = visitor.page
    await visitor.type("/panel")
    await page.get_by_role("button", name="Colours").click()
    await page.get_by_role("option", name="Red").click()
    await page.get_by_role("option", name="Blue").click()
    await page.get_by_role("button", name="Done").click()
    await expect(last(page)).to_contain_text("Chosen: red, blue")


async def test_a_form_is_filled_in_and_its_answer_is_seen_by_one_person_only(
    visitor: Visitor, browser: Browser, stage: Stage
) -> None:
    page = visitor.page
    await visitor.type("/modal")
    form = page.get_by_role("dialog", name="Your name")
    await form.get_by_label("Name").fill("Kazuko")
    await form.get_by_role("button", name="Submit").click()
    await expect(form).to_be_hidden()
    await expect(last(page)).to_contain_text("Hello Kazuko")
    await expect(last(page)).to_contain_text("Only you can see this")
    await page.reload()
    await expect(last(page)).to_contain_text("Hello Kazuko")
    await page.get_by_label("You are").select_option(str(stage.mod.id))
    await expect(messages(page)).to_have_count(0)
    await page.get_by_label("You are").select_option(str(stage.alice.id))
    await last(page).get_by_role("button", name="Dismiss").click()
    await expect(messages(page)).to_have_count(0)


async def test_a_deferred_answer_says_that_the_bot_thinks_then_shows_its_picture(visitor: Visitor) -> None:
    page = visitor.page
    await visitor.type("/slow")
    await expect(page.locator(".embed-title")).to_have_text("Chart")
    await expect(page.locator(".embed-image")).to_have_attribute("src", _ends_with("chart.png"))
    await expect(last(page)).to_contain_text("And more")
    visitor.complaints.clear()  # the picture of the test holds no picture


async def test_while_an_answer_is_deferred_the_bot_is_said_to_think(visitor: Visitor, stage: Stage) -> None:
    @stage.bot.tree.command(name="waits", description="Waits until it is told")
    async def waits(interaction: discord.Interaction) -> None:
        await interaction.response.defer(thinking=True)

    await stage.bot.tree.sync()
    await expect(visitor.page.locator("#box")).to_be_visible()
    await visitor.page.locator("#box").press_sequentially("/waits")
    await expect(visitor.page.get_by_role("option", name="/waits")).to_be_visible()
    await visitor.page.keyboard.press("Enter")
    await visitor.page.keyboard.press("Enter")
    await expect(last(visitor.page)).to_contain_text("small-bot thinking…")


async def test_an_answer_that_comes_too_late_is_said_not_to_have_come(visitor: Visitor) -> None:
    await visitor.type("/late")
    await expect(visitor.page.get_by_text("The application did not respond")).to_be_visible()


async def test_a_file_goes_with_a_command_and_comes_back_as_an_attachment(visitor: Visitor) -> None:
    page = visitor.page
    await page.locator("#box").press_sequentially("/upload ")
    await option(page, "file").set_input_files({"name": "figures.csv", "mimeType": "text/csv", "buffer": b"a,b"})
    await page.get_by_role("button", name="Send").click()
    await expect(last(page)).to_contain_text("figures.csv: a,b for None")
    await visitor.type("/anime overseas 2024")
    await expect(last(page).get_by_role("link", name="more.txt")).to_be_visible()


async def test_the_menu_of_a_message_offers_what_the_bot_does_with_messages(visitor: Visitor) -> None:
    page = visitor.page
    await visitor.type("the market is 3.84 trillion")
    await last(page).hover()
    await last(page).get_by_role("button", name="More").click()
    await page.get_by_role("menuitem", name="Check figures").click()
    await expect(last(page)).to_contain_text("Checked: the market is 3.84 trillion")


async def test_a_reply_shows_what_it_replies_to(visitor: Visitor) -> None:
    page = visitor.page
    await visitor.type("first")
    await last(page).hover()
    await last(page).get_by_role("button", name="Reply: Alice").click()
    await expect(page.get_by_text("Replying to Alice")).to_be_visible()
    await visitor.type("second")
    await expect(last(page).locator(".before")).to_have_text("↱ Alice: first")


async def test_a_moderator_is_offered_more_commands_than_a_member(visitor: Visitor, stage: Stage) -> None:
    page = visitor.page
    await page.locator("#box").press_sequentially("/moder")
    await expect(page.get_by_role("option", name="/moderators")).to_be_hidden()
    await page.get_by_label("You are").select_option(label="Mod (Moderator)")
    await page.locator("#box").wait_for()
    await visitor.type("/moderators")
    await expect(last(page)).to_contain_text("Yes: True")
    await expect(last(page).locator(".before")).to_contain_text("Mod used /moderators")


async def test_in_japanese_the_page_speaks_japanese_and_the_bot_is_told_so(visitor: Visitor) -> None:
    page = visitor.page
    await page.get_by_label("Language").select_option("ja")
    await expect(page.get_by_label("言語")).to_be_visible()
    await expect(page.locator("#box")).to_have_attribute("placeholder", "#generalへメッセージを送信")
    await visitor.type("/year 2024")
    await expect(last(page).locator(".embed-footer")).to_have_text("ja, en-US")
    await expect(last(page).locator(".before")).to_contain_text("Aliceが/yearを使用")
    assert await page.evaluate("document.documentElement.lang") == "ja"


@pytest.mark.parametrize(
    "text", [HOSTILE, LINKS, "שלום \u202e2024 مرحبا", "x" * 2_000, "`" * 400, "**" * 500, "> " * 300]
)
async def test_whatever_a_person_writes_is_shown_as_text(visitor: Visitor, text: str) -> None:
    page = visitor.page
    before = await page.title()
    await visitor.type(text)
    await expect(last(page).locator(".words")).to_be_visible()
    assert await page.title() == before
    assert await page.locator("#log script, #log img, #log a[href^='javascript']").count() == 0
    addresses = await last(page).locator(".words a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert all(address.startswith("https://example.com") for address in addresses)
    shown = await last(page).locator(".words").inner_text()
    if text is HOSTILE:
        assert '<script>document.title = "taken"</script>' in shown
    if text is LINKS:
        assert "[click](javascript:alert(1))" in shown
        assert "[away](" in shown
    assert await _overflows(page) is False


async def test_a_bot_s_long_and_hostile_embed_is_shown_as_text_within_the_page(visitor: Visitor, stage: Stage) -> None:
    words = "<script>document.title='taken'</script> [good](https://example.com/x) [bad](javascript:alert(1)) " * 41
    place = stage.bot.get_channel(stage.channel.id)
    assert isinstance(place, discord.TextChannel)
    await place.send(embed=discord.Embed(title="<b>T</b>", description=words).add_field(name="<i>N</i>", value="‮abc"))
    page = visitor.page
    await expect(last(page).locator(".embed-title")).to_have_text("<b>T</b>")
    assert await page.title() == "small-bot"
    hrefs = await last(page).locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert set(hrefs) == {"https://example.com/x"}
    assert len(await last(page).locator(".embed-words").inner_text()) > 2_500
    assert await _overflows(page) is False


@pytest.mark.parametrize("seed", ["**a ", "*a", "_a_", "[a](https://x(", "[", "``a", "||a", "<@1", "~~", "> ", "- "])
async def test_no_text_of_a_bot_keeps_the_page_busy(visitor: Visitor, stage: Stage, seed: str) -> None:
    place = stage.bot.get_channel(stage.channel.id)
    assert isinstance(place, discord.TextChannel)
    await place.send(embed=discord.Embed(title="long", description=(seed * 4096)[:4096].strip() or "x"))
    await place.send("still here")
    await expect(last(visitor.page)).to_contain_text("still here")


async def test_after_a_reload_the_conversation_is_still_there(visitor: Visitor) -> None:
    page = visitor.page
    await page.get_by_role("button", name="# quiet").click()
    await expect(page.locator("#where")).to_have_text("#quiet")
    await visitor.type("/panel")
    await expect(last(page)).to_contain_text("Count: 0")
    await page.reload()
    await expect(page.locator("#where")).to_have_text("#quiet")
    await last(page).get_by_role("button", name="Count").click()
    await expect(last(page)).to_contain_text("Count: 1")


async def test_on_a_phone_everything_is_within_the_screen(browser: Browser, stage: Stage) -> None:
    async with visiting(browser, stage.discord, viewport={"width": 375, "height": 700}, has_touch=True) as visitor:
        page = visitor.page
        assert await _overflows(page) is False
        await expect(page.get_by_role("button", name="# quiet")).to_be_hidden()
        await page.get_by_role("button", name="Channels and person").click()
        await page.get_by_role("button", name="# quiet").click()
        await expect(page.locator("#where")).to_have_text("#quiet")
        await visitor.type("/year 2024 note:" + "long words " * 20)
        await expect(last(page).locator(".embed-title")).to_be_in_viewport()
        await visitor.type("/panel")
        await expect(last(page).get_by_role("button", name="Count")).to_be_in_viewport()
        assert await _overflows(page) is False


async def test_another_person_s_message_arrives_at_once_and_marks_other_channels(
    visitor: Visitor, stage: Stage
) -> None:
    await stage.mod.say(stage.channel, "good evening")
    await expect(last(visitor.page)).to_contain_text("good evening")
    await visitor.page.get_by_role("button", name="# quiet").click()
    await expect(visitor.page.locator("#where")).to_have_text("#quiet")
    await stage.mod.say(stage.channel, "anybody there?")
    await expect(visitor.page.locator(".place.unread")).to_have_text("# general")


async def test_the_inspector_shows_what_passes_and_what_discord_would_refuse(visitor: Visitor, stage: Stage) -> None:
    page = visitor.page
    await visitor.type("/anime overseas 2024")
    await expect(last(page)).to_contain_text("overseas 2024")
    await page.get_by_role("button", name="Inspector").click()
    entries = page.locator(".entries")
    await expect(entries).to_contain_text("INTERACTION_CREATE")
    await expect(entries).to_contain_text("POST /interactions/{interaction_id}/{interaction_token}/callback")
    await expect(page.locator(".summary")).to_contain_text("no violations")
    place = stage.bot.get_channel(stage.channel.id)
    assert isinstance(place, discord.TextChannel)
    with pytest.raises(discord.HTTPException):
        await place.send("x" * 2_001)
    await expect(page.locator(".summary")).to_contain_text("1 violations")
    await expect(page.locator("#violations")).to_have_text("1")


async def _overflows(page: Page) -> bool:
    return bool(await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def _ends_with(ending: str) -> re.Pattern[str]:
    return re.compile(re.escape(ending) + "$")
