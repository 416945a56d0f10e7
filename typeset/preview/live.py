"""The life of a preview: lay out, tell the pages, wait for the next save; check everything while the editor rests."""

from __future__ import annotations

import asyncio
import contextlib
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from msgspec import Struct, field

from typeset.diagnostics import Diagnostic, Report
from typeset.errors import EnvironmentProblem
from typeset.preview import checking
from typeset.preview.findings import told
from typeset.preview.resident import Laid
from typeset.preview.watching import Inputs, changes

if TYPE_CHECKING:
    from typeset.preview.channel import Channel
    from typeset.preview.resident import Resident

_REST_S = 0.8
_MOST_KEPT = 12


class Live(Struct):
    """Belongs to one event loop."""

    resident: Resident
    channel: Channel
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _saved: asyncio.Event = field(default_factory=asyncio.Event)

    _turns: int = 0
    # A thread of its own: a layout does not queue up behind the drawing of pages.
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))

    async def run(self) -> None:
        """Go on until `stop`."""
        watching = asyncio.create_task(self._watch())
        try:
            while not self._stop.is_set():
                self._saved.clear()
                laid = await self._turn()
                await self._until_saved(check=laid.snapshot is not None)
        finally:
            self._stop.set()
            self._thread.shutdown(wait=False)
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching

    def stop(self) -> None:
        """End `run` and every stream."""
        self._stop.set()
        self._saved.set()
        self.channel.close()

    async def _watch(self) -> None:
        async for _ in changes(Inputs(self.resident.workspace, self.resident.folder), self._stop):
            self._saved.set()

    async def _turn(self) -> Laid:
        """One layout and what is said of it. A save that comes meanwhile waits for it: the next turn is its own."""
        self.channel.tell("working", {})
        began = time.perf_counter()
        try:
            laid = await asyncio.get_running_loop().run_in_executor(self._thread, self.resident.lay_out)
        except EnvironmentProblem as error:
            laid = Laid(None, Report([error.diagnostic]))
        except Exception as error:  # noqa: BLE001 - a fault of ours must not end the editor's session
            values = {"kind": type(error).__name__, "message": str(error), "where": ""}
            laid = Laid(None, Report([Diagnostic("internal.bug", None, values)]))
        self.channel.tell("pages", self.state(laid, time.perf_counter() - began))
        return laid

    async def _until_saved(self, *, check: bool) -> None:
        """Wait for the next save; check while there is none, if there are pages to check."""
        self._turns += 1
        if self._turns % _MOST_KEPT == 0:  # someone who never rests
            await asyncio.to_thread(self.resident.rest)
        checked = asyncio.create_task(self._check()) if check and not self._stop.is_set() else None
        await self._saved.wait()
        if checked:
            checked.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await checked

    async def _check(self) -> None:
        await asyncio.sleep(_REST_S)
        await asyncio.to_thread(self.resident.rest)
        self.channel.tell("checking", {})
        findings = await checking.check(self.resident.workspace, self.resident.folder)
        self.channel.tell("checked", {"findings": findings})

    def state(self, laid: Laid, seconds: float) -> dict[str, object]:
        """What the page is told of a layout: the pages that there are, and what is wrong with the text."""
        shown = self.resident.snapshot
        pages = shown.pages if shown else ()
        return {
            "ok": laid.snapshot is not None,
            "version": shown.version if shown else 0,
            "title": shown.title if shown else "",
            "seconds": round(seconds, 2),
            "pages": [{"key": page.key, "width": page.width, "height": page.height} for page in pages],
            "outline": [
                {"title": entry.title, "level": entry.level, "page": entry.page}
                for entry in (shown.outline if shown else ())
            ],
            "findings": told(laid.report, self.resident.workspace, shown),
        }
