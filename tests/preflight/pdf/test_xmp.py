"""Metadata: packets in their many forms, and dates in both notations."""

from __future__ import annotations

import pytest
from pikepdf import Name, String

from tests.preflight import made
from tests.preflight.made import copied, print_pdf, saved
from typeset.preflight.document import Document
from typeset.preflight.pdf.xmp import Metadata, metadata_of


def read(packet: bytes | None = None, **information: str) -> Metadata:
    pdf = copied(print_pdf())
    if packet is not None:
        made.metadata(pdf, packet)
    for key, value in information.items():
        pdf.trailer.Info[f"/{key}"] = String(value)
    return Document(saved(pdf), "a.pdf").once(metadata_of)


def test_elements_and_attributes_are_both_properties() -> None:
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1">'
        b'<own:a xmlns:own="urn:own">b</own:a></rdf:Description></rdf:RDF></x:xmpmeta>'
    )
    assert read(packet).values == {"pdfuaid:part": ("1",), "{urn:own}a": ("b",)}


@pytest.mark.parametrize("packet", [b"", b"<x>", b"\xff\xfe", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'])
def test_a_packet_that_cannot_be_read_is_not_sound(packet: bytes) -> None:
    found = read(packet)
    assert (found.present, found.sound) == (True, False)


@pytest.mark.parametrize(
    "date", ["D:20230820000000Z", "D:20230820080000+08'00'", "D:20230819190000-05'00", "D:20230820", "D:202308200000"]
)
def test_dates_agree_by_the_moment(date: str) -> None:
    assert list(read(ModDate=date).differences()) == []


@pytest.mark.parametrize("date", ["D:20230821", "yesterday", "D:20230820000000+08'00'", "D:20239999"])
def test_dates_that_differ_are_told(date: str) -> None:
    assert list(read(ModDate=date).differences()) == ["ModDate"]


def test_what_xmp_lacks_is_a_difference() -> None:
    assert list(read(Author="甲").differences()) == ["Author"]
    assert list(read(made.print_xmp(dc_creator="甲"), Author="甲").differences()) == []


def test_the_text_of_no_language_is_noted() -> None:
    assert read().defaults == {"dc:title"}


def test_trapped_is_a_name() -> None:
    pdf = copied(print_pdf())
    pdf.trailer.Info.Trapped = Name("/True")
    assert Document(saved(pdf), "a.pdf").once(metadata_of).information["/Trapped"] == "True"
