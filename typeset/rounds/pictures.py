"""What changed to the eye: which page stands opposite which, and where two pages look different."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageChops, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pypdfium2

# Pages are compared at this resolution; steps of grey below the threshold are the rounding of the renderer.
_DPI = 100
_THRESHOLD = 40
# Differences nearer than about two cells are one region.
_CELL_PX = 8


class Region(NamedTuple):
    """Where two pages differ: edges as parts of the page, from the top left."""

    left: float
    top: float
    right: float
    bottom: float


def pair_pages(before: Sequence[str], after: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Which page, from 1, stands opposite which, told by what they say; None where there is nothing opposite."""
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        (a + step + 1 if a + step < b else None, c + step + 1 if c + step < d else None)
        for _, a, b, c, d in blocks
        for step in range(max(b - a, d - c))
    ]


def draw(document: pypdfium2.PdfDocument, page: int) -> Image.Image:
    """Page `page`, from 1, as a picture."""
    picture: Image.Image = document[page - 1].render(scale=_DPI / 72).to_pil()
    return picture.convert("RGB")


def differences(one: Image.Image, other: Image.Image) -> tuple[Region, ...]:
    """Where the two look different; the whole page where their sizes differ."""
    if one.size != other.size:
        return (Region(0, 0, 1, 1),)
    difference = ImageChops.difference(one, other).convert("L").point(lambda step: 255 if step > _THRESHOLD else 0)
    if difference.getbbox() is None:
        return ()
    size = (-(-one.width // _CELL_PX), -(-one.height // _CELL_PX))
    whole = Image.new("L", (size[0] * _CELL_PX, size[1] * _CELL_PX))
    whole.paste(difference)
    cells = whole.reduce(_CELL_PX).point(lambda step: 255 if step else 0).filter(ImageFilter.MaxFilter(3))
    scale = (_CELL_PX / one.width, _CELL_PX / one.height)
    return tuple(
        Region(left * scale[0], top * scale[1], min(right * scale[0], 1), min(bottom * scale[1], 1))
        for left, top, right, bottom in _islands(cells)
    )


def _islands(cells: Image.Image) -> Iterator[tuple[int, int, int, int]]:
    """The bounding boxes of the cells that hang together, from the top."""
    width, height = cells.size
    data = cells.tobytes()
    left = {index for index, value in enumerate(data) if value}
    for start in sorted(left):
        if start not in left:
            continue
        island, border = {start}, [start]
        left.discard(start)
        while border:
            x, y = border[-1] % width, border.pop() // width
            near = ((x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
            found = {v * width + u for u, v in near if 0 <= u < width and 0 <= v < height} & left
            left -= found
            island |= found
            border.extend(found)
        columns, rows = [cell % width for cell in island], [cell // width for cell in island]
        yield min(columns), min(rows), max(columns) + 1, max(rows) + 1
