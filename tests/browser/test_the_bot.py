"""The product on its page, as somebody sees it who runs `python -m bot try`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.playground import Intent, Playground
from bot.settings import Settings
from bot.tryout.scene import Scene, on_scene
from tests.browser.conftest import Visitor, visiting


@pytest_asyncio.fixture(loop_scope="session")
async def scene(discord_elsewhere: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    monkeypatch.chdir(tmp_path)  # where no file says other settings
    discord = Playground(privileged_intents=Intent.MESSAGE_CONTENT, page=True)
    async with on_scene(Settings(), discord) as scene:
        yield scene
    assert discord.violations == []


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(browser: Browser, scene: Scene) -> AsyncIterator[Visitor]:
    async with visiting(browser, scene.discord, viewport={"width": 1100, "height": 800}) as visitor:
        yield visitor


async def test_one_click_tries_a_command_and_another_a_question(visitor: Visitor) -> None:
    page = visitor.page
    tries = page.locator("#hints .chip")
    await expect(tries).to_have_count(6)
    await tries.filter(has_text="/anime overseas 2024").click()
    answers = page.locator("#log .embed")
    await expect(answers.last).to_contain_text("JPY 2.17 trillion")
    await tries.filter(has_text="3.84 billion").click()
    await expect(answers).to_have_count(2)
    await expect(answers.last).to_contain_text("No. JPY 3.84 trillion")


async def test_the_hints_go_away_and_come_back(visitor: Visitor) -> None:
    page = visitor.page
    await page.locator("#hints").get_by_role("button", name="Dismiss").click()
    await page.reload()
    await expect(page.locator("#hints")).to_be_hidden()
    await page.get_by_role("button", name="What to try").click()
    await expect(page.locator("#hints")).to_be_visible()


async def test_years_are_suggested_as_one_types(visitor: Visitor) -> None:
    page = visitor.page
    await page.locator("#box").press_sequentially("/anime overseas ")
    await expect(page.get_by_role("listbox").get_by_role("option").first).to_have_text("2024")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await expect(page.locator("#log .embed").last).to_contain_text("JPY 2.17 trillion")


async def test_a_button_shows_the_working_to_the_one_who_asks(visitor: Visitor) -> None:
    page = visitor.page
    await visitor.type("/anime share 2024")
    await page.get_by_role("button", name="Working").click()
    await expect(page.locator("#log .message").last).to_contain_text("Only you can see this")
    await expect(page.locator("#log .embed").last).to_contain_text("2,170")


async def test_where_the_bot_listens_a_question_needs_no_mention_and_talk_stays_unanswered(
    visitor: Visitor, scene: Scene
) -> None:
    page = visitor.page
    await page.get_by_role("button", name="# market-talk").click()
    await expect(page.locator("#where")).to_have_text("#market-talk")
    await visitor.type("I watched three episodes last night, what a ride")
    await expect(page.locator("#log .message").last).to_contain_text("what a ride")
    said = list(scene.open_channel.messages.values())[-1]
    assert await scene.discord.stays_silent(scene.open_channel, after=said, seconds=0.4)
    await visitor.type("how big was the overseas market in 2024?")
    await expect(page.locator("#log .embed").last).to_contain_text("JPY 2.17 trillion")


async def test_in_japanese_the_answer_is_japanese(visitor: Visitor) -> None:
    page = visitor.page
    await page.get_by_label("Language").select_option("ja")
    await expect(page.get_by_label("言語")).to_be_visible()
    await visitor.type("/anime overseas 2024")
    await expect(page.locator("#log .embed").last).to_contain_text("2兆1,702億円")


async def test_in_a_direct_message_a_plain_question_is_answered(visitor: Visitor) -> None:
    page = visitor.page
    await page.get_by_role("button", name="@ bot").click()
    await expect(page.locator("#where")).to_have_text("@bot")
    await visitor.type("how far is japan from the 2033 goal?")
    await expect(page.locator("#log .embed").last).to_contain_text("JPY 14.2 trillion")


async def test_a_trend_shows_its_chart_and_any_figure_draws_one_at_a_click(visitor: Visitor) -> None:
    page = visitor.page
    await visitor.type("/anime trend overseas")
    picture = page.locator("#log .embed-image").last
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 700
    await visitor.type("/anime overseas 2024")
    await page.locator("#log .message").last.get_by_role("button", name="Chart").click()
    await expect(page.locator("#log .message").last.locator(".embed-image")).to_be_visible()


async def test_an_answer_is_looked_up_by_its_id(visitor: Visitor) -> None:
    page = visitor.page
    await visitor.type("/anime overseas 2024")
    footer = await page.locator("#log .embed-footer").last.inner_text()
    await visitor.type(f"/anime receipt {footer.rpartition('#')[2]}")
    await expect(page.locator("#log .message").last).to_contain_text("Today the answer would be the same.")
