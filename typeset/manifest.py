"""Stage one: publication.yaml and issue.yaml become a Manifest, or a report of all that is wrong with them.

In: two YAML files (`source.py`, `yamltext.py`). Out: `Manifest`, whose values remember nothing of YAML; where a
later stage needs the place of a value it asks `Manifest.place`.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Struct
from pydantic import BeforeValidator, Field

from typeset.guess import closest
from typeset.schema import Model, validate
from typeset.settings import Level, Profiles
from typeset.source import is_file, is_folder
from typeset.yamltext import YamlValue, read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from typeset.diagnostics import Place, Report

Text = Annotated[str, Field(min_length=1)]


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


class Imprint(Model):
    """The editorial address block (编辑部信息) at the end of an issue."""

    organisation: Text | None = Field(None, description="单位名称")
    address: Text | None = Field(None, description="编辑部地址")
    postcode: Text | None = Field(None, description="邮政编码")
    phone: Text | None = Field(None, description="电话")
    email: Text | None = Field(None, description="电子邮箱")
    website: Text | None = Field(None, description="网址")
    permit: Text | None = Field(None, description="准印证号（内部资料），印在封面上")
    compiler: Text | None = Field(None, description="编印单位（内部资料）")
    recipients: Text | None = Field(None, description="发送对象（内部资料）")
    printer: Text | None = Field(None, description="印刷单位")
    print_run: int | None = Field(None, description="印数", ge=1)
    issn: Text | None = Field(None, description="国际标准连续出版物号，例如 1000-0001")
    cn: Text | None = Field(None, description="国内统一连续出版物号，例如 11-1234/F")
    supervisor: Text | None = Field(None, description="主管单位")
    publisher: Text | None = Field(None, description="出版单位")
    chief_editor: Text | None = Field(None, description="主编")
    distributor: Text | None = Field(None, description="发行单位")
    notes: list[Text] = Field([], description="其他要印在编辑部信息里的整行文字")

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


class Publication(Model):
    """publication.yaml: what every issue of the periodical shares."""

    title: Text = Field(description="刊名")
    sponsor: Text = Field(description="主办单位")
    kind: Kind | None = Field(
        None, description="刊物性质：internal 内部资料，periodical 公开发行的期刊；写了才按相应的规定检查"
    )
    notice: Text | None = Field(None, description="封面上刊头之上的一行，例如“内部资料 免费交流”")
    masthead: Text | None = Field(None, description="刊头图形（SVG 文件，相对于本文件）；不写则用刊名排出")
    layout: Text = Field("bulletin", description="版式名，即 layouts/ 下的文件夹")
    language: Text = Field("zh-CN", description="正文语言（BCP 47）")
    rhythm: Rhythm = Field(Rhythm.MONTHLY, description="出版周期，新建一期时据此推算日期")
    sections: list[Text] = Field([], description="固定栏目，按先后排列")
    imprint: Imprint = Field(Imprint(), description="编辑部信息，排在末页页脚")
    profiles: Profiles = Field(Profiles(), description="各种交付方式的设置")
    check: dict[Text, Level] = Field(
        {}, description="typeset check 各条规则的轻重，例如 space-policy: off；规则名见 typeset check --rules"
    )


class FlatplanEntry(Model):
    """One article in the flatplan (版面计划)."""

    file: Text = Field(description="articles/ 下的文件名，可不写 .md")
    contents: bool = Field(default=True, description="是否列入目次")
    highlight: bool = Field(default=False, description="是否本期要目")
    short_title: Text | None = Field(None, description="目次里用的短标题")
    filler: bool = Field(default=False, description="是否补白：文件在 issues/fillers/ 里，各期共用，不列入目次")


def _entry_from_name(value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
    return {"file": value} if isinstance(value, str) else value


class FlatplanSection(Model):
    """One section (栏目) of the issue with its articles in order."""

    title: Text = Field(description="栏目名")
    articles: list[
        Annotated[FlatplanEntry, BeforeValidator(_entry_from_name, json_schema_input_type=str | FlatplanEntry)]
    ] = Field([], description="文章，按先后排列：文件名，或 file、contents、highlight、short_title")


class Issue(Model):
    """issue.yaml: what this issue alone has, and its flatplan."""

    year: int = Field(description="年份", ge=1900, le=2999)
    number: int = Field(description="年内期号", ge=1, le=999)
    total: int | None = Field(None, description="总期号", ge=1)
    date: dt.date = Field(description="出版日期，例如 2023-08-20")
    layout: Text | None = Field(None, description="本期版式，不写则用刊物的版式")
    sections: list[FlatplanSection] = Field(description="栏目与文章，按先后排列")


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
    for s, section in enumerate(manifest.issue.sections):
        _check_section(manifest, s, section.title, manifest.publication.sections, report)
        for a, entry in enumerate(section.articles):
            place = manifest.place("sections", s, "articles", a, "file")
            path = manifest.article_path(entry)
            home = manifest.fillers if entry.filler else manifest.folder
            if not (_stays_inside(entry.file) and path.resolve().is_relative_to(home.resolve())):
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
    planned = {path.name for path in seen if path.parent != manifest.fillers}
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
