"""The examples of diagnostics that the reference shows, as `harvest.py` found them in the runs of our tests."""

from __future__ import annotations

import re
import string
import tomllib
from dataclasses import dataclass
from pathlib import Path

from typeset.diagnostics import messages

FILE = Path(__file__).parent / "examples.toml"
_HEAD = "# What an editor sees of each diagnostic, found by harvest.py while the tests ran. Not written by hand.\n"


# Codes that no test shows as an editor would see them: faults of the machine or of the program itself, and what is new.
# The page gives their words alone. `harvest.py` takes out those that it has found.
UNSEEN = Path(__file__).parent / "unseen.txt"


def unseen() -> list[str]:
    """The codes that have no example, and need none."""
    return UNSEEN.read_text("utf-8").split()


@dataclass(frozen=True)
class Examples:
    """The example of each code."""

    texts: dict[str, str]

    @classmethod
    def read(cls) -> Examples:
        """Those in the file."""
        texts = tomllib.loads(FILE.read_text("utf-8")) if FILE.is_file() else {}
        return cls({code: text.strip("\n") for code, text in texts.items()})

    def has(self, code: str) -> bool:
        """Whether there is one of `code` that says what typeset says today."""
        return code in self.texts and is_current(code, self.texts[code])

    def write(self) -> None:
        """Write the file anew, without codes that are no more."""
        parts = [f'"{code}" = """\n{_escaped(self.texts[code])}\n"""\n' for code in sorted(self.texts) if is_told(code)]
        FILE.write_text(_HEAD + "\n" + "\n".join(parts), "utf-8")
        UNSEEN.write_text("".join(f"{code}\n" for code in sorted(unseen()) if not self.has(code)), "utf-8")


def is_told(code: str) -> bool:
    """Whether `code` is among the diagnostics; the copy editor's rules have examples in their own table."""
    return code in messages() and not code.startswith("check.")


def is_current(code: str, text: str) -> bool:
    """Whether `text` is what the table of messages makes of `code`, with whatever values."""
    message = messages()[code]
    first, *rest = text.strip("\n").split("\n")
    hint = rest[-1].strip().removeprefix("办法：") if rest else ""
    said = re.sub(r"^\S+?\[" + re.escape(code) + r"\] ", "", first)
    sentence, remedy = message.text["zh"], message.hint["zh"]
    return bool(_pattern(sentence).fullmatch(said)) and bool(not remedy or _pattern(remedy).fullmatch(hint))


def _pattern(words: str) -> re.Pattern[str]:
    parts = string.Formatter().parse(words)
    return re.compile(
        "".join(re.escape(literal) + (".*" if field is not None else "") for literal, field, _, _ in parts), re.DOTALL
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"""', '""\\"')
