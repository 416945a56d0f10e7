"""The page in a real browser. Needs Chromium and its driver on the PATH.

Skipped where there are none, unless `TYPESET_BROWSER` says that they are required.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.preview.visitor import visiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.desk import Desk

CHROMIUM, DRIVER = shutil.which("chromium") or shutil.which("chromium-browser"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER) and os.environ.get("TYPESET_BROWSER") != "required",
    reason="there is no chromium with its driver",
)
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
FIRST = "issues/issue-293/articles/first.md"
LONG = "\n\n".join(f"第{number}段，{'这一段写得长，好让文章占满几页。' * 12}" for number in range(1, 40))
# As WebDriver writes them.
ENTER, ESCAPE, LEFT, RIGHT = "\ue007", "\ue00c", "\ue012", "\ue014"
STAGE = "document.getElementById('stage')"


class Page:
    """The page in a browser, asked and acted upon by script and by key."""

    def __init__(self, driver: Any) -> None:  # noqa: ANN401 - selenium is imported only where it is used
        self._driver = driver

    def tell(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        return self._driver.execute_script(f"return {script}")

    def wait(self, script: str) -> Any:  # noqa: ANN401
        from selenium.webdriver.support.ui import WebDriverWait  # noqa: PLC0415 - see above

        return WebDriverWait(self._driver, 30, poll_frequency=0.05).until(lambda _: self.tell(script), script)

    def press(self, *keys: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains  # noqa: PLC0415

        for key in keys:
            ActionChains(self._driver).send_keys(key).perform()

    def click(self, selector: str) -> None:
        self._driver.find_element("css selector", selector).click()

    @property
    def number(self) -> int:
        return int(self.tell("document.getElementById('number').value"))

    @property
    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self._driver.get_log("browser")]

    def key_of(self, number: int) -> str:
        return str(self.wait(f"document.querySelector('[data-number=\"{number}\"] img').dataset.key"))

    def prefer_dark(self) -> None:
        features = [{"name": "prefers-color-scheme", "value": "dark"}]
        self._driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


@pytest.fixture
def opened(desk: Desk, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens the preview of an issue of some pages, in a window of a given size."""
    from selenium import webdriver  # noqa: PLC0415

    desk.article("first", LONG, "一篇长文章")
    drivers = []

    @contextmanager
    def showing() -> Iterator[Callable[..., Page]]:
        with visiting(desk.root) as visitor:

            def opening(width: int = 1200, height: int = 800) -> Page:
                options = webdriver.ChromeOptions()
                options.binary_location = str(CHROMIUM)
                for flag in (*FLAGS, f"--user-data-dir={tmp_path / 'chromium'}"):
                    options.add_argument(flag)
                options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
                driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
                drivers.append(driver)
                metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
                driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
                driver.get(visitor.address)
                page = Page(driver)
                page.wait("document.body.dataset.shown")
                return page

            yield opening

    try:
        with showing() as opening:
            yield opening
            for driver in drivers:
                driver.quit()
            drivers.clear()
    finally:
        for driver in drivers:
            driver.quit()


def test_a_save_is_shown_and_page_scroll_and_zoom_stay(desk: Desk, opened: Callable[..., Page]) -> None:
    page = opened()
    page.press("j", "j", "+")
    page.tell(f"{STAGE}.scrollBy(0, 130)")
    page.wait("document.getElementById('number').value === '3'")
    state = f"[{STAGE}.scrollTop, {STAGE}.scrollLeft, document.getElementById('zoom').textContent]"
    key, before = page.key_of(3), page.tell(state)
    assert before[0] > 130
    seen = page.wait("document.querySelectorAll('[data-number=\"3\"] p.open')[2]?.dataset.line")
    line = (desk.root / FIRST).read_text("utf-8").split("\n")[int(seen) - 1]
    desk.replace(FIRST, line, line.replace("写得长", "改得短"))
    page.wait(f"document.querySelector('[data-number=\"3\"] img').dataset.key !== '{key}'")
    assert page.tell(state) == before
    assert page.number == 3
    assert page.tell("document.getElementById('status').textContent") == "已更新第 3 页"
    assert page.complaints == []


