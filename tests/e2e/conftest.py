"""A real Chromium against the whole running product."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from tests.e2e import product as running
from tests.e2e.product import PASSWORD, Product

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
EXAMINED: set[Page] = set()  # pages into which axe-core was put; it writes inline styles
PATIENCE = 15_000  # milliseconds for what a page does by itself; a busy machine is slow
DESKTOP, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/e2e" in str(item.path):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def loaded() -> Iterator[Path]:
    """The data of a copy that has loaded the demo firm and was ended in order."""
    folder = Path(tempfile.mkdtemp(prefix="throughline-e2e-"))
    folder.chmod(0o755)  # PostgreSQL runs as a user of its own
    running.stop(running.start(folder / "loaded"))
    yield folder / "loaded"
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def product(loaded: Path) -> Iterator[Product]:
    """A copy for each file: none finds what another has left."""
    data = loaded.parent / "data"
    subprocess.run(["cp", "--archive", loaded, data], check=True)  # owners too, which shutil would not keep
    copy = running.start(data)
    yield copy
    running.stop(copy)
    shutil.rmtree(data)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    assert program, "Chromium is missing: `make test` installs it with apt; elsewhere put it on PATH."
    # Playwright's own event loop would make Django refuse the database in this process; no test here uses it.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def context_of(product: Product, chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A browser of somebody who signed in through the form; kept for the file, as people keep theirs."""

    @cache
    def signed_in(who: str) -> Any:
        context = chromium.new_context(base_url=product.url)
        sign_in(context.new_page(), who)
        state = context.storage_state()
        context.close()
        return state

    def new(who: str | None, *, phone: bool, dark: bool) -> BrowserContext:
        return chromium.new_context(
            viewport=PHONE if phone else DESKTOP,
            color_scheme="dark" if dark else "light",
            base_url=product.url,
            reduced_motion="reduce",
            storage_state=signed_in(who) if who else None,
        )

    yield cache(new)
    for context in chromium.contexts:
        context.close()


@pytest.fixture
def open_as(context_of: Callable[..., BrowserContext]) -> Iterator[Callable[..., Page]]:
    """open_as("consultant", phone=True, dark=True): a page of somebody signed in; None: nobody signed in.

    Any script error or refused resource on its pages fails the test.
    """
    pages: list[Page] = []
    wrong: list[str] = []

    def open_page(who: str | None, *, phone: bool = False, dark: bool = False) -> Page:
        context = context_of(who, phone=phone, dark=dark)
        if who is None:
            context.clear_cookies()
        page = context.new_page()
        pages.append(page)
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        page.on("console", lambda message: _note(message, page, wrong))
        return page

    yield open_page
    for page in pages:
        page.close()
    assert not wrong, "\n".join(wrong)


def _note(message: Any, page: Page, wrong: list[str]) -> None:
    """Errors in the console count, but for answers that a test asks for on purpose (4xx), and for what axe does."""
    if page in EXAMINED:
        return
    if message.type == "error" and "the server responded with a status of 4" not in message.text:
        wrong.append(f"{page.url}: {message.text}")


def sign_in(page: Page, who: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail", exact=False).first.fill(f"{who}@demo.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).not_to_have_url("**/accounts/login/**")
