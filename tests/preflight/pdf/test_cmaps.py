"""Character maps as PDFs write them."""

from __future__ import annotations

import pytest

from typeset.preflight.pdf.cmaps import CMap, collection_of, cutting, parse_cmap, predefined


def test_single_characters_ranges_and_lists() -> None:
    found = parse_cmap(
        b"1 begincodespacerange <0000> <ffff> endcodespacerange "
        b"2 beginbfchar <0001> <4e00> <0002> <d840dc00> endbfchar "
        b"2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0061> <00620063>] endbfrange"
    )
    assert found.unicode == {
        1: "一",
        2: "\U00020000",
        0x10: "A",
        0x11: "B",
        0x12: "C",
        0x20: "a",
        0x21: "bc",
    }


def test_cids_name_mode_and_base() -> None:
    found = parse_cmap(
        b"/Base-H usecmap /CMapName /Own-V def /WMode 1 def 1 begincidrange <8140> <8142> 7 endcidrange "
        b"1 begincidchar <20> 1 endcidchar"
    )
    assert found.cids == {0x8140: 7, 0x8141: 8, 0x8142: 9, 0x20: 1}
    assert (found.name, found.mode, found.used) == ("Own-V", 1, "Base-H")


@pytest.mark.parametrize("data", [b"", b"endbfchar <", b"1 beginbfchar <00 endbfchar", b"[ [ ] <zz> endbfrange"])
def test_what_makes_no_sense_is_passed_over(data: bytes) -> None:
    assert parse_cmap(data).unicode in ({}, {0: ""})


def test_a_range_without_end_is_cut() -> None:
    assert len(parse_cmap(b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange").unicode) <= 200_000


def test_codes_of_one_and_two_bytes() -> None:
    assert cutting(predefined("GBK-EUC-H"))(b"A\xb0\xa1B") == [0x41, 0xB0A1, 0x42]
    assert list(cutting(predefined("Identity-H"))(b"\x00A\x4e\x00")) == [0x41, 0x4E00]
    assert cutting(CMap([(1, 0, 0x7F)]))(b"\xff\x41") == [0xFF, 0x41]


@pytest.mark.parametrize(
    ("name", "ordering"),
    [("UniGB-UTF16-H", "GB1"), ("90ms-RKSJ-V", "Japan1"), ("Identity-H", ""), ("ETen-B5-H", "CNS1")],
)
def test_a_map_serves_a_collection(name: str, ordering: str) -> None:
    assert collection_of(name) == ordering
