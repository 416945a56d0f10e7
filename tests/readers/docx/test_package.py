"""What is no Word document, or a harmful one, gets a diagnostic that says so."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.manuscripts import Parts, p, rel, rels
from typeset.readers.kinds import read_manuscript

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = Parts(p("题目") + p("正文一段。")).data()
DOCUMENT = "word/document.xml"


def changed(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.namelist():
            if info != name:
                new.writestr(info, old.read(info))
        new.writestr(name, data)
    return made.getvalue()


def body(text: str, head: str = "") -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'{head}<w:document xmlns:w="{word}"><w:body>{text}</w:body></w:document>'.encode()


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (OLE + bytes(600), "import.old-word"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "import.encrypted"),
        (GOOD[:300], "import.zip-broken"),
        (b"PK\x03\x04", "import.zip-broken"),
        (GOOD.replace(b"PK\x01\x02", b"PK\x01\x09"), "import.zip-broken"),
        (changed(DOCUMENT, b"<w:document"), "import.xml-broken"),
        (changed(DOCUMENT, body("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", BOMB)), "import.doctype"),
        (changed(DOCUMENT, body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", OUTSIDE)), "import.doctype"),
        (changed(DOCUMENT, b"<a/>"), "import.no-document"),
        (changed(DOCUMENT, body("")), "import.nothing"),
        (changed("xl/workbook.xml", b"<a/>"), "import.other-office"),
        (changed("content.xml", b"<a/>"), "import.other-office"),
        (changed("_rels/.rels", rels(rel("a", "officeDocument", "../../x")).encode()), None),
        (changed(DOCUMENT, body("<w:p>" * 400 + "</w:p>" * 400)), "import.xml-broken"),
        (changed(DOCUMENT, body("<w:p><w:r><w:t>" + "零" * 9_000_000 + "</w:t></w:r></w:p>")), "import.too-much"),
    ],
)
def test_a_bad_package_has_a_diagnostic(data: bytes, code: str | None) -> None:
    reading = read_manuscript(data, "a.docx")
    codes = [diagnostic.code for diagnostic in reading.report]
    assert codes == ([code] if code else [])
    assert (reading.manuscript is None) is bool(code)


def test_a_bomb_is_not_unpacked() -> None:
    data = changed("word/styles.xml", b" " * 40_000_000)
    assert len(data) < 100_000
    assert [diagnostic.code for diagnostic in read_manuscript(data, "a.docx").report] == ["import.too-much"]


def test_the_diagnostic_names_the_place_inside_the_file() -> None:
    reading = read_manuscript(changed(DOCUMENT, body("<w:p>\n<w:r></w:p>")), "a.docx")
    (diagnostic,) = reading.report
    assert diagnostic.values["part"] == DOCUMENT
    assert diagnostic.values["line"] == 2
    assert diagnostic.hint()
