"""Writes the figures of the documentation into docs/pictures: `make figures`. Names given make those alone."""

from __future__ import annotations

import os
import sys
from itertools import chain

from PIL import Image

from tools.figures.desk import PICTURES, ROOT
from tools.figures.screen import screens
from tools.figures.sheets import sheets
from tools.figures.snippets import snippets
from tools.figures.strips import strips

LARGEST_BYTES = 300_000
COLOURS = 128


def main(names: list[str]) -> int:
    """Write the figures; 1 where one is too large."""
    os.environ["LC_ALL"] = "zh_CN.UTF-8"  # what the pictures say
    fine = True
    makers = {"line": strips, "page": sheets, "tutorial": sheets, "preview": screens}
    asked = dict.fromkeys(makers.get(name.partition("-")[0], snippets) for name in names)
    for name, picture in chain.from_iterable(make() for make in asked or (strips, sheets, screens, snippets)):
        if names and name not in names:
            continue
        path = PICTURES / f"{name}.png"
        picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
        size = path.stat().st_size
        fine = fine and size < LARGEST_BYTES
        sys.stdout.write(f"{path.relative_to(ROOT)}\t{picture.width}×{picture.height}\t{size // 1000} kB\n")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
