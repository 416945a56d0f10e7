"""Markdown as others write it (CommonMark, GitHub's tables and strikethrough, Pandoc's notes) becomes HTML."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from markdown_it.token import Token

_HTML = frozenset(["html_block", "html_inline"])


class _Foreign(MarkdownIt):
    """Leaves every address: what reads the HTML decides which are links."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's signature
        """Take any address."""
        return True


@cache
def _parser() -> MarkdownIt:
    markdown = _Foreign("commonmark", {"html": True, "maxNesting": 100})
    markdown.enable(["table", "strikethrough"])
    markdown.use(footnote_plugin)
    return markdown


def to_html(text: str) -> tuple[str, tuple[int, ...]]:
    """The HTML of `text`, in which blocks carry `data-line`, and the lines on which HTML stood in it, from 1."""
    environment: dict[str, Any] = {}
    tokens = _parser().parse(text, environment)
    lines: set[int] = set()
    line = 1
    for token in tokens:
        line = _line(token, line)
        if token.map and token.nesting >= 0:
            token.attrSet("data-line", str(line))
        if token.type in _HTML or any(child.type in _HTML for child in token.children or ()):
            lines.add(line)
    return str(_parser().renderer.render(tokens, _parser().options, environment)), tuple(sorted(lines))


def _line(token: Token, before: int) -> int:
    return token.map[0] + 1 if token.map else before
