"""A real browser for tests of what people see; where none is installed they are skipped."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

playwright = pytest.importorskip(
    "playwright.async_api", reason="python package playwright is not installed"
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH for the page")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@asynccontextmanager
async def chromium() -> AsyncIterator[playwright.Browser]:
    """Headless Chromium."""
    async with playwright.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def page_of(
    browser: playwright.Browser, url: str, width: int, height: int
) -> AsyncIterator[playwright.Page]:
    """A page on a screen of this size. Errors of its scripts and foreign requests fail."""
    context = await browser.new_context(viewport={"width": width, "height": height}, locale="de-DE")
    page = await context.new_page()
    page.set_default_timeout(10_000)
    errors: list[str] = []
    asked: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(url)
    yield page
    await context.close()
    assert errors == []
    assert [one for one in asked if not one.startswith(url)] == []
