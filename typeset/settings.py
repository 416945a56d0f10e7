"""The settings of each profile (交付方式) and of the copy editor's rules, as publication.yaml has them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

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


class WebSettings(Model):
    """The PDF for readers: PDF/UA-1."""

    image_ppi: int = Field(200, description="图片的最高分辨率，每英寸像素", ge=72, le=600)
    size_limit_mb: int = Field(10, description="文件大小的上限，MB；超出给出警告", ge=1)


class PrintSettings(Model):
    """The PDF for the printer: PDF/X-4."""

    bleed_mm: float = Field(3, description="出血，毫米", ge=0, le=10)
    marks: bool = Field(default=True, description="是否印裁切线和套准线")
    intent: str | None = Field(
        None, min_length=1, description="印厂的 ICC 特性文件，相对于本文件；不写则用自带的 FOGRA39L"
    )
    ink_limit: int = Field(300, description="总墨量上限，百分之几", ge=100, le=400)
    image_ppi: int = Field(300, description="图片应有的分辨率，每英寸像素", ge=72, le=1200)
    image_ppi_warning: int = Field(225, description="图片分辨率低于此值给出警告", ge=36, le=1200)
    binding: Binding = Field(Binding.SADDLE_STITCH, description="装订方式；骑马订的页数须是 4 的倍数")


class ArchiveSettings(Model):
    """The PDF for the archive: PDF/A and PDF/UA in one."""

    attach_issue: bool = Field(default=False, description="是否附上期次文件夹的原稿（PDF/A-3u，否则为 2u）")


class BookletSettings(Model):
    """The imposed PDF for an office printer: two pages a side, both sides."""

    sheet: Sheet = Field(Sheet.A3, description="用纸")
    paper_mm: float = Field(0.1, description="一张纸的厚度，毫米，用来推算爬移", ge=0, le=1)


class ProofSettings(Model):
    """The PDF for proofreaders."""

    line_numbers: bool = Field(default=True, description="是否在页边标行号")


class Profiles(Model):
    """The settings of every profile; what is left out has its default."""

    web: WebSettings = Field(WebSettings(), description="给读者")
    print: PrintSettings = Field(PrintSettings(), description="给印厂")
    archive: ArchiveSettings = Field(ArchiveSettings(), description="存档")
    booklet: BookletSettings = Field(BookletSettings(), description="自己装订的小册子")
    proof: ProofSettings = Field(ProofSettings(), description="校样")
