"""The PDF for the archive: PDF/A-2u (ISO 19005-2) and PDF/UA-1 in one, or PDF/A-3u with the issue's sources in it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import ImageCms

from typeset.delivery.downsampling import saved
from typeset.delivery.packet import Standard, make_packet
from typeset.delivery.web import tagged
from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from typeset.delivery.consignment import Consignment
    from typeset.diagnostics import Report

# Said here, not asked of the machine, whose tables differ: the same issue gives the same bytes.
_TYPES: Mapping[str, str] = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gif": "image/gif",
    ".html": "text/html",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
}


def deliver(consignment: Consignment, report: Report) -> bytes:  # noqa: ARG001 - the signature of every profile
    """The PDF of readers, made to last."""
    attach = consignment.profiles.archive.attach_issue
    standard = Standard.A_3U if attach else Standard.A_2U
    with pikepdf.open(io.BytesIO(tagged(consignment))) as pdf:
        packet = make_packet(consignment.proof.description, [standard, Standard.UA_1])
        pdf.Root.Metadata = pdf.make_stream(packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        pdf.Root.OutputIntents = pikepdf.Array([_intent(pdf)])
        _remove_what_is_forbidden(pdf)
        if attach:
            _attach(pdf, consignment)
        return saved(pdf)


def _intent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The output intent: colours are those of sRGB (ISO 19005-2, 6.2.3)."""
    profile = pdf.make_stream(srgb(), N=3, Alternate=pikepdf.Name.DeviceRGB)
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent,
            S=pikepdf.Name.GTS_PDFA1,
            OutputConditionIdentifier="sRGB",
            Info="sRGB IEC61966-2.1",
            RegistryName="http://www.color.org",
            DestOutputProfile=profile,
        )
    )


def srgb() -> bytes:
    """An ICC profile of sRGB. The time it was made, bytes 24 to 35 of its header (ICC.1, 7.2.8), is always the same."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[24:36] = b"".join(number.to_bytes(2, "big") for number in (2000, 1, 1, 0, 0, 0))
    data[84:100] = bytes(16)  # the checksum, which may be left out
    return bytes(data)


def _remove_what_is_forbidden(pdf: pikepdf.Pdf) -> None:
    """Pictures are not smoothed (6.2.8), and a list of the glyphs of a font is whole or not there (6.2.11.4.2)."""
    for found in pdf.objects:
        if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if found.get("/Subtype") == pikepdf.Name.Image and "/Interpolate" in found:
            del found["/Interpolate"]
        if found.get("/Type") == pikepdf.Name.FontDescriptor and "/CIDSet" in found:
            del found["/CIDSet"]


def _attach(pdf: pikepdf.Pdf, consignment: Consignment) -> None:
    """Attach every file of the issue's folder, as the source of the whole document (ISO 19005-3, 6.8)."""
    date = f"D:{consignment.edition.date:%Y%m%d}000000Z"
    folder = consignment.edition.folder
    files = []
    for path in sources(folder):
        name = path.relative_to(folder).as_posix()
        attached = pikepdf.AttachedFileSpec(
            pdf,
            path.read_bytes(),
            description=name,
            filename=name,
            mime_type=_TYPES.get(path.suffix.lower(), "application/octet-stream"),
            creation_date=date,
            mod_date=date,
            relationship=pikepdf.Name.Source,
        )
        pdf.attachments[name] = attached
        files.append(attached.obj)
    pdf.Root.AF = pdf.make_indirect(pikepdf.Array(files))


def sources(folder: Path) -> Iterator[Path]:
    """The files of an issue, by name; what is hidden, or lies elsewhere, is none of them."""
    home = folder.resolve()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        hidden = any(part.startswith((".", "~")) for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and path.resolve().is_relative_to(home):
            yield path
