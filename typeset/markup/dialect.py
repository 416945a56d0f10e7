"""Markdown as Chinese writes it: CommonMark with tables, footnotes, ruby, credits, and emphasis beside Chinese marks.

CommonMark does not close `**重要：**请`, because a mark stands before the asterisks and a letter after them. Here
letters and marks of CJK never keep a run of asterisks from opening or closing; spaces alone do.

Left out, because Chinese authors write the same by hand and mean something else: indented code (an indent begins a
paragraph), and headings underlined with --- (a line of dashes parts two paragraphs).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline.state_inline import Delimiter
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

#: How deep quotations, lists and emphasis may nest.
DEEPEST: Final = 12
# Beyond this level markdown-it drops text in silence. A list takes two levels, so `DEEPEST` is always noticed first.
_MOST_LEVELS: Final = 2 * DEEPEST + 6

# Marks that Chinese and Western text share.
_AMBIGUOUS: Final = frozenset("“”‘’—…⋯·")
_RUBY = re.compile(r"\{([^{}|\n]+)\|([^{}\n]+)\}")
# A character with the variation selectors that choose its form.
_CHARACTER = re.compile("[^\ufe00-\ufe0f\U000e0100-\U000e01ef][\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
_CREDIT = re.compile(r"""\{\s*credit\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|“([^{}\n]*)”)\s*\}""")
_DIRECTIVE = re.compile(r"<!--[ \t]*check:[^\n]*?-->")
_INDENT: Final = "\u3000\u3000"
_CAPTION = re.compile(r"(?:: |：)[^|\n]*(?:\n|$)")


class _Dialect(MarkdownIt):
    """Leaves addresses as they are written: what may not be linked to is refused later, with its place."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's signature
        """Take any address, `file:` and `javascript:` too."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's signature
        """Keep `url`: the name of a picture is no address, and links are encoded when they are written."""
        return url


@cache
def parser() -> MarkdownIt:
    """The parser of the dialect. HTML is recognised, so that it can be refused with its place."""
    markdown = _Dialect("commonmark", {"html": True, "maxNesting": _MOST_LEVELS, "store_labels": True})
    markdown.enable("table")
    # Without `text_join` an escaped \*\* can be told from asterisks that were left over.
    markdown.disable(["code", "lheading", "text_join"])
    footnote_plugin(markdown, inline=False, move_to_end=False, always_match_refs=True)
    markdown.inline.ruler.at("emphasis", _emphasis)
    markdown.inline.ruler.before("html_inline", "directive", _directive)
    markdown.inline.ruler.before("emphasis", "credit", _credit)
    markdown.inline.ruler.before("emphasis", "ruby", _ruby)
    markdown.block.ruler.before(
        "html_block", "directive_line", _directive_line, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    markdown.block.ruler.before("paragraph", "indent", _indent, {"alt": ["paragraph", "blockquote"]})
    markdown.block.ruler.before("paragraph", "caption", _caption, {"alt": ["blockquote"]})
    markdown.core.ruler.push("joints", _joints)
    markdown.add_render_rule(
        "text_special", lambda _self, tokens, index, _options, _env: escapeHtml(tokens[index].content)
    )
    return markdown


def is_cjk(character: str) -> bool:
    """Whether `character` is set in an em square: Han, kana, full-width forms, Chinese quotes and dashes."""
    return unicodedata.east_asian_width(character) in "WF" or character in _AMBIGUOUS


def flanking(before: str, after: str) -> tuple[bool, bool]:
    """Whether a run of asterisks between these characters may open and may close (CommonMark 6.2, CJK set free)."""
    free = is_cjk(before) or is_cjk(after)
    left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before) or free)
    right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after) or free)
    return left, right


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


# Inline rules. Their signature is markdown-it's; `silent` asks whether there is something, without taking it.


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Make delimiters of a run of asterisks or underscores; markdown-it pairs them."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before, after = _character_before(state.src, state.pos), state.src[end] if end < state.posMax else " "
    can_open, can_close = flanking(before, after)
    if marker == "_":  # not inside a word: CommonMark 6.2, rules 2 and 4
        can_open, can_close = (
            can_open and (not can_close or _is_mark(before)),
            can_close and (not can_open or _is_mark(after)),
        )
    length = end - state.pos
    for _ in range(length):
        token = state.push("text", "", 0)
        token.content = marker
        place = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), length, place, end=-1, open=can_open, close=can_close))
    state.pos = end
    return True


def _character_before(text: str, position: int) -> str:
    """The character before `position`, past variation selectors; a space at the beginning."""
    while position and unicodedata.category(text[position - 1]) == "Mn":
        position -= 1
    return text[position - 1] if position else " "


def _ruby(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`{拼音|pīn|yīn}`: one annotation a character, or one for all."""
    match = _RUBY.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "{" else None
    if not match or not match[2].strip(" |"):
        return False
    if not silent:
        base, annotations = match[1], [annotation.strip() for annotation in match[2].split("|")]
        characters = _CHARACTER.findall(base)
        matched = len(annotations) in {1, len(characters)}
        each = matched and len(annotations) > 1
        token = state.push("ruby", "", 0)
        token.content = match[0]
        token.meta = {
            "pairs": list(zip(characters, annotations, strict=True)) if each else [(base, " ".join(annotations))],
            "matched": matched,
        }
    state.pos = match.end()
    return True


