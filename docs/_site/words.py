"""The theme's own words in Chinese; it has no catalogue for them, and writes some without asking for one."""  # noqa: INP001 - conf.py puts this folder on the path

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WORDS = {
    "            On this page\n": "本页\n",
    ">Back to top<": ">回到开头<",
    "Skip to content": "跳到正文",
    '"Toggle site navigation sidebar"': '"打开或收起目录"',
    '"Toggle table of contents sidebar"': '"打开或收起本页目录"',
    '"Toggle Light / Dark / Auto color theme"': '"明、暗、随系统"',
    '"Toggle navigation of ': '"打开或收起：',
    "Hide navigation sidebar": "收起目录",
    "Hide table of contents sidebar": "收起本页目录",
}


def write(app: Sphinx, error: Exception | None) -> None:
    """Put the words into the site that `app` has built."""
    if error or app.builder.name != "html":
        return
    for page in app.outdir.rglob("*.html"):
        text = page.read_text("utf-8")
        for english, chinese in WORDS.items():
            text = text.replace(english, chinese)
        page.write_text(text, "utf-8")
