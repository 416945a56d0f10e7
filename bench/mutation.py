"""Damage done to files, the same for the same random numbers: bytes, lines, nesting, words that mean something."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping, Sequence

LONGEST = 60_000
# What parsers stumble over: marks of YAML, Markdown, HTML and front matter, numbers at the edge, odd characters.
WORDS = (
    *(
        "---\n",
        "\n---\n",
        ": ",
        "- ",
        "? ",
        "&a ",
        "*a",
        "!!python/object:os.system ",
        "|\n",
        ">-\n",
        "{",
        "}",
        "[",
        "]",
    ),
    *(
        "'",
        '"',
        "#",
        "%",
        "\t",
        "\r\n",
        "\r",
        "\\",
        "`",
        "```\n",
        "~~~",
        "**",
        "*",
        "_",
        "> ",
        "# ",
        "###### ",
        "| a |\n",
    ),
    *(
        "|:---|---:|\n",
        ": 题 {credit=",
        "{社|shè}",
        "{|}",
        "{社区|a|b|c}",
        "[^1]",
        "[^1]: 注\n",
        "![](a.svg)",
        "[a](b)",
    ),
    *('![图](../../x.png "题"){credit="源"}', "<!-- check: allow ", "-->", "<script>", "</p>", "&#0;", "&amp;", "<b"),
    *(
        "null",
        "~",
        "true",
        "NO",
        "010",
        "12:30",
        "1e999",
        "-1",
        "0",
        "99999999999999999999",
        "2023-02-30",
        "0000-00-00",
    ),
    *("9999-12-31", "nan", ".inf", "../../etc/passwd", "/dev/zero", "con", "a" * 300, "，", "“", "”", "（", "《", "——"),
    *(
        "……",
        "12%",
        "3亿4千万",
        "二〇〇八年8月",
        "５６",
        "\u3000\u3000",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\u2028",
        "\0",
        "\x1b[",
    ),
    *(
        "\U0001f600",
        "e\u0301",
        "𱁬",
        "\ud7ff",
        "ﷺ",
        "工作的工作的",
        "extends: own\n",
        "title:\n",
        "sections:\n",
        "date: \n",
    ),
)
NESTS = (("[", "]"), ("{", "}"), ("> ", ""), ("- ", ""), ("（", "）"), ("“", "”"), ("*", "*"), ("<div>", "</div>"))


def mutate(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """`data` after one to six kinds of damage; pieces of `others` may come into it."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4, 6))):
        data = chance.choice(DAMAGES)(data, others, chance)[:LONGEST]
    return data


def mutate_archive(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """A zip file damaged inside, in one member or in which there are; now and then the file as it lies on disk."""
    if chance.random() < _RAW:
        return mutate(data, others, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    texts = [name for name in members if name.endswith((".xml", ".rels"))]
    for _ in range(chance.choice((1, 1, 2))):
        name = chance.choice(texts)
        members[name] = chance.choice(XML_DAMAGES)(members[name], list(members.values()), chance)
    if chance.random() < _RAW:
        del members[chance.choice(list(members))]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


_RAW = 0.15


def _span(data: bytes, chance: random.Random, longest: int = 400) -> tuple[int, int]:
    begin = chance.randrange(len(data) + 1)
    return begin, min(len(data), begin + chance.randrange(1, longest))


def _flip(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _delete(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    begin, end = _span(data, chance)
    return data[:begin] + data[end:]


def _repeat(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    begin, end = _span(data, chance, 60)
    return data[:end] + data[begin:end] * chance.choice((1, 2, 30, 400)) + data[end:]


def _insert(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(WORDS) + text[at:]
    return text.encode("utf-8", "surrogateescape")


def _replace(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    """A word or a value becomes another."""
    text = data.decode("utf-8", "surrogateescape")
    begin = chance.randrange(len(text) + 1)
    end = begin + chance.randrange(1, 12)
    return (text[:begin] + chance.choice(WORDS) + text[end:]).encode("utf-8", "surrogateescape")


def _splice(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(others) if others else data
    begin, end = _span(other, chance)
    at = chance.randrange(len(data) + 1)
    return data[:at] + other[begin:end] + data[at:]


def _nest(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    opening, closing = chance.choice(NESTS)
    depth = chance.choice((3, 40, 300, 3000))
    at = chance.randrange(len(data) + 1)
    return data[:at] + opening.encode() * depth + closing.encode() * chance.choice((0, 1, depth)) + data[at:]


def _lines(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    """Lines change places, come twice, move in or out."""
    lines = data.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    what = chance.randrange(4)
    if what == 0:
        lines[at], lines[other] = lines[other], lines[at]
    elif what == 1:
        lines.insert(at, lines[other])
    elif what == 2:  # noqa: PLR2004 - the third of four
        lines[at] = b" " * chance.randrange(1, 9) + lines[at]
    else:
        lines[at] = lines[at].lstrip()
    return b"\n".join(lines)


def _cut(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _recode(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(("gb18030", "utf-16", "utf-16-le", "utf-8-sig", "big5")), "replace")


def _elements(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    """A tag goes, comes twice, or takes another's place: the file stays text, not always XML."""
    parts = data.replace(b"<", b"\0<").replace(b">", b">\0").split(b"\0")
    tags = [number for number, part in enumerate(parts) if part.startswith(b"<")]
    if tags:
        at, other = chance.choice(tags), chance.choice(tags)
        parts[at] = chance.choice((b"", parts[at] * 2, parts[other], parts[at].replace(b'="', b'="-9')))
    return b"".join(parts)


def _subtree(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    """An element is put into itself, again and again, or goes with all that it holds: it stays XML."""
    begins = [at for at in range(len(data)) if data.startswith((b"<w:", b"<p", b"<d", b"<s", b"<t"), at)]
    if not begins:
        return data
    begin = chance.choice(begins)
    name = data[begin + 1 :].split(b">", 1)[0].split(b" ", 1)[0].split(b"/", 1)[0]
    end = data.find(b"</" + name + b">", begin)
    if end < 0:
        return data
    end += len(name) + 3
    element = data[begin:end]
    depth = chance.choice((0, 0, 1, 3, 60, 600))
    tail = b"</" + name + b">"
    opened = element[: -len(tail)]
    return data[:begin] + (opened * depth + element + tail * depth if depth else b"") + data[end:]


DAMAGES: tuple[Callable[[bytes, Sequence[bytes], random.Random], bytes], ...] = (
    *(_flip, _delete, _repeat, _insert, _insert, _replace, _replace, _splice, _nest, _lines, _lines, _cut, _recode),
    *(_elements,),
)
XML_DAMAGES = (_flip, _delete, _insert, _elements, _elements, _elements, _subtree, _subtree, _subtree, _cut)
MUTATORS: Mapping[str, Callable[[bytes, Sequence[bytes], random.Random], bytes]] = {"docx": mutate_archive}
