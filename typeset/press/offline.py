"""The network as WeasyPrint finds it when it is imported: there is none, nor what the system says of kinds of files.

Every page that it sets gets what it shows through `fetcher.FolderFetcher`. Python's modules for addresses of all kinds
take a seventh of the time that it takes to import the engine, and would open what no build may open.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

from typeset.later import Later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Headers(dict[str, str]):
    """What WeasyPrint asks of an `email.message.EmailMessage`: the kind of what was fetched, and its encoding."""

    def get_content_type(self) -> str:
        """The kind, without what is said of it besides."""
        return self.get("Content-Type", "text/plain").partition(";")[0].strip().lower()

    def get_param(self, name: str) -> str | None:
        """What is said of the kind under `name`."""
        said = (part.partition("=") for part in self.get("Content-Type", "").split(";")[1:])
        return next((value.strip().strip('"') for key, _, value in said if key.strip().lower() == name), None)


class _Opener:
    """What WeasyPrint's fetcher extends, and ours does not ask."""

    def add_handler(self, _handler: object) -> None:
        """Nothing is opened, so nothing handles it."""


class _Request(Later):
    """`urllib.request` with nobody who opens an address; what only changes one into another does so."""

    OpenerDirector = _Opener

    def __getattr__(self, name: str) -> Callable[..., object]:
        return _nobody if name.endswith(("Handler", "Processor")) else super().__getattr__(name)


def _nobody(*_arguments: object, **_options: object) -> None:
    """Make no handler."""


class _Kinds(Later):
    """`mimetypes`, of which the table is read when it is asked: for files that are attached, and we attach none."""

    class MimeTypes(Later):
        """The table, which has functions as a module has."""

        def __init__(self) -> None:
            super().__init__("mimetypes")


def modules() -> Iterator[ModuleType]:
    """The modules, each of which stands in for the one of its name."""
    yield _Request("urllib.request")
    message = ModuleType("email.message")
    vars(message)["EmailMessage"] = Headers
    yield message
    yield _Kinds("mimetypes")