def _credit(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`{credit="数据来源：某局"}` after a picture or at the end of a table's caption; Chinese quotes will do."""
    match = _CREDIT.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "{" else None
    if not match:
        return False
    if not silent:
        token = state.push("credit", "", 0)
        token.content = match[0]
        token.meta = {"credit": next(group for group in match.groups() if group is not None).strip()}
    state.pos = match.end()
    return True


def _directive(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`<!-- check: allow … -->` at the end of a line: read by `copyedit/`, never printed."""
    match = _DIRECTIVE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "<" else None
    if not match:
        return False
    if not silent:
        state.pending = state.pending.rstrip(" \t")
    state.pos = match.end()
    return True


def _directive_line(state: StateBlock, line: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    """The same on a line of its own; it ends a paragraph."""
    begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    match = _DIRECTIVE.match(state.src, begin, end)
    if not match or state.src[match.end() : end].strip():
        return False
    if not silent:
        state.line = line + 1
    return True


# Block rules that begin nothing, but end the paragraph, quotation or table before them.


def _indent(state: StateBlock, line: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    """Two ideographic spaces begin a paragraph, also without an empty line above."""
    return silent and state.src.startswith(_INDENT, state.bMarks[line] + state.tShift[line])


def _caption(state: StateBlock, line: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    """`：表题` right below a table is its caption, not another row."""
    return silent and _CAPTION.match(state.src, state.bMarks[line] + state.tShift[line]) is not None


# What a line end inside a paragraph stands for.


def _joints(state: StateCore) -> None:
    """Give every soft line end its text: nothing beside CJK, a space between Western words."""
    _join(state.tokens)


def _join(tokens: Sequence[Token]) -> None:
    for index, token in enumerate(tokens):
        if token.type == "softbreak":
            left = _nearest((tokens[i] for i in range(index - 1, -1, -1)), -1)
            right = _nearest((tokens[i] for i in range(index + 1, len(tokens))), 1)
            token.content = "" if is_cjk(left) or is_cjk(right) else " "
        elif token.children:
            _join(token.children)


def _nearest(tokens: Iterable[Token], step: int) -> str:
    """The nearest character that is Chinese or Western for certain; a quotation mark or a dash may be either."""
    for token in tokens:
        for character in _visible(token)[::step]:
            certain = character not in _AMBIGUOUS and not character.isspace()
            if certain and unicodedata.category(character) != "Mn":
                return character
    return "\u3000"  # nothing but marks of both: then the line end is nothing, as in Chinese


def _visible(token: Token) -> str:
    if token.type == "ruby":
        return "".join(base for base, _ in token.meta["pairs"])
    if token.type == "image":
        return "\ufffc"
    return token.content if token.type in {"text", "text_special", "code_inline"} else ""
