"""Stage three: a layout folder becomes a Layout: style sheets in order and where templates are found.

In: `layouts/NAME/layout.yaml`. Out: `Layout`. A layout that extends another has its templates looked up before the
other's, and its style sheets applied after them, so a house layout is a folder with the few files that differ.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct, field

from typeset.guess import closest
from typeset.manifest import Text
from typeset.schema import Bounds, Model, validate
from typeset.source import SourceText, is_file, read_source
from typeset.yamltext import YamlValue, read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from typeset.diagnostics import Place, Report

_PERCENT = "(?:100|[0-9]{1,2})"
Colour = Annotated[str, Meta(pattern="^#[0-9a-fA-F]{6}$")]
Formula = Annotated[str, Meta(pattern=f"^C{_PERCENT} M{_PERCENT} Y{_PERCENT} K{_PERCENT}$")]


class Placement(StrEnum):
    """Where the contents (目次) stand."""

    COVER = "cover"
    HIGHLIGHTS = "highlights"
    PAGE = "page"


class FitBounds(Model, frozen=True, kw_only=True):
    """How far copy-fitting may go with the body (`typeset.copyfit`); the natural values stand in the style sheets."""

    lines: Annotated[Bounds, Meta(description="每页行数，样式表里的 --lines")]
    characters: Annotated[Bounds, Meta(description="每行字数，样式表里的 --characters")]
    gap: Annotated[Bounds, Meta(description="两篇之间的空行，样式表里的 --gap")]

    def ranges(self) -> tuple[tuple[int, int], ...]:
        """The bounds in the order of `Setting`."""
        return self.lines, self.characters, self.gap


class LayoutFile(Model, frozen=True, kw_only=True):
    """layout.yaml: what a layout folder holds."""

    title: Annotated[Text, Meta(description="版式的中文名")]
    description: Annotated[Text | None, Meta(description="一句话说明")] = None
    extends: Annotated[Text | None, Meta(description="沿用哪个版式")] = None
    offered: Annotated[bool, Meta(description="是否列给编辑选用；不是给期刊用的版式写 false")] = True
    styles: Annotated[list[Text], Meta(description="样式表，按先后排列；变量放在第一个")] = field(default_factory=list)
    contents: Annotated[
        Annotated[list[Placement], Meta(min_length=1)] | None,
        Meta(
            description="目次的位置，按优先次序：cover 全在封面，highlights 封面只列要目、另有目次页，page 只有目次页"
        ),
    ] = None
    fit: Annotated[FitBounds | None, Meta(description="凑页数时每页行数、每行字数、篇间空行可以改到多少")] = None
    inks: Annotated[
        dict[Colour, Formula],
        Meta(description="付印时的油墨：样式表里的颜色对四色的百分数，例如 #a8141c 对 C0 M100 Y100 K30"),
    ] = field(default_factory=dict)


class Layout(Struct, frozen=True):
    """A layout with all that it inherits; `folders` has the layout's own first, `styles` the inherited ones first.

    `inks` has cyan, magenta, yellow and black, 0 to 1, for colours of the style sheets (`#rrggbb`, lower case).
    """

    name: str
    title: str
    description: str
    folders: tuple[Path, ...]
    styles: tuple[SourceText, ...]
    placements: tuple[Placement, ...]
    offered: bool = True
    fit: FitBounds | None = None
    inks: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


class _Link(Struct, frozen=True):
    """One layout in the chain of those that extend one another."""

    folder: Path
    file: LayoutFile
    tree: YamlValue


def layout_names(folders: Sequence[Path]) -> list[str]:
    """The names of all layouts in `folders`."""
    return sorted({path.parent.name for folder in folders for path in folder.glob("*/layout.yaml")})


def read_layout(name: str, folders: Sequence[Path], asked_at: Place | None, report: Report) -> Layout | None:
    """Read the layout `name` from the first of `folders` that has it; None, with errors in `report`, if it is unusable.

    `asked_at` is where the name was written.
    """
    chain: list[_Link] = []
    wanted, place = name, asked_at
    while True:
        # A layout that extends its own name means the one of that name which it stands before.
        own = chain[-1].folder if chain and chain[-1].folder.name == wanted else None
        rest = folders[folders.index(own.parent) + 1 :] if own else folders
        folder = next((f / wanted for f in rest if is_file(f / wanted / "layout.yaml")), own)
        if folder is None or PurePosixPath(wanted).name != wanted or wanted == "..":
            known = layout_names(folders)
            guess = closest(wanted, known)
            code = "layout.unknown-guess" if guess else "layout.unknown"
            report.add(code, place, name=wanted, guess=guess, known="、".join(known))
            return None
        if any(folder == link.folder for link in chain):
            report.add("layout.cycle", place, chain=" → ".join([*(link.folder.name for link in chain), wanted]))
            return None
        tree = read_yaml_file(folder / "layout.yaml", report)
        file = validate(LayoutFile, tree, report) if tree else None
        if file is None or tree is None:
            return None
        chain.append(_Link(folder, file, tree))
        if file.extends is None:
            break
        wanted, place = file.extends, tree.at(["extends"]).place
    return _assemble(name, chain, report)


def _assemble(name: str, chain: list[_Link], report: Report) -> Layout | None:
    styles: list[SourceText] = []
    for link in reversed(chain):
        for index, style in enumerate(link.file.styles):
            path = link.folder / style
            if not path.resolve().is_relative_to(link.folder.resolve()):
                report.add("layout.style-outside", link.tree.at(["styles", index]).place, style=style)
                continue
            source = read_source(path, report)
            if source:
                styles.append(source)
    if report.errors:
        return None
    inks = {colour.lower(): formula for link in reversed(chain) for colour, formula in link.file.inks.items()}
    placements = next((link.file.contents for link in chain if link.file.contents), [Placement.COVER])
    return Layout(
        name=name,
        title=chain[0].file.title,
        description=chain[0].file.description or "",
        folders=tuple(link.folder for link in chain),
        styles=tuple(styles),
        placements=tuple(placements),
        offered=chain[0].file.offered,
        fit=next((link.file.fit for link in chain if link.file.fit), None),
        inks={colour: _shares(formula) for colour, formula in inks.items()},
    )


def _shares(formula: str) -> tuple[float, ...]:
    return tuple(int(number) / 100 for number in re.findall(r"\d+", formula))
