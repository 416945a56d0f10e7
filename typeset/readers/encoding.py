"""The encoding of a text: what it says of itself, UTF-8, or GB18030, which takes in GBK and GB2312."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# What pages of Chinese declare; the smaller sets are read as the one that holds them.
_DECLARED = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "utf-8": "utf-8"}


def decode(data: bytes, declared: str = "") -> tuple[str, str] | None:
    """The text of `data` and its encoding; None where it is no text.

    A mark at the head decides, then UTF-8 where all of it is, then what is `declared`, then GB18030.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as(data[len(mark) :], name)
    if b"\0" in data:
        return None
    names = ["utf-8", *([_DECLARED[declared]] if declared in _DECLARED else []), "gb18030"]
    return next((text for name in names if (text := _as(data, name)) is not None), None)


def _as(data: bytes, name: str) -> tuple[str, str] | None:
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n"), name
