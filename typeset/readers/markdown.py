"""Markdown: an article of our own as it is, and the Markdown of others by way of HTML."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from typeset.diagnostics import Report
from typeset.markup.foreign import to_html
from typeset.markup.parse import parse
from typeset.markup.tree import Figure, Image
from typeset.readers.account import words
from typeset.readers.characters import tidy
from typeset.readers.html.page import read_marked
from typeset.readers.html.session import Session
from typeset.readers.manuscript import Draft, Head, Piece, Remark, Unit
from typeset.source import SourceText
from typeset.yamltext import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

_FRONT = re.compile(r"---[ \t]*\n(?P<front>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_KEYS = {"title": "title", "author": "author", "source": "source", "selected_by": "selected_by", "date": "written_date"}
_ANYWHERE = Path("manuscript")


def read_markdown(text: str, stem: str, beside: Callable[[str], bytes | None]) -> Draft:
    """Read `text`; front matter in YAML gives title, author, source and date."""
    match = _FRONT.match(text)
    front = match["front"] if match else ""
    body = "\n" * front.count("\n") + "\n\n" + text[match.end() :] if match else text
    head, left = _head(front) if front else (Head(), [])
    own = _own(body, stem, beside) if head.title else None
    draft = own or _foreign(body, stem, beside)
    return replace(draft, head=head, text=f"{front}\n{draft.text}", remarks=(*left, *draft.remarks), unit=Unit.LINE)


def _head(front: str) -> tuple[Head, list[Remark]]:
    """What of the front matter an article has, and a remark of the rest."""
    tree = read_yaml(SourceText(_ANYWHERE, front), Report())
    values = tree.plain() if tree else None
    found = values if isinstance(values, dict) else {}
    head = Head()
    left = tidy(front)
    for key, name in _KEYS.items():
        value = found.get(key)
        if isinstance(value, str) and value.strip():
            value = " ".join(tidy(value).split())
            head = replace(head, **dict[str, Any]({name: value}))
            left = left.replace(value, " ", 1)
    return head, [Remark("import.labels", 1, " ".join(left.split()))] if re.search(r"\w", left) else []


def _own(body: str, stem: str, beside: Callable[[str], bytes | None]) -> Draft | None:
    """`body` in our own dialect; None where anything in it is not."""
    report = Report()
    blocks = parse(body, _ANYWHERE, 1, report)
    if len(report):
        return None
    session = Session(stem, beside, counting=False)
    named = _with_pictures(blocks, session)
    if any(remark.code != "import.picture-converted" for remark in session.remarks):
        return None
    pieces = tuple(Piece(block) for block in named)
    text = "\n".join(words(blocks))
    return Draft(pieces, text, pictures=tuple(session.pictures), remarks=tuple(session.remarks))


def _with_pictures(node: Any, session: Session) -> Any:  # noqa: ANN401 - any part of a tree, and the same kind back
    if isinstance(node, tuple):
        return tuple(_with_pictures(child, session) for child in node)
    if not isinstance(node, Struct):
        return node
    changed = replace(node, **{name: _with_pictures(getattr(node, name), session) for name in node.__struct_fields__})
    if isinstance(changed, Figure | Image):
        return replace(changed, source=session.picture(changed.source) or changed.source)
    return changed


def _foreign(body: str, stem: str, beside: Callable[[str], bytes | None]) -> Draft:
    html, lines = to_html(body)
    draft = read_marked(html, stem, beside)
    return replace(draft, remarks=(*draft.remarks, *(Remark("import.html", line) for line in lines)))
