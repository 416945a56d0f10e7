"""What the preview looks like in a browser; left as it is where Chromium is not installed."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from PIL import Image
from selenium import webdriver

from tools.figures.desk import ISSUE, ROOT, desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SIZE = (1500, 940)
_PATIENCE_S = 60.0
# The machine may have no font for Chinese; the browser is shown ours alone.
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir>
<alias binding="same"><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
<alias binding="same"><family>system-ui</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>"""


def screens() -> Iterator[tuple[str, Image.Image]]:
    """Every figure with its name."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if browser is None or driver is None:
        return
    with desk() as workspace:
        article = workspace.issues / ISSUE / "articles" / "russia-market.md"
        article.write_text(article.read_text("utf-8").replace("，", ",", 1), "utf-8")
        command = [sys.executable, "-m", "typeset", "preview", ISSUE, "--no-open"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        server = subprocess.Popen(  # noqa: S603 - words of our own
            command, cwd=workspace.root, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        try:
            address = _address(server)
            config = workspace.root / "fonts.conf"
            config.write_text(_FONTS.format(fonts=ROOT / "fonts"), "utf-8")
            yield "preview", _shot(browser, driver, address, config)
        finally:
            server.terminate()
            server.wait()


def _address(server: subprocess.Popen[str]) -> str:
    """The address that the preview prints. Raises LookupError where it prints none."""
    for line in server.stdout or ():
        if match := re.search(r"http://\S+", line):
            return match[0]
    raise LookupError(server.args)


def _shot(browser: str, driver: str, address: str, config: Path) -> Image.Image:
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for word in ("--headless=new", "--no-sandbox", "--hide-scrollbars", f"--window-size={_SIZE[0]},{_SIZE[1]}"):
        options.add_argument(word)
    service = webdriver.ChromeService(driver, env={**os.environ, "FONTCONFIG_FILE": str(config)})
    chrome = webdriver.Chrome(options=options, service=service)
    try:
        chrome.get(address)
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until and not chrome.execute_script("return document.body.dataset.checked"):
            time.sleep(0.5)
        chrome.execute_script("document.getElementById('number').focus()")
        box = chrome.find_element("id", "number")
        box.clear()
        box.send_keys("20\n")
        time.sleep(2.5)
        with Image.open(io.BytesIO(chrome.get_screenshot_as_png())) as shot:
            return shot.convert("RGB")
    finally:
        chrome.quit()
