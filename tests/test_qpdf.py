"""What pikepdf is imported without is there as soon as something asks for it."""

from __future__ import annotations

import subprocess
import sys

_ASKED = """
import sys
from typeset.qpdf import pikepdf
assert "pikepdf.models.metadata" not in sys.modules
pdf = pikepdf.new()
page = pdf.add_blank_page()
with pdf.open_metadata() as metadata:
    metadata["dc:title"] = "题目"
with pdf.open_outline() as outline:
    outline.root.append(pikepdf.OutlineItem("题目", 0))
assert str(pdf.docinfo.Title) == "题目"
assert str(pdf.Root.Outlines.First.Title) == "题目"
assert pikepdf.PdfImage(pikepdf.Stream(pdf, b"0", Subtype=pikepdf.Name.Image, Width=1, Height=1)).size == (1, 1)
assert "pikepdf.models.metadata" in sys.modules
"""


def test_what_is_seldom_used_comes_when_it_is() -> None:
    subprocess.run([sys.executable, "-c", _ASKED], check=True)  # noqa: S603 - our own words
