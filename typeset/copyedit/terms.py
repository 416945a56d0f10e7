"""The house list: how the publication writes names of bodies, people, posts and things (`issues/terms.yaml`)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct
from pydantic import Field

from typeset.diagnostics import Severity
from typeset.schema import Model, validate
from typeset.yamltext import read_yaml_file

if TYPE_CHECKING:
    from pathlib import Path

    from typeset.diagnostics import Report

Words = Annotated[str, Field(min_length=1)]


class TermKind(StrEnum):
    """What a term names."""

    BODY = "body"
    PERSON = "person"
    POST = "post"
    BRAND = "brand"
    WORD = "word"


class TermEntry(Model):
    """One term: how to write it, and how not to."""

    preferred: Words = Field(description="应写作")
    wrong: list[Words] = Field(description="不应写作，可以有几种", min_length=1)
    kind: TermKind = Field(
        TermKind.WORD, description="body 单位，person 人名，post 职务，brand 品牌产品，word 其他用语"
    )
    severity: Severity = Field(Severity.WARNING, description="error 错误，warning 警告，note 提示")
    note: Words | None = Field(None, description="为什么，或者何时可以例外")


class TermsFile(Model):
    """terms.yaml: the terms of all issues."""

    terms: list[TermEntry] = Field(description="用语，一条一项")


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
