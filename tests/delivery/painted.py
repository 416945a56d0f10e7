"""What a PDF paints with, found by walking all that its pages lead to; knows nothing of how it was made."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

COLOURS = frozenset(["g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"])
SCREEN_SPACES = ("/DeviceRGB", "/CalRGB", "/CalGray", "/Lab", "/ICCBased", "/Indexed")


def pdf_of(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def streams(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    """Every content stream, with its page: pages, forms, tiles, and the forms of soft masks."""
    seen: set[tuple[int, int]] = set()

    def below(number: int, resources: pikepdf.Object) -> Iterator[tuple[int, Any]]:
        inner = [*resources.get("/XObject", {}).values(), *resources.get("/Pattern", {}).values()]
        inner += [s.SMask.G for s in resources.get("/ExtGState", {}).values() if "/G" in s.get("/SMask", {})]
        for thing in inner:
            if thing.objgen in seen or ("/BBox" not in thing):
                continue
            seen.add(thing.objgen)
            yield number, thing
            yield from below(number, thing.get("/Resources", pikepdf.Dictionary()))

    for number, page in enumerate(pdf.pages, 1):
        yield number, page.obj
        yield from below(number, page.obj.Resources)


def colours(pdf: pikepdf.Pdf) -> Counter[tuple[str, ...]]:
    """Every setting of a colour: the operator and its operands."""
    found: Counter[tuple[str, ...]] = Counter()
    for _, stream in streams(pdf):
        for instruction in pikepdf.parse_content_stream(stream):
            if str(instruction.operator) in COLOURS:
                found[(str(instruction.operator), *(str(operand) for operand in instruction.operands))] += 1
    return found


def screen_colours(pdf: pikepdf.Pdf) -> list[str]:
    """Whatever is not in inks: operators, and the spaces of pictures, gradients, groups and resources."""
    found = [" ".join(setting) for setting in colours(pdf) if setting[0].lower() in {"rg", "sc"}]
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            group = thing.get("/Group", pikepdf.Dictionary())
            places = [thing.get("/ColorSpace"), group.get("/CS"), *_shading_spaces(thing)]
            found += [str(space) for space in places if any(name in _named(space) for name in SCREEN_SPACES)]
    return found


def _shading_spaces(thing: pikepdf.Object) -> list[object]:
    return [thing.Shading.get("/ColorSpace")] if isinstance(thing.get("/Shading"), pikepdf.Dictionary) else []


def _named(space: object) -> str:
    return space.unparse(resolved=True).decode("latin-1") if isinstance(space, pikepdf.Object) else ""


def overprinting(pdf: pikepdf.Pdf) -> Iterator[tuple[int, bool, tuple[float, ...] | None, str]]:
    """Each painting: the page, whether overprint is on, the fill (cyan, magenta, yellow, black), the operator."""
    for number, stream in streams(pdf):
        states = stream.Resources.get("/ExtGState", {})
        stack: list[tuple[bool, tuple[float, ...] | None]] = []
        on, fill = False, None
        for instruction in pikepdf.parse_content_stream(stream):
            operator, operands = str(instruction.operator), [*instruction.operands]
            if operator == "q":
                stack.append((on, fill))
            elif operator == "Q":
                on, fill = stack.pop()
            elif operator == "k":
                fill = tuple(float(n) for n in operands)
            elif operator in {"cs", "scn"}:
                fill = None
            elif operator == "gs":
                on = bool(states[str(operands[0])].get("/op", on))
            elif operator in {"Tj", "TJ", "f", "f*", "B", "S", "sh", "Do"}:
                yield number, on, fill, operator
