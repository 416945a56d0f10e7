"""Notes in HTML: a mark that links to where the note stands, as mammoth, Markdown and many sites write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from typeset.readers.html.session import Session

_LABEL = re.compile(r"[\[［〔(（]?\s*(?:注|\*+|†|‡|[0-9]{1,3}|[①-⑳]|[ivx]{1,4}|[a-z])\s*[\])）］〕]?")
_BACK = re.compile(r"[↩↑^⤴︎\ufe0e\s]*")
_HOLDERS = frozenset(["li", "p", "div", "aside", "section", "dd"])


def find_notes(root: LexborNode, session: Session) -> None:
    """Learn which elements are notes, and which links lead back from them."""
    named = {node.attributes.get("id") or "": node for node in root.css("[id]")}
    notes: dict[str, LexborNode] = {}
    for link in root.css("a[href]"):
        target = (link.attributes.get("href") or "").strip()
        node = named.get(target[1:]) if target.startswith("#") else None
        if node is not None and node.tag in _HOLDERS and _marks(link):
            notes[target] = node
    session.notes = notes
    for node in notes.values():
        session.consumed.add(node.mem_id)
        for link in node.css("a[href]"):
            if (link.attributes.get("href") or "").startswith("#") and _BACK.fullmatch(link.text()):
                session.consumed.add(link.mem_id)


def _marks(link: LexborNode) -> bool:
    parent = link.parent
    raised = (parent is not None and parent.tag == "sup") or bool(link.css("sup"))
    kind = " ".join([link.attributes.get("class") or "", link.attributes.get("id") or ""]).lower()
    named = any(word in kind for word in ("footnote", "fnref", "endnote", "noteref"))
    return (raised or named) and bool(_LABEL.fullmatch(link.text().strip()))


def is_mark(link: LexborNode, session: Session) -> bool:
    """Whether `link` is the mark of a note."""
    return (link.attributes.get("href") or "").strip() in session.notes and _marks(link)


def note_of(target: str, session: Session) -> LexborNode | None:
    """The element that holds the note `target`, to be read once for each of its marks."""
    return session.notes.get(target)
