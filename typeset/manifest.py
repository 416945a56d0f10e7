"""Stage one: publication.yaml and issue.yaml become a Manifest, or a report of all that is wrong with them.

In: two YAML files (`source.py`, `yamltext.py`). Out: `Manifest`, whose values remember nothing of YAML; where a
later stage needs the place of a value it asks `Manifest.place`.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, ClassVar

from msgspec import Meta, Struct, field

from typeset.guess import closest
from typeset.schema import Model, validate
from typeset.settings import Level, Profiles
from typeset.source import is_file, is_folder, is_link
from typeset.yamltext import YamlValue, read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typeset.diagnostics import Place, Report

Text = Annotated[str, Meta(min_length=1)]


class Rhythm(StrEnum):
    """How often a periodical appears (出版周期)."""

    WEEKLY = "weekly"
    TEN_DAY = "ten-day"
    SEMI_MONTHLY = "semi-monthly"
    MONTHLY = "monthly"
    BIMONTHLY = "bimonthly"
    QUARTERLY = "quarterly"


class Kind(StrEnum):
    """By which rules a periodical appears (刊物性质)."""

    INTERNAL = "internal"
    PERIODICAL = "periodical"


class Imprint(Model, frozen=True, kw_only=True):
    """The editorial address block (编辑部信息) at the end of an issue."""

    organisation: Annotated[Text | None, Meta(description="单位名称")] = None
    address: Annotated[Text | None, Meta(description="编辑部地址")] = None
    postcode: Annotated[Text | None, Meta(description="邮政编码")] = None
    phone: Annotated[Text | None, Meta(description="电话")] = None
    email: Annotated[Text | None, Meta(description="电子邮箱")] = None
    website: Annotated[Text | None, Meta(description="网址")] = None
    permit: Annotated[Text | None, Meta(description="准印证号（内部资料），印在封面上")] = None
    compiler: Annotated[Text | None, Meta(description="编印单位（内部资料）")] = None
    recipients: Annotated[Text | None, Meta(description="发送对象（内部资料）")] = None
    printer: Annotated[Text | None, Meta(description="印刷单位")] = None
    print_run: Annotated[Annotated[int, Meta(ge=1)] | None, Meta(description="印数")] = None
    issn: Annotated[Text | None, Meta(description="国际标准连续出版物号，例如 1000-0001")] = None
    cn: Annotated[Text | None, Meta(description="国内统一连续出版物号，例如 11-1234/F")] = None
    supervisor: Annotated[Text | None, Meta(description="主管单位")] = None
    publisher: Annotated[Text | None, Meta(description="出版单位")] = None
    chief_editor: Annotated[Text | None, Meta(description="主编")] = None
    distributor: Annotated[Text | None, Meta(description="发行单位")] = None
    notes: Annotated[list[Text], Meta(description="其他要印在编辑部信息里的整行文字")] = field(default_factory=list)

    @property
    def statutory(self) -> tuple[tuple[str, str], ...]:
        """What the regulations want printed, each with its label; the permit stands on the cover."""
        pairs = (
            ("主管", self.supervisor),
            ("出版", self.publisher),
            ("主编", self.chief_editor),
            ("编印单位", self.compiler),
            ("发送对象", self.recipients),
            ("印刷", self.printer),
            ("发行", self.distributor),
            ("印数", f"{self.print_run}册" if self.print_run else None),
            ("ISSN", self.issn),
            ("CN", self.cn),
        )
        return tuple((label, value) for label, value in pairs if value)


class Publication(Model, frozen=True, kw_only=True):
    """publication.yaml: what every issue of the periodical shares."""

    title: Annotated[Text, Meta(description="刊名")]
    sponsor: Annotated[Text, Meta(description="主办单位")]
    kind: Annotated[
        Kind | None, Meta(description="刊物性质：internal 内部资料，periodical 公开发行的期刊；写了才按相应的规定检查")
    ] = None
    notice: Annotated[Text | None, Meta(description="封面上刊头之上的一行，例如“内部资料 免费交流”")] = None
    masthead: Annotated[Text | None, Meta(description="刊头图形（SVG 文件，相对于本文件）；不写则用刊名排出")] = None
    layout: Annotated[Text, Meta(description="版式名，即 layouts/ 下的文件夹")] = "bulletin"
    language: Annotated[Text, Meta(description="正文语言（BCP 47）")] = "zh-CN"
    rhythm: Annotated[Rhythm, Meta(description="出版周期，新建一期时据此推算日期")] = Rhythm.MONTHLY
    sections: Annotated[list[Text], Meta(description="固定栏目，按先后排列")] = field(default_factory=list)
    imprint: Annotated[Imprint, Meta(description="编辑部信息，排在末页页脚")] = Imprint()
    profiles: Annotated[Profiles, Meta(description="各种交付方式的设置")] = Profiles()
    check: Annotated[
        dict[Text, Level],
        Meta(description="typeset check 各条规则的轻重，例如 space-policy: off；规则名见 typeset check --rules"),
    ] = field(default_factory=dict)


class FlatplanEntry(Model, frozen=True, kw_only=True):
    """One article in the flatplan (版面计划); its file alone may be written."""

    short_for: ClassVar[str] = "file"

    file: Annotated[Text, Meta(description="articles/ 下的文件名，可不写 .md")]
    contents: Annotated[bool, Meta(description="是否列入目次")] = True
    highlight: Annotated[bool, Meta(description="是否本期要目")] = False
    short_title: Annotated[Text | None, Meta(description="目次里用的短标题")] = None
    filler: Annotated[bool, Meta(description="是否补白：文件在 issues/fillers/ 里，各期共用，不列入目次")] = False


class FlatplanSection(Model, frozen=True, kw_only=True):
    """One section (栏目) of the issue with its articles in order."""

    title: Annotated[Text, Meta(description="栏目名")]
    articles: Annotated[
        list[FlatplanEntry],
        Meta(description="文章，按先后排列：文件名，或 file、contents、highlight、short_title"),
    ] = field(default_factory=list)


class Issue(Model, frozen=True, kw_only=True):
    """issue.yaml: what this issue alone has, and its flatplan."""

    year: Annotated[int, Meta(ge=1900, le=2999, description="年份")]
    number: Annotated[int, Meta(ge=1, le=999, description="年内期号")]
    total: Annotated[Annotated[int, Meta(ge=1)] | None, Meta(description="总期号")] = None
    date: Annotated[dt.date, Meta(description="出版日期，例如 2023-08-20")]
    layout: Annotated[Text | None, Meta(description="本期版式，不写则用刊物的版式")] = None
    sections: Annotated[list[FlatplanSection], Meta(description="栏目与文章，按先后排列")]


class Manifest(Struct, frozen=True):
    """Both files, validated; `folder` is the issue's own."""

    folder: Path
    publication: Publication
    issue: Issue
    issue_tree: YamlValue
    publication_tree: YamlValue

    def place(self, *location: str | int) -> Place:
        """Where in issue.yaml the value at `location` stands."""
        return self.issue_tree.at(location).place

    def publication_place(self, *location: str | int) -> Place:
        """Where in publication.yaml the value at `location` stands."""
        return self.publication_tree.at(location).place

    @property
    def fillers(self) -> Path:
        """The folder of fillers (补白), which all issues share."""
        return self.folder.parent / "fillers"

    def article_path(self, entry: FlatplanEntry) -> Path:
        """The file of `entry`."""
        name = entry.file if entry.file.endswith(".md") else f"{entry.file}.md"
        return (self.fillers if entry.filler else self.folder / "articles") / name


