"""The issue kept laid out: fonts, engine and pages stay in memory, and only pages asked for are written and drawn."""

from __future__ import annotations

import gc
import hashlib
import importlib
import threading
from collections import OrderedDict
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from typeset.delivery.handover import deliver
from typeset.delivery.output import write_whole
from typeset.diagnostics import Report
from typeset.errors import ContentError
from typeset.pipeline import lay_out_issue
from typeset.preview.blocks import blocks_of
from typeset.preview.drawing import draw
from typeset.preview.snapshot import Entry, PageView, Snapshot
from typeset.profile import Profile
from typeset.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from typeset.delivery.consignment import Consignment
    from typeset.edition import Edition
    from typeset.press.keeping.standing import Standing
    from typeset.press.proof import Proof
    from typeset.preview.blocks import Block
    from typeset.workspace import Workspace

_MOST_PICTURES = 96


class _Look(NamedTuple):
    """What is shown of a page: what tells its looks from those of others of the same styles, and its text."""

    likeness: str
    blocks: tuple[Block, ...]


class Laid(Struct, frozen=True):
    """What a layout gave: a snapshot, or none where the text has errors; and what was noticed."""

    snapshot: Snapshot | None
    report: Report


class Resident(Struct):
    """Lays out one issue again and again. Every method may be called from any thread."""

    workspace: Workspace
    folder: Path
    _version: int = 0
    _snapshot: Snapshot | None = None
    _standing: Standing | None = None
    _reading: Reading = field(default_factory=Reading)
    _made: Consignment | None = None
    _looks: dict[object, _Look] = field(default_factory=dict)
    _pictures: OrderedDict[tuple[str, int], bytes] = field(default_factory=OrderedDict)
    # The engine's functions are replaced while it works, for the whole process: one use at a time.
    _press: threading.Lock = field(default_factory=threading.Lock)

    @property
    def snapshot(self) -> Snapshot | None:
        """The last pages that could be laid out."""
        return self._snapshot

    def lay_out(self) -> Laid:
        """Read and lay out the issue as it is on disk now."""
        report = Report()
        from typeset.press.keeping.standing import Standing  # noqa: PLC0415 - WeasyPrint takes its time

        with self._press:
            self._standing = self._standing or Standing()
            try:
                made = lay_out_issue(
                    self.workspace, self.folder, report, standing=self._standing, reading=self._reading
                )
            except ContentError as error:
                return Laid(None, error.report)
            self._made = made
            self._version += 1
            self._looks = _looks(made.proof, self._looks)
            self._snapshot = _snapshot(made, self._version, tuple(self._looks.values()))
        return Laid(self._snapshot, report)

    def write(self, path: Path) -> None:
        """Write the PDF for readers of the last pages that could be laid out, unchecked, if there are any."""
        with self._press:
            if self._made:
                write_whole(path, deliver(Profile.WEB, self._made, Report()))

    def rest(self) -> None:
        """Let go of the layouts before the last: they hang together in circles that only the collector takes apart."""
        with self._press:
            gc.collect()

    def picture(self, key: str, width_px: int) -> bytes | None:
        """The page that looks as `key` says, `width_px` wide, as PNG; None where there is no such page any more."""
        wanted = (key, width_px)
        known = self._pictures.get(wanted)
        if known:
            return known
        with self._press:
            snapshot = self._snapshot
            number = snapshot.number_of(key) if snapshot else None
            if snapshot is None or number is None:
                return None
            page = snapshot.proof.write_page(number)
        self._pictures[wanted] = picture = draw(page, width_px)
        while len(self._pictures) > _MOST_PICTURES:
            self._pictures.popitem(last=False)
        return picture


@contextmanager
def residing() -> Iterator[None]:
    """Leave it to `Resident.rest` to collect garbage: in the middle of a layout it would take a third of a second."""
    importlib.import_module("typeset.press.sheet")  # so that the engine is there, and frozen, before the first layout
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def _looks(proof: Proof, known: Mapping[object, _Look]) -> dict[object, _Look]:
    """What is shown of each page of `proof`, in order: of those that stand it is `known`."""
    return {
        sheet: known.get(sheet) or _Look(proof.likeness(number), blocks_of(proof.runs_on(number)))
        for number in range(1, proof.page_count + 1)
        for sheet in [proof.sheet(number)]
    }


def _snapshot(made: Consignment, version: int, looks: Sequence[_Look]) -> Snapshot:
    proof, dress = made.proof, _dress(made)
    pages = tuple(
        PageView(hashlib.sha256(f"{dress}{look.likeness}".encode()).hexdigest()[:24], *proof.page_size(number))
        for number, look in enumerate(looks, 1)
    )
    outline = tuple(_outline(made.edition, proof))
    blocks = {number: look.blocks for number, look in enumerate(looks, 1)}
    return Snapshot(version, made.edition.name, proof, pages, outline, blocks)


def _dress(made: Consignment) -> str:
    """What all pages share: style sheets, fonts, pictures."""
    digest = hashlib.sha256(repr([style.text for style in made.layout.styles]).encode())
    digest.update(repr([(face.path, face.path.stat().st_mtime_ns) for face in made.catalogue.faces]).encode())
    for path in made.proof.pictures:
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def _outline(edition: Edition, proof: Proof) -> Iterator[Entry]:
    for section in edition.sections:
        yield from _entry(section.title, 1, proof.page_of(section.anchor))
        for placed in section.articles:
            yield from _entry(placed.article.title, 2, proof.page_of(placed.anchor))


def _entry(title: str, level: int, page: int | None) -> Iterator[Entry]:
    if page is not None:
        yield Entry(title, level, page)
