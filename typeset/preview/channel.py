"""What the server tells open pages as it happens: server-sent events, the last of each kind repeated to newcomers."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

_QUIET_S = 15.0


class Channel(Struct):
    """Belongs to one event loop."""

    _last: dict[str, str] = field(default_factory=dict)
    _listeners: set[asyncio.Queue[str | None]] = field(default_factory=set)
    _closed: bool = False

    def tell(self, kind: str, data: Mapping[str, object]) -> None:
        """Send an event of this `kind` to all who listen."""
        message = f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
        self._last.pop(kind, None)  # so that they stand in the order of their time
        self._last[kind] = message
        for listener in self._listeners:
            listener.put_nowait(message)

    def close(self) -> None:
        """End every stream, so that the server can."""
        self._closed = True
        for listener in self._listeners:
            listener.put_nowait(None)

    async def listen(self) -> AsyncIterator[str]:
        """The events as they come, with a comment now and then that keeps the line open."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        for message in self._last.values():
            queue.put_nowait(message)
        self._listeners.add(queue)
        try:
            while not self._closed:
                try:
                    message_or_end = await asyncio.wait_for(queue.get(), _QUIET_S)
                except TimeoutError:
                    yield ": \n\n"
                    continue
                if message_or_end is None:
                    return
                yield message_or_end
        finally:
            self._listeners.discard(queue)
