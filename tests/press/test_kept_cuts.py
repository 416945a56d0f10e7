"""Fonts are the same whether their cuts were kept or not; what was kept badly is cut again."""

from __future__ import annotations

import os
import zlib
from typing import TYPE_CHECKING

import pytest

from typeset.diagnostics import Report
from typeset.press import cuts
from typeset.press.cuts import Cut, Cuts
from typeset.press.sheet import lay_out
from typeset.rendering import Rendering

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typeset.typefaces import FontCatalogue

FONT = b"a font, cut"
CUT = Cut(zlib.compress(FONT), len(FONT))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "font.otf"
    path.write_bytes(b"OTTO")
    return path


def made(times: list[str], content: bytes | None = FONT) -> Callable[[], bytes | None]:
    def make() -> bytes | None:
        times.append("made")
        return content

    return make


def test_a_build_with_kept_cuts_gives_the_same_bytes(catalogue: FontCatalogue, tmp_path: Path) -> None:
    def built(cache: Path | None, text: str) -> bytes:
        html = f'<!DOCTYPE html><html lang="zh-CN"><title>试</title><p>{text}<b>黑</b>'
        return lay_out(Rendering(html, (), tmp_path, (tmp_path,), cache), catalogue, Report()).write(
            "x", variant="pdf/ua-1"
        )

    cache = tmp_path / "cache"
    first, again, without = (built(folder, "电子商务动态") for folder in (cache, cache, None))
    assert first == again == without
    kept = {path.name for path in (cache / "fonts").iterdir()}
    assert kept
    assert built(cache, "商务") == built(None, "商务")
    assert {path.name for path in (cache / "fonts").iterdir()} > kept


def test_a_cut_is_made_once_for_all_that_it_depends_on(source: Path, tmp_path: Path) -> None:
    times: list[str] = []
    folder = tmp_path / "fonts"
    assert Cuts(folder).cut(source, [1, 2], made(times)) == CUT
    assert Cuts(folder).cut(source, [1, 2], made(times)) == CUT
    assert len(times) == 1
    Cuts(folder).cut(source, [1, 3], made(times))
    source.write_bytes(b"ttcf")
    Cuts(folder).cut(source, [1, 2], made(times))
    assert len(times) == 3
    in_memory = Cuts()
    in_memory.cut(source, [1, 2], made(times))
    in_memory.cut(source, [1, 2], made(times))
    assert len(times) == 4


def test_a_cut_tells_its_length_and_any_part() -> None:
    assert (len(CUT), CUT[:4], CUT[2:4], CUT[:400], CUT.content()) == (len(FONT), FONT[:4], FONT[2:4], FONT, FONT)


@pytest.mark.parametrize("spoil", [lambda _: b"", lambda data: data[:7], lambda data: data[:-1], lambda _: FONT])
def test_what_was_kept_badly_is_cut_again(spoil: Callable[[bytes], bytes], source: Path, tmp_path: Path) -> None:
    times: list[str] = []
    folder = tmp_path / "fonts"
    Cuts(folder).cut(source, 1, made(times))
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(spoil(whole))
    assert Cuts(folder).cut(source, 1, made(times)) == CUT
    assert len(times) == 2
    assert file.read_bytes() == whole


def test_only_those_used_last_are_kept(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cuts, "_MOST_IN_FOLDER", 2)
    times: list[str] = []
    folder = tmp_path / "fonts"
    for what in "ab":
        Cuts(folder).cut(source, what, made(times))
        for path in folder.iterdir():
            os.utime(path, ns=(len(times), len(times)))
    Cuts(folder).cut(source, "a", made(times))  # so that `b` is the one not used for longest
    Cuts(folder).cut(source, "c", made(times))
    assert len(list(folder.iterdir())) == 2
    Cuts(folder).cut(source, "a", made(times))
    assert len(times) == 3
    Cuts(folder).cut(source, "b", made(times))
    assert len(times) == 4


def test_where_nothing_can_be_kept_it_is_cut_all_the_same(source: Path, tmp_path: Path) -> None:
    (tmp_path / "fonts").write_text("", "utf-8")
    assert Cuts(tmp_path / "fonts").cut(source, 1, made([]))
    assert Cuts(tmp_path).cut(source, 1, made([], None)) is None
