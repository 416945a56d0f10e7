"""The editorial address block (编辑部信息) at the end of an issue."""

from __future__ import annotations

import re

from msgspec import Struct

from typeset.readers.extracted.characters import HAN
from typeset.readers.extracted.marks import clean

# The labels by the key of publication.yaml; `notes` keeps its label.
LABELS = {
    "address": "编辑部地址|地\\s*址",
    "postcode": "邮政编码|邮\\s*编",
    "phone": "编辑部电话|联系电话|电\\s*话",
    "email": "电子邮箱|邮\\s*箱",
    "website": "网\\s*址",
    "notes": "传\\s*真",
}
_LABEL = "|".join(f"(?P<{key}>{words})" for key, words in LABELS.items())
_FIELD = re.compile(rf"(?:{_LABEL})\s*[:：]\s*")
_GAP = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")


class ImportedImprint(Struct, frozen=True):
    """What the imprint says; the names are those of publication.yaml."""

    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    notes: tuple[str, ...] = ()


def parse_imprint(texts: tuple[str, ...]) -> ImportedImprint:
    """Read the lines of the imprint. A value that comes twice, or has no place of its own, becomes a note."""
    values: dict[str, str] = {}
    notes: list[str] = []
    for text in texts:
        fields = list(_FIELD.finditer(text))
        notes.extend(_words(text[: fields[0].start()] if fields else text))
        ends = [*(field.start() for field in fields[1:]), len(text)]
        for field, end in zip(fields, ends, strict=False):
            key = str(field.lastgroup)
            words = _words(text[field.end() : end])
            if key == "notes" or key in values:
                notes.append("".join([_label(field), *words]))
            elif words:
                values[key] = words[0]
    return ImportedImprint(notes=tuple(notes), **values)


def _words(text: str) -> list[str]:
    """The cleaned value, if there is one. In an address the space between building and office means something."""
    parts = [clean(part).text for part in _GAP.split(text.strip())]
    words = " ".join(part for part in parts if part)
    return [words] if words else []


def _label(field: re.Match[str]) -> str:
    return "".join(str(field[0]).replace(":", "：").split())
