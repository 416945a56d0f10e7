"""The printing condition that a PDF is made for: an ICC profile of ink on paper, ours or the printer's own."""

from __future__ import annotations

import io
from importlib import resources
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import Struct
from PIL import ImageCms

from typeset.qpdf import pikepdf

if TYPE_CHECKING:
    from typeset.diagnostics import Report
    from typeset.manifest import Manifest

SHIPPED = "FOGRA39L.icc"
_CLASS, _SPACE, _SIGNATURE = slice(12, 16), slice(16, 20), slice(36, 40)  # of the header, ICC.1:2022, 7.2


class Intent(Struct, frozen=True):
    """A printing condition.

    Attributes:
        data: The ICC profile.
        condition: What the condition is called: its name in the ICC's registry, if it stands there.
        registered: Whether it does.
        description: What the profile calls itself.
    """

    data: bytes
    condition: str
    registered: bool
    description: str

    @property
    def profile(self) -> ImageCms.ImageCmsProfile:
        """The profile, opened."""
        return ImageCms.ImageCmsProfile(io.BytesIO(self.data))

    def dictionary(self, pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
        """The output intent of `pdf` (ISO 15930-7, 6.2; ISO 32000-1, 14.11.5)."""
        profile = pdf.make_stream(self.data, N=4, Alternate=pikepdf.Name.DeviceCMYK)
        intent = pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent,
            S=pikepdf.Name.GTS_PDFX,
            OutputConditionIdentifier=self.condition,
            Info=self.description,
            DestOutputProfile=profile,
        )
        if self.registered:
            intent.RegistryName = "http://www.color.org"
        return intent


def read_intent(manifest: Manifest, report: Report) -> Intent | None:
    """The condition that publication.yaml names, else ours; None, with the reason in `report`, if it cannot be used."""
    name = manifest.publication.profiles.print.intent
    if name is None:
        return shipped_intent()
    place = manifest.publication_place("profiles", "print", "intent")
    folder = place.path.parent
    path = folder / name
    if PurePath(name).is_absolute() or not path.resolve().is_relative_to(folder.parent.resolve()):
        report.add("print.intent-outside", place, file=name)
        return None
    if not path.is_file():
        report.add("print.intent-missing", place, file=name)
        return None
    data = path.read_bytes()
    try:
        description = _described(data)
    except (ImageCms.PyCMSError, OSError) as error:
        report.add("print.intent-broken", place, file=name, reason=str(error))
        return None
    kind, space = (data[part].decode("ascii", "replace").strip() for part in (_CLASS, _SPACE))
    if (kind, space) != ("prtr", "CMYK"):
        report.add("print.intent-kind", place, file=name, kind=kind, space=space)
        return None
    return Intent(data, "Custom", registered=False, description=description or PurePath(name).name)


def shipped_intent() -> Intent:
    """Coated paper in offset by ISO 12647-2: FOGRA39, made by `tools/make_profile.py`."""
    file = resources.files("typeset.icc") / SHIPPED
    return Intent(file.read_bytes(), "FOGRA39", registered=True, description="FOGRA39L, coated, ISO 12647-2:2004/Amd 1")


def _described(data: bytes) -> str:
    if data[_SIGNATURE] != b"acsp":
        raise OSError("acsp")
    return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(data))).strip()