def test_the_token_does_not_stay_in_the_address_and_the_page_can_be_loaded_again(opened: Callable[..., Page]) -> None:
    page = opened()
    assert page.tell("location.search") == ""
    page._driver.refresh()
    page.wait("document.body.dataset.shown")


def test_the_keyboard_turns_zooms_and_searches(opened: Callable[..., Page]) -> None:
    page = opened()
    count = page.tell("document.querySelectorAll('.page').length")
    assert count >= 4
    page.press("j")
    page.wait("document.getElementById('number').value === '2'")
    page.press(LEFT, RIGHT)
    page.wait("document.getElementById('number').value === '2'")
    page.press("k")
    page.wait("document.getElementById('number').value === '1'")
    page.press("g", "4", ENTER)
    page.wait("document.getElementById('number').value === '4'")
    wide = page.tell("document.querySelector('.page').clientWidth")
    page.press("+")
    assert page.tell("document.querySelector('.page').clientWidth") > wide
    assert page.number == 4
    page.press("s")
    assert page.tell("document.getElementById('pages').classList.contains('spread')")
    tops = "[1, 2].map((n) => document.querySelectorAll('.page')[n].getBoundingClientRect().top)"
    assert len(set(page.tell(tops))) == 1
    page.press("?")
    assert page.tell("document.getElementById('help').open")
    page.press(ESCAPE)
    assert not page.tell("document.getElementById('help').open")
    page.press("/", "第", "3", "段")
    assert page.wait("document.querySelectorAll('#hits a').length") >= 1
    page.press(ENTER)
    assert page.wait("document.querySelectorAll('.spot').length") == 1


def test_a_click_on_a_paragraph_names_its_file_and_line(opened: Callable[..., Page]) -> None:
    page = opened()
    page.tell("localStorage.setItem('typeset', JSON.stringify({editor: 'copy'}))")
    page._driver.refresh()
    page.wait("document.body.dataset.shown")
    page.press("j")
    page.wait("document.querySelector('[data-number=\"2\"] p.open')")
    line = page.tell("document.querySelectorAll('[data-number=\"2\"] p.open')[2].dataset.line")
    page._driver.find_elements("css selector", '[data-number="2"] p.open')[2].click()
    assert page.wait("document.body.dataset.opened") == f"{FIRST}:{line}"
    page.tell("delete document.body.dataset.opened")
    page.press("e")
    assert page.wait("document.body.dataset.opened").startswith(f"{FIRST}:")


def test_errors_stand_over_the_pages_until_they_are_mended(desk: Desk, opened: Callable[..., Page]) -> None:
    page = opened()
    place = f"[document.querySelectorAll('.page').length, {STAGE}.scrollTop]"
    page.press("j")
    page.wait(f"{STAGE}.scrollTop > 0")
    before = page.tell(place)
    good = (desk.root / FIRST).read_text("utf-8")
    desk.write(FIRST, good.replace("title: 一篇长文章\n", ""))
    page.wait("!document.getElementById('trouble').hidden")
    assert f"{FIRST}:" in page.tell("document.getElementById('trouble').textContent")
    assert page.tell(place) == before
    desk.write(FIRST, good)
    page.wait("document.getElementById('trouble').hidden")
    assert page.tell(place) == before


def test_dark_and_light_follow_the_system_and_the_setting(opened: Callable[..., Page]) -> None:
    page = opened()
    colour = "getComputedStyle(document.querySelector('.bar')).backgroundColor"
    light = page.tell(colour)
    page.prefer_dark()
    assert page.wait("document.documentElement.dataset.theme === 'dark'")
    assert page.tell(colour) != light
    page.click("#settings-button")
    page.click("input[value=light]")
    assert page.tell(colour) == light


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (800, 600), (390, 844)])
def test_nothing_spills_over_at_any_width(width: int, height: int, opened: Callable[..., Page]) -> None:
    page = opened(width, height)
    assert page.tell("document.documentElement.scrollWidth") == width
    assert page.tell("document.querySelector('.page').getBoundingClientRect().right") <= width
    bar = "[...document.querySelectorAll('.bar button')].every((b) => b.getBoundingClientRect().right <= innerWidth)"
    assert page.tell(bar)
    named = "(e) => e.ariaLabel || e.textContent.trim() || e.closest('label')"
    assert page.tell(f"[...document.querySelectorAll('button, input, a')].every({named})")
    assert page.complaints == []
