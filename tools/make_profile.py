"""Makes typeset/icc/FOGRA39L.icc: the ICC profile of coated paper in offset, which print PDFs name as their intent.

In: the characterisation data FOGRA39L and the profile sRGB of Debian's package icc-profiles-free (zlib licence), and
ArgyllCMS. Out: the same bytes each time, because the date in the profile's header is that of the data.

    apt-get install icc-profiles-free argyll
    python tools/make_profile.py
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path("/usr/share/color/icc")
TARGET = Path(__file__).resolve().parent.parent / "typeset" / "icc" / "FOGRA39L.icc"
OPTIONS = (
    "-qm",  # lookup tables of medium size: 0.15 ΔE from the data on average, 0.64 at most
    "-bm",
    "-nc",  # without the data: 228 kB
    "-kr",  # black rises with darkness
    "-l300",  # total ink, as the printers of coated paper ask
    "-r0.1",  # the data are averages already
    "-S",  # perceptual and saturation tables for pictures of a screen
    str(SOURCE / "sRGB.icc"),
    "-cmt",  # seen on a screen in an office
    "-dpp",  # seen in print by practical lighting
    "-DFOGRA39L coated (typeset)",
    "-CMade with ArgyllCMS from the characterisation data FOGRA39L, (c) Kai-Uwe Behrmann, zlib licence",
)
# The header's date and time (ICC.1:2022, 7.2.8): when the data were published.
DATE_AT, DATE = 24, (2006, 12, 1, 0, 0, 0)


def make() -> None:
    """Run colprof in a folder of its own, and set the date."""
    colprof = shutil.which("colprof")
    data = SOURCE / "FOGRA39L.ti3"
    if colprof is None or not data.is_file():
        sys.exit("apt-get install icc-profiles-free argyll")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(data, folder)
        subprocess.run([colprof, *OPTIONS, "-Omade.icc", "FOGRA39L"], cwd=folder, check=True)  # noqa: S603 - found above
        profile = bytearray((Path(folder) / "made.icc").read_bytes())
    struct.pack_into(">6H", profile, DATE_AT, *DATE)
    TARGET.write_bytes(profile)


if __name__ == "__main__":
    make()
