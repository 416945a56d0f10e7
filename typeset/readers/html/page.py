"""Pages and fragments of HTML: where the article stands on a page, what stands around it, and its title and date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from typeset.readers.characters import tidy
from typeset.readers.html.flow import SILENT, read_flow
from typeset.readers.html.notes import find_notes
from typeset.readers.html.session import Session
from typeset.readers.manuscript import Draft, Head, Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from selectolax.lexbor import LexborNode

    from typeset.markup.tree import Inline

# Where articles stand: on WeChat, where the page says so itself, where many sites put them.
_PLACES = (
    "#js_content",
    "[itemprop=articleBody]",
    "article",
    ".article-content, .article_content, .article-body, .TRS_Editor, .post-content, .entry-content, #zoom, #artibody",
    "main",
    "[role=main]",
)
_TITLES = ("#activity-name", "[itemprop=headline]", "h1")
_AUTHORS = ("#js_author_name", "[itemprop=author]")
_SOURCES = ("#js_name", "#profileBt a")
_DATES = ("#publish_time", "[itemprop=datePublished]", "time")
_META_TITLES = ('meta[property="og:title"]', 'meta[name="twitter:title"]')
_LEAST = 0.25  # of all words of the page, for an element to be its article
_LONGEST_TITLE = 80


def read_fragment(
    html: str, stem: str, anchors: Mapping[str, Inline], inside: Mapping[str, tuple[str, bytes | None]]
) -> Draft:
    """Read `html`, which another reader of ours has made: `<a id>` of `anchors` stand for what they name."""
    body = LexborHTMLParser(html).body
    session = Session(stem, lambda _name: None, anchors, inside, labelled=False, counting=False)
    if body is None:
        return Draft((), "")
    find_notes(body, session)
    pieces = read_flow(body, session)
    return Draft(tuple(pieces), "", pictures=tuple(session.pictures), remarks=tuple(session.remarks))


def read_marked(html: str, stem: str, beside: Callable[[str], bytes | None]) -> Draft:
    """Read `html`, which was made of Markdown: `data-line` says where a block stood, and the marks of notes are new."""
    body = LexborHTMLParser(html).body
    if body is None:
        return Draft((), "")
    marks = frozenset(node.mem_id for node in body.css("sup.footnote-ref, a.footnote-backref"))
    text = "\n".join(words for _, words in _texts(body, marks))
    session = Session(stem, beside, labelled=False, counting=False)
    find_notes(body, session)
    pieces = read_flow(body, session)
    return Draft(tuple(pieces), text, pictures=tuple(session.pictures), remarks=tuple(session.remarks))


def read_page(html: str, stem: str, beside: Callable[[str], bytes | None]) -> Draft:
    """Read the article on the page `html`; all other words are told as surroundings."""
    parser = LexborHTMLParser(html)
    body = parser.body
    if body is None:
        return Draft((), "")
    text = "\n".join(words for _, words in _texts(body, frozenset()))
    root = _article(body, len(text))
    head, used = _head(body, root)
    if root is not body and not head.title:
        head = replace(head, title=_meta_title(parser))
        text += f"\n{head.title}"
    session = Session(stem, beside)
    find_notes(root, session)
    outside = _texts(body, frozenset([root.mem_id, *used])) if root is not body else ()
    around = [Remark("import.surroundings", 0, words) for _, words in outside if words.strip()]
    pieces = read_flow(root, session)
    return Draft(tuple(pieces), text, head=head, pictures=tuple(session.pictures), remarks=(*session.remarks, *around))


def _texts(root: LexborNode, without: frozenset[int]) -> Iterator[tuple[LexborNode, str]]:
    """The words in `root`, but for what is never words, and for the elements `without`."""
    stack = [root.first_child]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        stack.append(node.next)
        if node.mem_id in without or (node.tag or "") in SILENT:
            continue
        if node.tag == "-text":
            yield node, tidy(node.text_content or "")
        else:
            stack.append(node.first_child)


def _article(body: LexborNode, size: int) -> LexborNode:
    """The element that holds the article."""
    for selector in _PLACES:
        found = max(body.css(selector), key=lambda node: len(node.text()), default=None)
        if found is not None and len(found.text()) >= _LEAST * size:
            return found
    return body


def _head(body: LexborNode, root: LexborNode) -> tuple[Head, list[int]]:
    """Title, author, source and date as the page marks them outside of its article, and the elements that say so."""
    head = Head()
    if root is body:
        return head, []
    used: list[int] = []
    inside = {node.mem_id for node in root.css("*")}
    for key, selectors in (("title", _TITLES), ("author", _AUTHORS), ("source", _SOURCES), ("written_date", _DATES)):
        for selector in selectors:
            nodes = [node for node in body.css(selector) if node.mem_id not in inside and node.mem_id not in used]
            words = " ".join(tidy(nodes[0].text()).split()) if nodes else ""
            if words and len(words) <= _LONGEST_TITLE:
                head = replace(head, **dict[str, Any]({key: words}))
                used.append(nodes[0].mem_id)
                break
    return head, used


def _meta_title(parser: LexborHTMLParser) -> str:
    metas = [node for selector in _META_TITLES for node in parser.css(selector)]
    return " ".join(tidy(metas[0].attributes.get("content") or "").split())[:_LONGEST_TITLE] if metas else ""


_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)


def declared(data: bytes) -> str:
    """The encoding that the head of a page declares; empty where it declares none."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii", "replace").lower() if match else ""
