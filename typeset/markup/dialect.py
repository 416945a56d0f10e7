"""Markdown as Chinese writes it: a markdown-it parser with tables, footnotes, ruby, and emphasis beside Chinese marks.

CommonMark does not close `**重要：**请`, because a mark stands before the asterisks and a letter after them. Here marks
and letters of CJK never keep a run of asterisks from opening or closing; spaces alone do.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Delimiter
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

DEEPEST = 12

_RUBY = re.compile(r"\{([^{}|\n]+)((?:\|[^{}|\n]*)+)\}")


@cache
def parser() -> MarkdownIt:
    """The parser of the dialect. HTML is recognised, so that it can be refused with its place."""
    markdown = _Markdown("commonmark", {"html": True, "maxNesting": DEEPEST})
    markdown.enable("table")
    # Chinese authors indent paragraphs by hand; four spaces must not make code of them.
    markdown.disable("code")
    markdown.use(footnote_plugin)
    markdown.use(attrs_plugin, after=("image",), allowed=("credit",))
    markdown.inline.ruler.at("emphasis", _emphasis)
    markdown.inline.ruler.before("emphasis", "ruby", _ruby)
    return markdown


class _Markdown(MarkdownIt):
    """Leaves addresses as they are written: what may not be linked to is refused later, with its place."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's signature
        """Take any address, `file:` and `javascript:` too."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's signature
        """Keep `url`: the name of a picture is no address, and links are encoded when they are written."""
        return url


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Runs of asterisks become delimiters; underscores are left alone, since nothing else in Chinese needs them."""
    if silent or state.src[state.pos] != "*":
        return False
    length = len(state.src) - state.pos - len(state.src[state.pos :].lstrip("*"))
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[state.pos + length] if state.pos + length < state.posMax else " "
    can_open, can_close = flanking(before, after)
    for _ in range(length):
        token = state.push("text", "", 0)
        token.content = "*"
        state.delimiters.append(
            Delimiter(
                marker=ord("*"), length=length, token=len(state.tokens) - 1, end=-1, open=can_open, close=can_close
            )
        )
    state.pos += length
    return True


def flanking(before: str, after: str) -> tuple[bool, bool]:
    """Whether a run of asterisks between these characters may open and may close (CommonMark 6.2, CJK set free)."""
    free = is_cjk(before) or is_cjk(after)
    left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before) or free)
    right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after) or free)
    return left, right


def is_cjk(character: str) -> bool:
    """Whether `character` is set in an em square: Han, kana, full-width forms, Chinese quotes and dashes."""
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’—…·"


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _ruby(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """`{拼音|pīn|yīn}`: one annotation a character, or one for all."""
    if state.src[state.pos] != "{":
        return False
    match = _RUBY.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    base, annotations = match[1], match[2][1:].split("|")
    pairs = (
        list(zip(base, annotations, strict=True)) if len(annotations) == len(base) else [(base, " ".join(annotations))]
    )
    if not silent:
        token = state.push("ruby", "", 0)
        token.content = match[0]
        token.meta = {"pairs": pairs}
    state.pos = match.end()
    return True
