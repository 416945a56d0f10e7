"""What an issue says, article by article and paragraph by paragraph, with pages: what rounds are compared by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import asdict

from typeset.markup.text import plain_text
from typeset.markup.tree import Figure, List, Note, Quote, Table
from typeset.render import format_date
from typeset.rounds.record import ArticleText, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from typeset.article import Article
    from typeset.delivery.consignment import Consignment
    from typeset.edition import Edition
    from typeset.markup.tree import Block


def article_texts(consignment: Consignment) -> tuple[ArticleText, ...]:
    """The issue's own words (cover, contents, imprint), then its articles in order."""
    edition, proof = consignment.edition, consignment.proof
    pages: dict[str, dict[str, int]] = {}
    standing: dict[str, set[int]] = {}
    for run in proof.runs():
        file, _, line = run.source.partition("#")
        if line:
            pages.setdefault(file, {}).setdefault(line, run.page)
            standing.setdefault(file, set()).add(run.page)
    matter = ArticleText(
        file="",
        section="",
        title="",
        pages=(1,),
        passages=tuple(Passage(text=text, page=None) for text in _matter(edition)),
    )
    texts = [matter]
    for section in edition.sections:
        for placed in section.articles:
            path = str(placed.article.path)
            first = proof.page_of(placed.anchor)
            texts.append(
                ArticleText(
                    file=placed.article.path.stem,
                    section=section.title,
                    title=placed.article.title,
                    pages=tuple(sorted({*standing.get(path, ()), *([first] if first else [])})),
                    passages=tuple(_passages(placed.article, pages.get(path, {}), first)),
                )
            )
    return tuple(texts)


def _passages(article: Article, pages: Mapping[str, int], first: int | None) -> Iterator[Passage]:
    page = first
    for line, text in _texts(article.blocks):
        page = pages.get(str(line), page)
        if text.strip():
            yield Passage(text=text, page=page)
    date = format_date(article.date) if article.date else ""
    source_line = "　".join(filter(None, (article.author, article.source, article.selected_by, date)))
    if source_line:
        yield Passage(text=source_line, page=page)


def _texts(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    """Each piece of text with the line of the file that its block begins on; notes follow what they belong to."""
    for block in blocks:
        match block:
            case List():
                for item in block.items:
                    yield from _texts(item)
            case Quote():
                yield from _texts(block.children)
            case _:
                yield from ((block.line, text) for text in _of_block(block))
                yield from ((block.line, f"［注］{plain_text(note.children)}") for note in _notes(block))


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield plain_text(block.caption)
            yield from (" | ".join(plain_text(cell) for cell in row) for row in (block.head, *block.rows))
            yield block.credit
        case Figure():
            yield f"［{block.alt}］{plain_text(block.caption)}　{block.credit}".rstrip("　")
        case _:
            yield plain_text([block])


def _notes(node: object) -> Iterator[Note]:
    """Every note of a block, in its order."""
    if isinstance(node, Note):
        yield node
    elif isinstance(node, tuple):
        for child in node:
            yield from _notes(child)
    else:
        for name in ("children", "head", "rows", "caption"):
            yield from _notes(getattr(node, name, ()))


def _matter(edition: Edition) -> Iterator[str]:
    """What the issue says outside of its articles."""
    yield edition.title
    yield from filter(None, (edition.notice, edition.sponsor))
    total = f"（总第{edition.total}期）" if edition.total else ""
    yield f"{edition.year}年第{edition.number}期{total}　{format_date(edition.date)}"
    for section in edition.sections:
        yield section.title
        yield from (entry.title for entry in section.entries)
    for value in asdict(edition.imprint).values():
        yield from value if isinstance(value, list) else [value] if value else []