def read_manifest(folder: Path, publication_file: Path, report: Report) -> Manifest | None:
    """Read the manifest of the issue in `folder`; None, with the errors of both files in `report`, if unusable."""
    manifest = read_files(folder, publication_file, report)
    if manifest:
        check_flatplan(manifest, report)
    return manifest


def read_files(folder: Path, publication_file: Path, report: Report) -> Manifest | None:
    """What the two files say, without a look at the articles; otherwise as `read_manifest`."""
    publication = read_publication(publication_file, report)
    tree = read_yaml_file(folder / "issue.yaml", report)
    issue = validate(Issue, tree, report) if tree else None
    if publication is None or issue is None or tree is None:
        return None
    return Manifest(folder, publication[0], issue, tree, publication[1])


def read_publication(path: Path, report: Report) -> tuple[Publication, YamlValue] | None:
    """Read publication.yaml at `path`; None, with errors in `report`, if unusable."""
    tree = read_yaml_file(path, report)
    publication = validate(Publication, tree, report) if tree else None
    return (publication, tree) if publication and tree else None


def check_flatplan(manifest: Manifest, report: Report) -> None:
    """What no schema can say: files named twice or missing, unknown sections, articles left out, an empty issue."""
    seen: dict[Path, Place] = {}
    fillers, real = manifest.fillers, cache(Path.resolve)
    for s, section in enumerate(manifest.issue.sections):
        _check_section(manifest, s, section.title, manifest.publication.sections, report)
        for a, entry in enumerate(section.articles):
            place = manifest.place("sections", s, "articles", a, "file")
            path = manifest.article_path(entry)
            home = fillers if entry.filler else manifest.folder
            target = path.resolve() if is_link(path) else real(path.parent) / path.name
            if not (_stays_inside(entry.file) and target.is_relative_to(real(home))):
                report.add("manifest.article-outside", place, file=entry.file)
                continue
            if path in seen:
                report.add("manifest.article-twice", place, file=entry.file, first=seen[path].line)
            seen.setdefault(path, place)
            if not is_file(path):
                guess = closest(path.stem, _stems(path.parent))
                report.add(
                    "manifest.article-missing-guess" if guess else "manifest.article-missing",
                    place,
                    file=f"{path.parent.name}/{path.name}",
                    guess=guess,
                )
    if not seen and not report.errors:
        report.add("manifest.empty-issue", manifest.place("sections"))
    planned = {path.name for path in seen if path.parent != fillers}
    for stem in _stems(manifest.folder / "articles"):
        if f"{stem}.md" not in planned:
            report.add(
                "manifest.article-unplanned",
                manifest.place("sections"),
                file=f"articles/{stem}.md",
                stem=stem,
            )


def _check_section(manifest: Manifest, index: int, title: str, known: Sequence[str], report: Report) -> None:
    if known and title not in known:
        place = manifest.place("sections", index, "title")
        report.add("manifest.unknown-section", place, title=title, known="、".join(known))
    if not manifest.issue.sections[index].articles:
        report.add("manifest.empty-section", manifest.place("sections", index), title=title)


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts and ":" not in name


def _stems(folder: Path) -> list[str]:
    if not is_folder(folder):
        return []
    return sorted(path.stem for path in folder.glob("*.md") if path.is_file())
