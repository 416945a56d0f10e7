"""The server: the page, its pictures and texts, and the stream of what happens. Loopback only; see `guard.py`."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import socket
from html import escape
from importlib import resources
from string import Template
from typing import TYPE_CHECKING

import uvicorn
from msgspec import Struct
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from typeset.diagnostics import Diagnostic
from typeset.errors import EnvironmentProblem
from typeset.language import say, spoken, words
from typeset.preview import editors
from typeset.preview.channel import Channel
from typeset.preview.checking import output
from typeset.preview.guard import HOST, Guard, Pass
from typeset.preview.live import Live
from typeset.preview.resident import Resident, residing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path
    from types import FrameType

    from starlette.requests import Request

    from typeset.workspace import Workspace

PORT = 4293
_NARROWEST_PX, _WIDEST_PX = 40, 4000
_MOST_HITS = 200
_KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_FOREVER = {"cache-control": "private, max-age=31536000, immutable"}
_NOT_KEPT = {"cache-control": "no-store"}


def bind(port: int | None) -> socket.socket:
    """A socket on loopback: `port`, or the usual one, or any where that is taken. Raises EnvironmentProblem."""
    for tried in (PORT, 0) if port is None else (port,):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listening.bind((HOST, tried))
            listening.listen()  # whoever has the address may come at once
        except OSError as error:
            listening.close()
            if port is not None or error.errno != errno.EADDRINUSE:
                values = {"port": tried, "reason": error.strerror or ""}
                raise EnvironmentProblem(Diagnostic("preview.port", None, values)) from None
        else:
            return listening
    raise AssertionError  # the system always has a free port, or says why not


class Desk(Struct, frozen=True):
    """What the answers need."""

    resident: Resident
    channel: Channel
    own: Pass
    static: dict[str, bytes]

    async def page(self, request: Request) -> Response:
        """The page itself; with the token in the address it gets the cookie."""
        token = request.query_params.get("token")
        if token is not None and not self.own.fits(token):
            return PlainTextResponse(f"{say('preview.no_token')}\n", 403)
        response = HTMLResponse(self._html(), headers=_NOT_KEPT)
        if token is not None:
            response.set_cookie(self.own.cookie, token, httponly=True, samesite="strict", path="/")
        return response

    def _html(self) -> str:
        workspace = self.resident.workspace
        given = {
            "words": words("preview_page"),
            "root": workspace.root.as_posix(),
            "visual": " ".join(editors.visual()[:1]),
            "issue": self.resident.folder.name,
        }
        data = json.dumps(given, ensure_ascii=False).replace("<", "\\u003c")
        shown = {f"w_{name}": escape(text) for name, text in words("preview_page").items()}
        html = self.static["page.html"].decode()
        language = {"zh": "zh-CN"}.get(spoken(), spoken())
        return Template(html).substitute(shown, language=language, data=data, issue=escape(self.resident.folder.name))

    async def asset(self, request: Request) -> Response:
        """A file of ours; only those that were read at the start exist."""
        name = request.path_params["name"]
        data, kind = self.static.get(name), _KINDS.get(name.rpartition(".")[2])
        if data is None or kind is None:
            return PlainTextResponse("", 404)
        return Response(data, media_type=kind, headers=_NOT_KEPT)

    async def events(self, _request: Request) -> Response:
        """What happens, as it happens."""
        return StreamingResponse(self.channel.listen(), media_type="text/event-stream", headers=_NOT_KEPT)

    async def picture(self, request: Request) -> Response:
        """A page by its looks, drawn as wide as asked for."""
        width = request.query_params.get("width", "")
        if not (width.isascii() and width.isdigit() and _NARROWEST_PX <= int(width) <= _WIDEST_PX):
            return PlainTextResponse("", 400)
        data = await asyncio.to_thread(self.resident.picture, request.path_params["key"], int(width))
        if data is None:
            return PlainTextResponse("", 404, headers=_NOT_KEPT)
        return Response(data, media_type="image/png", headers=_FOREVER)

    async def blocks(self, request: Request) -> Response:
        """The text of a page: each block with its box, its file and its line."""
        snapshot, number = self.resident.snapshot, request.path_params["number"]
        found = snapshot.blocks.get(number, ()) if snapshot else ()
        shown = self.resident.workspace.shown
        data = [
            {
                "file": shown(self.resident.folder / block.file) if block.file else "",
                "line": block.line,
                "text": block.text,
                "lines": [list(line[1:]) for line in block.lines],
            }
            for block in found
        ]
        return JSONResponse(data, headers=_NOT_KEPT)

    async def search(self, request: Request) -> Response:
        """Where the words stand."""
        snapshot, asked = self.resident.snapshot, request.query_params.get("q", "")[:100]
        hits = snapshot.search(asked, _MOST_HITS) if snapshot else ()
        data = [
            {"page": hit.page, "before": hit.before, "match": hit.match, "after": hit.after, "box": list(hit.box)}
            for hit in hits
        ]
        return JSONResponse(data, headers=_NOT_KEPT)

    async def finished(self, _request: Request) -> Response:
        """The finished PDF of the last check."""
        path = output(self.resident.workspace, self.resident.folder)
        if not path.is_file():
            return PlainTextResponse("", 404, headers=_NOT_KEPT)
        return Response(path.read_bytes(), media_type="application/pdf", headers=_NOT_KEPT)

    async def open(self, request: Request) -> Response:
        """Open a file of the workspace in the editor of `$VISUAL`."""
        try:
            asked = await request.json()
            name, line = str(asked["file"]), int(asked["line"])
        except (ValueError, KeyError, TypeError):
            return PlainTextResponse("", 400)
        path, editor = editors.text_file(self.resident.workspace, name), editors.visual()
        if path is None or not editor:
            return PlainTextResponse("", 404)
        try:
            editors.open_at(editor, path, line)
        except OSError as error:
            return PlainTextResponse(error.strerror or "", 500)
        return Response(status_code=204)

    def routes(self) -> list[Route]:
        """All that is served."""
        return [
            Route("/", self.page),
            Route("/static/{name}", self.asset),
            Route("/events", self.events),
            Route("/page/{key}", self.picture),
            Route("/blocks/{number:int}", self.blocks),
            Route("/search", self.search),
            Route("/issue.pdf", self.finished),
            Route("/open", self.open, methods=["POST"]),
        ]


class _Server(uvicorn.Server):
    """Ends the streams when it is told to stop: it would wait for them otherwise."""

    def __init__(self, config: uvicorn.Config, live: Live) -> None:
        super().__init__(config)
        self._live = live

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._live.stop()
        super().handle_exit(sig, frame)


def static_files() -> dict[str, bytes]:
    """Our own files of the page, by name."""
    folder = resources.files("typeset.preview").joinpath("static")
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def serve(
    workspace: Workspace, folder: Path, port: int | None, ready: Callable[[str], None] = lambda _address: None
) -> None:
    """Show the issue in `folder` until interrupted; `ready` is told the address. Raises EnvironmentProblem."""
    with bind(port) as listening:
        own = Pass(listening.getsockname()[1])
        with residing():
            asyncio.run(_serve(Resident(workspace, folder), own, listening, ready))


async def _serve(resident: Resident, own: Pass, listening: socket.socket, ready: Callable[[str], None]) -> None:
    channel = Channel()
    live = Live(resident, channel)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        running = asyncio.create_task(live.run())
        ready(own.address)
        yield
        live.stop()
        with contextlib.suppress(asyncio.CancelledError):
            await running

    desk = Desk(resident, channel, own, static_files())
    app = Guard(Starlette(routes=desk.routes(), lifespan=lifespan), own)
    config = uvicorn.Config(app, log_level="error", access_log=False, server_header=False, timeout_graceful_shutdown=1)
    await _Server(config, live).serve(sockets=[listening])
