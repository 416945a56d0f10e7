"""The house list: how the publication writes names of bodies, people, posts and things (`issues/terms.yaml`)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct

from typeset.diagnostics import Severity
from typeset.schema import Model, validate
from typeset.yamltext import read_yaml_file

if TYPE_CHECKING:
    from pathlib import Path

    from typeset.diagnostics import Report

Words = Annotated[str, Meta(min_length=1)]


class TermKind(StrEnum):
    """What a term names."""

    BODY = "body"
    PERSON = "person"
    POST = "post"
    BRAND = "brand"
    WORD = "word"


class TermEntry(Model, frozen=True, kw_only=True):
    """One term: how to write it, and how not to."""

    preferred: Annotated[Words, Meta(description="应写作")]
    wrong: Annotated[list[Words], Meta(min_length=1, description="不应写作，可以有几种")]
    kind: Annotated[TermKind, Meta(description="body 单位，person 人名，post 职务，brand 品牌产品，word 其他用语")] = (
        TermKind.WORD
    )
    severity: Annotated[Severity, Meta(description="error 错误，warning 警告，note 提示")] = Severity.WARNING
    note: Annotated[Words | None, Meta(description="为什么，或者何时可以例外")] = None


class TermsFile(Model, frozen=True, kw_only=True):
    """terms.yaml: the terms of all issues."""

    terms: Annotated[list[TermEntry], Meta(description="用语，一条一项")]


class Term(Struct, frozen=True):
    """A term as the rule reads it."""

    preferred: str
    wrong: tuple[str, ...]
    severity: Severity
    note: str


def read_terms(path: Path, report: Report) -> tuple[Term, ...]:
    """Read the house list at `path`; nothing where there is none, or where it has errors."""
    if not path.is_file():
        return ()
    tree = read_yaml_file(path, report)
    file = validate(TermsFile, tree, report) if tree else None
    if file is None:
        return ()
    return tuple(Term(entry.preferred, tuple(entry.wrong), entry.severity, entry.note or "") for entry in file.terms)
