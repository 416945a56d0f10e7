"""The specimen: a book that sets each rule's example with the rule's id beside it.

specimen.yaml ── read ── Specimen ── render ── HTML ── press ── Proof ── bytes

The data, the templates and the styles are in `layouts/specimen/`; the stages after reading are those of an issue.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct, field

from typeset.delivery.output import write_whole
from typeset.diagnostics import Report
from typeset.errors import ContentError
from typeset.fonts import read_catalogue
from typeset.layout import read_layout
from typeset.manifest import Text
from typeset.markup.parse import parse
from typeset.pipeline import Build
from typeset.profile import Profile
from typeset.render import fill
from typeset.rendering import Rendering
from typeset.schema import Model, validate
from typeset.stopwatch import UNWATCHED
from typeset.yamltext import read_yaml_file

if TYPE_CHECKING:
    from pathlib import Path

    from typeset.layout import Layout
    from typeset.markup.tree import Block
    from typeset.press.proof import Proof
    from typeset.stopwatch import Watch
    from typeset.workspace import Workspace

LAYOUT = "specimen"
DATA = "specimen.yaml"


class RuleEntry(Model, frozen=True, kw_only=True):
    """One rule and its example."""

    id: Annotated[str, Meta(pattern=r"^[A-Z][0-9]{1,2}$", description="编号，与排版要求的编号一致")]
    rule: Annotated[Text, Meta(description="规则，一句短语")]
    source: Annotated[Text, Meta(description="出处的条文")]
    look: Annotated[Text, Meta(description="看点，一行")]
    measure: Annotated[float, Meta(ge=4, le=40, description="行长，字")]
    size: Annotated[float, Meta(ge=6, le=36, description="字号，磅")] = 12
    style: Annotated[list[Text], Meta(description="排法，样式表里的类名")] = field(default_factory=list)
    text: Annotated[Text, Meta(description="样例，用文章的 Markdown 写")]


class ChapterEntry(Model, frozen=True, kw_only=True):
    """A group of rules."""

    letter: Annotated[str, Meta(pattern="^[A-Z]$", description="章的字母，编号的开头")]
    title: Annotated[Text, Meta(description="章名")]
    about: Annotated[Text, Meta(description="一句说明")]
    new_page: Annotated[bool, Meta(description="是否另页起")] = False
    rules: Annotated[list[RuleEntry], Meta(min_length=1, description="规则")]


class SpecimenFile(Model, frozen=True, kw_only=True):
    """specimen.yaml: all that the specimen shows."""

    title: Annotated[Text, Meta(description="书名")]
    mark: Annotated[str, Meta(min_length=1, max_length=1, description="首页上的大字")]
    standfirst: Annotated[Text, Meta(description="首页上的说明")]
    chapters: Annotated[list[ChapterEntry], Meta(min_length=1, description="章")]


class Rule(Struct, frozen=True):
    """A rule with its example as a tree; `classes` are those of the style sheet."""

    id: str
    rule: str
    source: str
    look: str
    measure: float
    size: float
    classes: str
    blocks: tuple[Block, ...]


class Chapter(Struct, frozen=True):
    """A group of rules."""

    letter: str
    title: str
    about: str
    new_page: bool
    rules: tuple[Rule, ...]


class Specimen(Struct, frozen=True):
    """The whole book, and the file it was read from."""

    path: Path
    title: str
    mark: str
    standfirst: str
    chapters: tuple[Chapter, ...]


def read_specimen(layout: Layout, report: Report) -> Specimen | None:
    """Read the first specimen.yaml among the folders of `layout`; None, with errors in `report`, if it is unusable."""
    path = next((data for folder in layout.folders if (data := folder / DATA).is_file()), layout.folders[0] / DATA)
    tree = read_yaml_file(path, report)
    file = validate(SpecimenFile, tree, report) if tree else None
    if file is None or tree is None:
        return None
    chapters = []
    for number, chapter in enumerate(file.chapters):
        rules = []
        for index, rule in enumerate(chapter.rules):
            # A block scalar begins on the line after its indicator.
            line = tree.at(["chapters", number, "rules", index, "text"]).place.line + 1
            rules.append(_rule(rule, parse(rule.text, path, line, report)))
        chapters.append(Chapter(chapter.letter, chapter.title, chapter.about, chapter.new_page, tuple(rules)))
    return None if report.errors else Specimen(path, file.title, file.mark, file.standfirst, tuple(chapters))


def _rule(entry: RuleEntry, blocks: tuple[Block, ...]) -> Rule:
    classes = " ".join(entry.style)
    return Rule(entry.id, entry.rule, entry.source, entry.look, entry.measure, entry.size, classes, blocks)


def render_specimen(specimen: Specimen, layout: Layout, report: Report) -> Rendering | None:
    """The document of the specimen; None, with an error in `report`, where the template is at fault."""
    html = fill(layout, "specimen.html", report, specimen=specimen)
    return None if html is None else Rendering(html, layout.styles, layout.folders[0], layout.folders)


def make_specimen(workspace: Workspace, report: Report, *, watch: Watch = UNWATCHED) -> Proof:
    """Lay out the specimen with the layouts and fonts of `workspace`. Raises ContentError."""
    with watch.stage("layout"):
        layout = read_layout(LAYOUT, workspace.layout_folders, None, report)
        catalogue = read_catalogue(workspace.font_folders, report)
        specimen = read_specimen(layout, report) if layout else None
        rendering = render_specimen(specimen, layout, report) if specimen and layout else None
    if rendering is None or catalogue is None:
        raise ContentError(report)
    from typeset.preflight.glyphs import check_glyphs  # noqa: PLC0415 - WeasyPrint takes 0.6 s, errors come first
    from typeset.press.sheet import lay_out  # noqa: PLC0415

    with watch.stage("press"):
        proof = lay_out(rendering, catalogue, report, watch=watch)
    with watch.stage("preflight"):
        check_glyphs(proof.runs(), catalogue, report)
    return proof


def build_specimen(workspace: Workspace, path: Path, *, watch: Watch = UNWATCHED) -> Build:
    """Build the specimen into the PDF `path`. Raises ContentError or EnvironmentProblem."""
    report = Report()
    proof = make_specimen(workspace, report, watch=watch)
    if report.errors:
        raise ContentError(report)
    identifier = hashlib.sha256(LAYOUT.encode()).hexdigest()[:32]
    with watch.stage("delivery"):
        write_whole(path, proof.write(identifier, variant="pdf/ua-1"))
    return Build({Profile.WEB: path}, proof.page_count, report)
