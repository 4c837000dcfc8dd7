"""`allin-bot demo` in a real browser: a whole case, played from both sides."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator

from tests.support.bot import CACHE, ROOT
from tests.support.browser import chromium, needs_chromium, page_of, playwright

pytestmark = needs_chromium

QUESTION = "بدي ساعدة بالأوراق من فضلكم عندي سؤال غريب شوي"


@contextlib.asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """The program as a person starts it; the address that it prints."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", "0"),
        cwd=ROOT,
        env={**os.environ, "ALLIN_CACHE_DIR": str(CACHE), "ALLIN_ENCODER": "false"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout is not None
    said = await asyncio.wait_for(process.stdout.readline(), 120)
    try:
        yield said.decode().split()[1].rstrip("/")
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), 15)


@contextlib.asynccontextmanager
async def screen() -> AsyncIterator[playwright.Page]:
    async with demo() as url, chromium() as browser, page_of(browser, url, 1400, 900) as page:
        page.set_default_timeout(20_000)
        yield page


async def writes(page, where: str, text: str) -> None:
    await page.locator(f"{where} textarea").fill(text)
    await page.keyboard.press("Enter")


def heard(page, where: str, text: str):
    return page.locator(f"{where} .theirs .text", has_text=text).last


async def presses(page, where: str, label: str) -> None:
    await page.locator(f"{where} .key", has_text=label).last.click()


async def asks_for_a_person(page, language: str, question: str) -> None:
    await page.locator(f'.choice[lang="{language}"]').click()
    await page.get_by_role("button", name="STARTEN").click()
    await page.locator("#phone .theirs").first.wait_for()
    await writes(page, "#phone", question)
    await page.locator("#phone .theirs").nth(1).wait_for()
    await writes(page, "#phone", "/human")
    await presses(page, "#phone", "✅")


async def test_a_whole_case_is_played_in_the_browser():
    async with screen() as page:
        await asks_for_a_person(page, "ar", QUESTION)
        await page.locator(".topic", has_text="K-0001 · AR").click()
        await heard(page, "#desk", QUESTION).wait_for()

        await presses(page, "#desk", "Übernehmen")
        await heard(page, "#phone", "Volunteer A").wait_for()
        await writes(page, "#desk", "Guten Tag, wie kann ich helfen?")
        await heard(page, "#phone", "Guten Tag, wie kann ich helfen?").wait_for()
        await writes(page, "#phone", "شكراً جزيلاً")
        await heard(page, "#desk", "شكراً جزيلاً").wait_for()

        await writes(page, "#desk", "/close gelöst")
        await page.locator(".topic .lock").wait_for()
        await page.locator("#phone .key", has_text="👍").last.wait_for()


async def test_two_newcomers_have_a_topic_each_and_another_volunteer_stays_inside():
    async with screen() as page:
        await asks_for_a_person(page, "de", "Ich habe ein Anliegen ganz anderer Art")
        await page.locator(".topic", has_text="K-0001 · DE").wait_for()
        await page.get_by_role("button", name="Neue Person").click()
        await asks_for_a_person(page, "ar", QUESTION)
        await page.locator(".topic", has_text="K-0002 · AR").click()
        await presses(page, "#desk", "Übernehmen")
        await heard(page, "#phone", "Volunteer A").wait_for()

        await page.get_by_label("Schreiben als").select_option("Volunteer B")
        await writes(page, "#desk", "nur unter uns")
        await heard(page, "#desk", "Volunteer A").wait_for()
        await page.get_by_label("Schreiben als").select_option("Volunteer A")
        await writes(page, "#desk", "das geht hinaus")
        await heard(page, "#phone", "das geht hinaus").wait_for()
        assert await page.locator("#phone", has_text="nur unter uns").count() == 0
