"""Writes typeset/press/declarations.py: what the engine declares of Pango and its kin, in the form cffi reads quickest.

Run as `python -m tools.declarations` when WeasyPrint is another or a module of the press declares something else; a
test says so.
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

import ast
import hashlib
import sys
import tempfile
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING

import cffi

if TYPE_CHECKING:
    from collections.abc import Iterator

PRESS = Path(__file__).resolve().parent.parent / "typeset" / "press"
WRITTEN = PRESS / "declarations.py"

_HEAD = '''\
"""What the engine and the press declare of Pango and its kin, as cffi's tables for `_cffi_backend.FFI`.

Made by `python -m tools.declarations`. Good for the file of WeasyPrint that has the checksum below, and no other.
"""

# fmt: off
from __future__ import annotations

from typing import Any

'''


def declared(source: str) -> Iterator[str]:
    """Every text that the Python `source` gives to a `cdef`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "cdef":
            yield ast.literal_eval(node.args[0])


def engine_file() -> Path:
    """Where WeasyPrint declares what it needs; found without importing it."""
    spec = util.find_spec("weasyprint")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(name="weasyprint")
    return Path(spec.submodule_search_locations[0]) / "text" / "ffi.py"


def tables(sources: list[str]) -> dict[str, object]:
    """What cffi makes of the declarations in `sources`."""
    ffi = cffi.FFI()
    for source in sources:
        for text in declared(source):
            ffi.cdef(text, override=True)
    ffi.set_source("declarations", None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "declarations.py"
        ffi.emit_python_code(str(path))
        made = ast.parse(path.read_text("utf-8"))
    call = next(node for node in ast.walk(made) if isinstance(node, ast.Call))
    return {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in call.keywords}


def module() -> str:
    """The text of typeset/press/declarations.py."""
    engine = engine_file().read_bytes()
    own = [(PRESS / name).read_text("utf-8") for name in ("fontconfig.py", "cuts.py")]
    made = tables([engine.decode(), *own])
    rows = "".join(f"    {name!r}: {value!r},\n" for name, value in made.items())
    checksum = hashlib.sha256(engine).hexdigest()
    return f'{_HEAD}SHA256 = "{checksum}"\n\nTABLES: dict[str, Any] = {{\n{rows}}}\n'


if __name__ == "__main__":
    WRITTEN.write_text(module(), "utf-8")
    sys.stdout.write(f"{WRITTEN.relative_to(Path.cwd())}\n")
