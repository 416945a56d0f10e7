"""Running heads are composed once for all pages, and each page has its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeset.composer import paragraph
from typeset.composer.items import analyse
from typeset.diagnostics import Report
from typeset.press import repeats
from typeset.press.dump import dump_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

    from tests.press.laid_out import Press
    from typeset.composer.cluster import Cluster
    from typeset.composer.items import Items
    from typeset.composer.style import Style

CSS = """
@page { size: 200px; margin: 40px; @top-center { content: "书眉" } @bottom-center { content: counter(page) } }
p { break-after: page }
"""
BODY = "".join(f"<p>第{number}页</p>" for number in range(1, 8))


def composed(press: Press, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str]]:
    """The texts that were composed, and the pages."""
    texts: list[str] = []

    def note(clusters: Sequence[Cluster], style: Style) -> Items:
        texts.append("".join(cluster.text for cluster in clusters))
        return analyse(clusters, style)

    with monkeypatch.context() as patch:
        patch.setattr(paragraph, "analyse", note)
        return texts, list(dump_pages(press(BODY, CSS, Report())))


def test_a_running_head_is_composed_once(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    texts, pages = composed(press, monkeypatch)
    assert texts.count("书眉") == 1
    assert sum("书眉" in line for line in pages) == 7
    assert all(str(number) in texts for number in range(1, 8))


def test_what_was_long_ago_is_composed_again(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    _, pages = composed(press, monkeypatch)
    monkeypatch.setattr(repeats, "_MOST", 1)
    texts, again = composed(press, monkeypatch)
    assert texts.count("书眉") > 1
    assert again == pages
