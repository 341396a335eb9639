"""Takes the README's picture: `python -m tests.browser.picture docs/page.png`, with Debian's Chromium installed."""

from __future__ import annotations

import asyncio
import sys

from playwright.async_api import Page, async_playwright

from bot.playground import Intent, Playground
from bot.settings import Settings
from bot.tryout.scene import on_scene
from tests.browser.conftest import CHROMIUM, FLAGS

WIDTH, HEIGHT = 1120, 980
QUESTION = "was the whole anime market 3.84 billion yen in 2024?"


async def take(path: str) -> None:
    """A command and a question with their answers, and the next command being typed."""
    discord = Playground(privileged_intents=Intent.MESSAGE_CONTENT, bot_name="anime-market-bot", page=True)
    async with on_scene(Settings(), discord), async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="dark", device_scale_factor=1.25
        )
        await page.goto(discord.address)
        await page.locator("#hints").get_by_role("button", name="Dismiss").click()
        await _ask(page, "/anime overseas 2024", answers=1)
        await _ask(page, f"@{discord.bot_user.name} {QUESTION}", answers=2)
        await page.locator("#box").press_sequentially("/anime tr")
        await page.locator(".picker").get_by_role("option").first.wait_for()
        await page.screenshot(path=path)
        await browser.close()


async def _ask(page: Page, line: str, *, answers: int) -> None:
    await page.locator("#box").fill(line)
    await page.keyboard.press("Enter")
    await page.locator("#log .embed").nth(answers - 1).wait_for()


if __name__ == "__main__":
    asyncio.run(take(sys.argv[1]))
