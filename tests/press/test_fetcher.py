"""What pages may load: files below given folders, and what an address holds itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from typeset.press.fetcher import FolderFetcher, engine_name
from typeset.press.offline import Headers

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.svg", "image/svg+xml"),
        ("图 1.SVG", "image/svg+xml"),
        ("a.css", "text/css"),
        ("a.png", "application/octet-stream"),
    ],
)
def test_a_file_and_its_kind(name: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"data")
    fetcher = FolderFetcher([tmp_path])
    address = fetcher.address(tmp_path / name)
    response = fetcher.fetch(address)
    assert (response.read(), response.content_type) == (b"data", kind)
    assert fetcher.files == {engine_name(address): tmp_path / name}


@pytest.mark.parametrize(
    ("address", "kind", "data"),
    [
        ("data:image/svg+xml,%3Csvg/%3E", "image/svg+xml", b"<svg/>"),
        ("data:image/png;base64,AQ%49D", "image/png", b"\x01\x02\x03"),
        ("data:,a", "text/plain", b"a"),
        ("DATA:text/css;charset=utf-8,a", "text/css", b"a"),
    ],
)
def test_what_an_address_holds(address: str, kind: str, data: bytes, tmp_path: Path) -> None:
    response = FolderFetcher([tmp_path]).fetch(address)
    assert (response.content_type, response.read()) == (kind, data)


@pytest.mark.parametrize(
    "address",
    [
        "data:nothing",
        "data:;base64,A",
        "http://example.org/a.png",
        "file:///etc/hostname",
        "http://folder-0.invalid/../a",
    ],
)
def test_nothing_else_is_loaded(address: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "a").touch()
    with pytest.raises(ValueError):  # noqa: PT011 - of whichever kind
        FolderFetcher([tmp_path / "in"]).fetch(address)


def test_headers_tell_kind_and_encoding() -> None:
    headers = Headers({"Content-Type": 'Text/HTML; Charset="utf-8"'})
    assert (headers.get_content_type(), headers.get_param("charset")) == ("text/html", "utf-8")
    assert (Headers().get_content_type(), Headers().get_param("charset")) == ("text/plain", None)
