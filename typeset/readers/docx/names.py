"""Names of elements and attributes, as lxml writes them."""

from __future__ import annotations

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
VML = "urn:schemas-microsoft-com:vml"
OFFICE = "urn:schemas-microsoft-com:office:office"

# ISO/IEC 29500 Strict gives the same elements other names of namespaces.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", WORD.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", MATH.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATIONSHIPS.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", PICTURE.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/chart", CHART.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/diagram", DIAGRAM.encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", DRAWING.encode()),
)


def w(name: str) -> str:
    """`name` in the namespace of WordprocessingML."""
    return f"{{{WORD}}}{name}"


def r(name: str) -> str:
    """`name` in the namespace of relationships."""
    return f"{{{RELATIONSHIPS}}}{name}"
