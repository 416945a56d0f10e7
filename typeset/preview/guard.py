"""Who may ask the server: a browser on this machine that was given the token, and no page from anywhere else.

The token comes in the address that is opened and stays in a cookie, which no script reads and no other site sends. The
`Host` has to be loopback, so that a name that someone points at 127.0.0.1 is of no use (DNS rebinding).
"""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from msgspec import Struct, field
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from typeset.language import say

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
_SAFE = ("GET", "HEAD")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


class Pass(Struct, frozen=True):
    """What a browser has to show, and the port that it has to show it at."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def cookie(self) -> str:
        """The name of the cookie: one a port, since browsers do not tell ports apart."""
        return f"typeset-{self.port}"

    @property
    def address(self) -> str:
        """What is opened in the browser."""
        return f"http://{HOST}:{self.port}/?token={self.token}"

    @property
    def hosts(self) -> frozenset[str]:
        """What the header `Host` may say."""
        return frozenset(f"{name}:{self.port}" for name in _NAMES)

    def shown_in(self, cookies: str) -> bool:
        """Whether the header `Cookie` holds the token."""
        try:
            morsel = SimpleCookie(cookies).get(self.cookie)
        except CookieError:
            return False
        return morsel is not None and self.fits(morsel.value)

    def fits(self, token: str) -> bool:
        """Whether `token` is ours, told in a time that says nothing about it."""
        return secrets.compare_digest(token.encode(), self.token.encode())


class Guard(Struct, frozen=True):
    """Stands before the application: turns away who may not ask, and adds to each answer what it may be used for."""

    app: ASGIApp
    own: Pass

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or turn away."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal:
            await PlainTextResponse(f"{say(refusal)}\n", 403)(scope, receive, sending)
        else:
            await self.app(scope, receive, sending)

    def _refusal(self, scope: Scope, headers: Headers) -> str | None:
        if headers.get("host", "") not in self.own.hosts:
            return "preview.wrong_host"
        origin = headers.get("origin")
        if origin is not None and origin.removeprefix("http://") not in self.own.hosts:
            return "preview.wrong_origin"
        if scope["method"] not in _SAFE and origin is None:
            return "preview.wrong_origin"
        if scope["path"] == "/" and b"token=" in scope["query_string"]:
            return None  # the page itself looks at it
        return None if self.own.shown_in(headers.get("cookie", "")) else "preview.no_token"
