"""A real browser before a playground: Debian's Chromium without a window, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from bot.playground import Playground

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REQUIRED = "BROWSER_REQUIRED"
"""The variable that makes a missing browser a failure, as in CI."""

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests here share one event loop, and with it one browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and item.get_closest_marker("asyncio") is not None:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get(REQUIRED):
            pytest.fail("no Chromium is installed, and this run must have one: apt-get install chromium")
        pytest.skip("no Chromium is installed: apt-get install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


class Visitor:
    """Somebody before the page; what the browser complains of fails the test."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)

    async def come(self) -> None:
        await self.page.goto(self.address)
        await self.page.locator("#box").wait_for()

    async def type(self, line: str) -> None:
        """Types a line into the box and sends it."""
        await self.page.locator("#box").fill(line)
        await self.page.keyboard.press("Enter")


@asynccontextmanager
async def visiting(browser: Browser, discord: Playground, **how: object) -> AsyncIterator[Visitor]:
    """A visitor of a playground's page, in a window of their own; `how` are settings of that window."""
    window: BrowserContext = await browser.new_context(**how)  # type: ignore[arg-type]
    window.set_default_timeout(8_000)
    visitor = Visitor(await window.new_page(), discord.address)
    try:
        await visitor.come()
        yield visitor
    finally:
        await window.close()
    assert visitor.complaints == []
