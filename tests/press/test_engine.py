"""WeasyPrint as it is imported: nothing that a build does not use, and its declarations as they are."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tools import declarations as maker
from typeset.later import Later, patterns_later, standing_in
from typeset.press import declarations


def told(code: str) -> str:
    """What `code` prints in a process of its own."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)  # noqa: S603 - our own
    assert done.stderr == ""
    return done.stdout.strip()


def test_the_tables_are_what_the_engine_declares(capfd: pytest.CaptureFixture[str]) -> None:
    assert maker.WRITTEN.read_text("utf-8") == maker.module(), "run python -m tools.declarations"
    capfd.readouterr()


@pytest.mark.skipif(sys.platform != "linux", reason="the tables are for Linux")
def test_the_tables_are_taken() -> None:
    assert told("import sys, typeset.press.sheet; print('pycparser' in sys.modules)") == "False"


@pytest.mark.skipif(sys.platform != "linux", reason="the tables are for Linux")
def test_the_fonts_of_the_system_are_not_looked_for() -> None:
    """A configuration that cannot be read would be complained of where it is read."""
    code = """
import os
os.environ["FONTCONFIG_FILE"] = "/nowhere"
from typeset.press.engine import libraries
from weasyprint.text import fonts
print(fonts.fontconfig is libraries.fontconfig, type(libraries.fontconfig).__name__)
"""
    assert told(code) == "True Lib"


def test_the_declarations_of_another_engine_are_parsed() -> None:
    code = """
import sys, types
sys.modules["typeset.press.declarations"] = others = types.ModuleType("declarations")
others.SHA256 = ""
import typeset.press.sheet
from typeset.press.engine import libraries
print("pycparser" in sys.modules, libraries.pango.pango_version() > 0)
"""
    assert declarations.SHA256
    assert told(code) == "True True"


def test_nothing_is_imported_that_most_issues_do_not_use() -> None:
    names = ("urllib.request", "http.client", "ssl", "email", "fontTools", "PIL", "ctypes.util", "mimetypes")
    code = f"import sys, typeset.press.sheet; print([name for name in {names} if name in sys.modules])"
    assert told(code) == "[]"


def test_a_module_stands_in_until_something_of_it_is_called() -> None:
    code = """
import sys
from typeset.later import Later, patterns_later, standing_in
with standing_in([Later("stringprep")]):
    from stringprep import in_table_a1
    import stringprep
print("stringprep" in sys.modules, in_table_a1("a"), stringprep.in_table_b1("a"), "stringprep" in sys.modules)
"""
    assert told(code) == "False False False True"


def test_pictures_are_read_as_the_engine_has_set() -> None:
    code = """
import sys
from typeset.press.engine import weasyprint
from weasyprint import images
images.Image.new("L", (1, 1))
from PIL import EpsImagePlugin, Image, ImageFile
print(ImageFile.LOAD_TRUNCATED_IMAGES, EpsImagePlugin.gs_binary, images.Image.Transpose is Image.Transpose)
"""
    assert told(code) == "True False True"


def test_pictures_that_were_read_before_are_read_as_the_engine_sets() -> None:
    code = """
from PIL import Image, ImageFile
from typeset.press.engine import weasyprint
from weasyprint import images
print(ImageFile.LOAD_TRUNCATED_IMAGES, images.Image is Image)
"""
    assert told(code) == "True True"


def test_a_part_of_what_stands_in_stands_in_as_well() -> None:
    code = """
from typeset.later import Later, patterns_later, standing_in
with standing_in(map(Later, ["xml.dom", "xml.dom.minidom"])):
    from xml.dom import minidom
print(minidom.parseString("<a/>").documentElement.tagName)
"""
    assert told(code) == "a"


def test_an_error_of_what_stands_in_means_any_error() -> None:
    with standing_in([Later("nowhere")]):
        from nowhere import LostError  # type: ignore[import-not-found]  # noqa: PLC0415

    with pytest.raises(LostError):
        raise ValueError


def test_what_is_there_already_stays() -> None:
    before = sys.modules["json"] if "json" in sys.modules else __import__("json")
    with standing_in([Later("json")]):
        assert sys.modules["json"] is before
    assert sys.modules["json"] is before


def test_only_the_sheets_that_are_applied_are_parsed() -> None:
    code = """
import importlib.resources
from typeset.press.engine import weasyprint
from typeset.press.useragent import usual
from weasyprint import css, html
written = (importlib.resources.files(css) / "html5_ua.css").read_text("utf-8")
print(html.UA == usual(written) != written, html.UA_FORM, html.PH)
"""
    assert told(code) == "True"


def test_patterns_are_compiled_when_they_are_asked() -> None:
    with patterns_later():
        made = re.compile("(A)|[", re.IGNORECASE)
        fine = re.compile("(A)", re.IGNORECASE)
    assert fine.findall("a") == ["a"]
    assert isinstance(re.compile("a"), re.Pattern)
    with pytest.raises(re.error):
        made.search("a")
