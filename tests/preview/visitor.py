"""A preview that runs, and someone who asks it things over HTTP."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.desk import COMMAND, environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_PATIENCE_S = 60


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever it holds
        return json.loads(self.body)


@dataclass(frozen=True)
class Visitor:
    """Knows the address that the command printed."""

    address: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    @property
    def token(self) -> str:
        return urlsplit(self.address).query.removeprefix("token=")

    @property
    def cookie(self) -> str:
        return f"typeset-{self.port}={self.token}"

    def ask(
        self, path: str, *, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """What the server answers to someone with the cookie; `headers` come on top of it or stand instead."""
        sent = {"Cookie": self.cookie, "Host": f"127.0.0.1:{self.port}", **(headers or {})}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE_S)
        try:
            connection.putrequest(method, path, skip_host=True)
            for name, value in {**sent, "Content-Length": str(len(body or b""))}.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    @contextmanager
    def listen(self) -> Iterator[Iterator[tuple[str, Any]]]:
        """The events of the stream as they come: kind and data."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE_S)
        connection.request("GET", "/events", headers={"Cookie": self.cookie})
        response = connection.getresponse()
        assert response.getheader("content-type", "").startswith("text/event-stream")

        def events() -> Iterator[tuple[str, Any]]:
            kind = ""
            while line := response.readline().decode():
                if line.startswith("event: "):
                    kind = line.removeprefix("event: ").strip()
                elif line.startswith("data: "):
                    yield kind, json.loads(line.removeprefix("data: "))

        try:
            yield events()
        finally:
            connection.close()


def until(events: Iterator[tuple[str, Any]], kind: str, **wanted: object) -> Any:  # noqa: ANN401
    """The data of the next event of this `kind` that says what is `wanted`."""
    for told, data in events:
        if told == kind and all(data[name] == value for name, value in wanted.items()):
            return data
    raise AssertionError(kind)


@contextmanager
def visiting(root: Path, *arguments: str, language: str = "zh_CN.UTF-8") -> Iterator[Visitor]:
    """Run `typeset preview` in the workspace `root`; it has to end cleanly when interrupted."""
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, "preview", "issue-293", "--no-open", *arguments],
        cwd=root,
        env=environment({"LANG": language}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout
    assert process.stderr
    try:
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, process.stderr.read()
        yield Visitor(found[0], process)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr.read() == ""
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        process.stdout.close()
        process.stderr.close()
