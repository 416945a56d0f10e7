"""Checks the links of the documentation; prints each that leads nowhere, and leaves with 1 if there is one.

Without an argument it reads the Markdown as a forge does: files and pictures named there exist, and anchors are those
of headings. With the folder of a built site it reads the HTML: every address inside it leads to a file and an id of
it, and no script, style, font or picture comes from elsewhere. Other sites are not visited: of their addresses only
the form is checked.

    python tools/links.py
    python tools/links.py build/docs
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("*.md", "docs/**/*.md")

# What a browser fetches by itself.
FETCHED = {("script", "src"), ("img", "src"), ("link", "href"), ("source", "src"), ("iframe", "src")}
_REMOTE_IN_CSS = re.compile(r"(?:url\(|@import)\s*[\"']?\s*(?:https?:)?//")
_SLUG_DROPS = re.compile(r"[^\w\- ]")


@dataclass
class Page:
    """A page: the anchors in it, and where its links lead, each with whether it is fetched without being asked for."""

    anchors: set[str] = field(default_factory=set)
    links: list[tuple[str, bool]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads one page of a site into `page`."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the ids and addresses of a tag."""
        for name, value in attrs:
            if name in {"id", "name"} and value:
                self.page.anchors.add(value)
            elif name in {"href", "src"} and value:
                self.page.links.append((value, (tag, name) in FETCHED))


def read_html(text: str) -> Page:
    """The page that `text` is."""
    reader = _Reader()
    reader.feed(text)
    return reader.page


def read_markdown(text: str) -> Page:
    """The page that `text` is, with the anchors a forge gives to its headings."""
    page = Page()
    times: Counter[str] = Counter()
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if before is not None and before.type == "heading_open":
            words = "".join(child.content for child in token.children or () if child.type in {"text", "code_inline"})
            slug = _SLUG_DROPS.sub("", words.strip().lower()).replace(" ", "-")
            page.anchors.add(f"{slug}-{times[slug]}" if times[slug] else slug)
            times[slug] += 1
        for child in token.children or ():
            if child.type == "link_open":
                page.links.append((str(child.attrs["href"]), False))
            elif child.type == "image":
                page.links.append((str(child.attrs["src"]), True))
    return page


def faults(root: Path, pages: Mapping[Path, Page]) -> Iterator[str]:
    """What is wrong with the links of `pages`, all of them below `root`."""
    for path, page in pages.items():
        for address, fetched in page.links:
            problem = _fault(root, path, address, pages, fetched=fetched)
            if problem:
                yield f"{path.relative_to(root)}: {address}: {problem}"


def _fault(root: Path, path: Path, address: str, pages: Mapping[Path, Page], *, fetched: bool) -> str:
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        return "" if "@" in parts.path else "is no address"
    if parts.scheme or parts.netloc:
        if fetched:
            return "" if parts.scheme == "data" else "would be fetched from elsewhere"
        formed = parts.scheme in {"http", "https"} and "." in parts.netloc and not re.search(r"\s", address)
        return "" if formed else "is no address"
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if not target.is_relative_to(root):
        return "lies outside"
    if not target.exists():
        return "does not exist"
    if parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
        return "has no such anchor"
    return ""


def source_pages() -> dict[Path, Page]:
    """The Markdown of this repository that is documentation."""
    paths = sorted(path for pattern in PAGES for path in ROOT.glob(pattern))
    return {path: read_markdown(path.read_text("utf-8")) for path in paths}


def site_pages(folder: Path) -> dict[Path, Page]:
    """The pages of the site built in `folder`."""
    return {path: read_html(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))}


def main(arguments: list[str]) -> int:
    """Check what is named, and say what was found."""
    if arguments:
        root = Path(arguments[0]).resolve()
        pages = site_pages(root)
        remote = [path for path in root.rglob("*.css") if _REMOTE_IN_CSS.search(path.read_text("utf-8"))]
        found = [*faults(root, pages), *(f"{path.relative_to(root)}: fetches from elsewhere" for path in remote)]
    else:
        pages = source_pages()
        found = list(faults(ROOT, pages))
    links = sum(len(page.links) for page in pages.values())
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.stdout.write(f"{len(pages)} pages, {links} links, {len(found)} of them wrong\n")
    return 1 if found or not pages else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
