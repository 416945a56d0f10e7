"""The settings of each profile (交付方式) and of the copy editor's rules, as publication.yaml has them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from typeset.schema import Model


class Binding(StrEnum):
    """How the sheets are held together (装订)."""

    SADDLE_STITCH = "saddle-stitch"
    PERFECT = "perfect"
    NONE = "none"


class Sheet(StrEnum):
    """The paper that a booklet is printed on, two pages a side."""

    A3 = "A3"
    A4 = "A4"


class Level(StrEnum):
    """How much a rule of `typeset check` weighs in a publication."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    OFF = "off"


class WebSettings(Model, frozen=True, kw_only=True):
    """The PDF for readers: PDF/UA-1."""

    image_ppi: Annotated[int, Meta(ge=72, le=600, description="图片的最高分辨率，每英寸像素")] = 200
    size_limit_mb: Annotated[int, Meta(ge=1, description="文件大小的上限，MB；超出给出警告")] = 10


class PrintSettings(Model, frozen=True, kw_only=True):
    """The PDF for the printer: PDF/X-4."""

    bleed_mm: Annotated[float, Meta(ge=0, le=10, description="出血，毫米")] = 3
    marks: Annotated[bool, Meta(description="是否印裁切线和套准线")] = True
    intent: Annotated[
        Annotated[str, Meta(min_length=1)] | None,
        Meta(description="印厂的 ICC 特性文件，相对于本文件；不写则用自带的 FOGRA39L"),
    ] = None
    ink_limit: Annotated[int, Meta(ge=100, le=400, description="总墨量上限，百分之几")] = 300
    image_ppi: Annotated[int, Meta(ge=72, le=1200, description="图片应有的分辨率，每英寸像素")] = 300
    image_ppi_warning: Annotated[int, Meta(ge=36, le=1200, description="图片分辨率低于此值给出警告")] = 225
    binding: Annotated[Binding, Meta(description="装订方式；骑马订的页数须是 4 的倍数")] = Binding.SADDLE_STITCH


class ArchiveSettings(Model, frozen=True, kw_only=True):
    """The PDF for the archive: PDF/A and PDF/UA in one."""

    attach_issue: Annotated[bool, Meta(description="是否附上期次文件夹的原稿（PDF/A-3u，否则为 2u）")] = False


class BookletSettings(Model, frozen=True, kw_only=True):
    """The imposed PDF for an office printer: two pages a side, both sides."""

    sheet: Annotated[Sheet, Meta(description="用纸")] = Sheet.A3
    paper_mm: Annotated[float, Meta(ge=0, le=1, description="一张纸的厚度，毫米，用来推算爬移")] = 0.1


class ProofSettings(Model, frozen=True, kw_only=True):
    """The PDF for proofreaders."""

    line_numbers: Annotated[bool, Meta(description="是否在页边标行号")] = True


class Profiles(Model, frozen=True, kw_only=True):
    """The settings of every profile; what is left out has its default."""

    web: Annotated[WebSettings, Meta(description="给读者")] = WebSettings()
    print: Annotated[PrintSettings, Meta(description="给印厂")] = PrintSettings()
    archive: Annotated[ArchiveSettings, Meta(description="存档")] = ArchiveSettings()
    booklet: Annotated[BookletSettings, Meta(description="自己装订的小册子")] = BookletSettings()
    proof: Annotated[ProofSettings, Meta(description="校样")] = ProofSettings()
