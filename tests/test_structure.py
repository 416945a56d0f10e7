"""Who may import whom, measured from the syntax trees; and that the JSON Schemas say what the models say."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

from typeset.scaffold import SCHEMAS, write_schemas
from typeset.schema import json_schema
from typeset.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGE = REPOSITORY / "typeset"
MODULES = sorted(PACKAGE.rglob("*.py"))

# What only some modules may import, and which: a folder ends with a slash.
ONLY = {
    "weasyprint": ("press/",),
    "pydyf": ("press/",),
    "jinja2": ("render.py",),
    "yaml": ("yamltext.py", "readers/"),
    "markdown_it": ("markup/",),
    "mdit_py_plugins": ("markup/",),
    "mammoth": ("readers/docx/",),
    "lxml": ("readers/docx/",),
    "selectolax": ("readers/html/",),
    "click": ("cli/",),
    "fasteners": ("delivery/",),
    "pikepdf": ("qpdf.py",),
    "distributed": ("backfile/",),
    "starlette": ("preview/",),
    "uvicorn": ("preview/",),
    "watchfiles": ("preview/",),
    "typeset.cli": ("cli/", "__main__.py"),
}
# Pure rooms, and all that they may import of what is not in Python itself.
PURE = {
    "cjk/": ("typeset.cjk", "msgspec"),
    "composer/": ("typeset.cjk", "typeset.composer", "msgspec", "uharfbuzz"),
}
LIBRARIES = {"weasyprint", "pydyf", "tinycss2", "tinyhtml5", "jinja2", "markupsafe", "yaml", "click"}
LIBRARIES |= {"markdown_it", "mdit_py_plugins", "pikepdf", "fontTools", "uharfbuzz", "fasteners", "html", "xml"}
LIBRARIES |= {"msgspec"}


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def imports(module: Path) -> Iterator[str]:
    """Every module that `module` imports, anywhere in it, with its full name."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: a relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_of(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def may(module: Path, places: tuple[str, ...]) -> bool:
    name = name_of(module)
    return any(name.startswith(place) if place.endswith("/") else name == place for place in places)


@pytest.mark.parametrize("package", ONLY)
def test_a_library_stays_in_its_room(package: str) -> None:
    found = {name_of(module) for module in MODULES if any(is_of(name, package) for name in imports(module))}
    assert not {module for module in found if not may(PACKAGE / module, ONLY[package])}
    assert found or not ONLY[package]


@pytest.mark.parametrize("room", PURE)
def test_the_pure_rooms_import_nothing_but_themselves(room: str) -> None:
    for module in MODULES:
        if not name_of(module).startswith(room):
            continue
        for name in imports(module):
            foreign = is_of(name, "typeset") or name.partition(".")[0] in LIBRARIES
            assert not foreign or any(is_of(name, allowed) for allowed in PURE[room]), f"{name_of(module)}: {name}"


def test_the_text_stages_do_not_know_the_press() -> None:
    early = (
        "manifest.py",
        "article.py",
        "layout.py",
        "edition.py",
        "render.py",
        "markup/",
        "source.py",
        "readers/",
        "copyedit/",
    )
    late = ("typeset.press", "typeset.preflight", "typeset.pipeline")
    for module in MODULES:
        if may(module, early):
            assert not [name for name in imports(module) if any(is_of(name, package) for package in late)]


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_is_short_and_says_what_it_is(module: Path) -> None:
    text = module.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text))


# The JSON Schemas that editors complete our YAML files with.


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_stored_schema_is_that_of_the_model(name: str) -> None:
    path = REPOSITORY / "issues" / ".schema" / f"{name}.json"
    assert path.read_text("utf-8") == json_schema(SCHEMAS[name]), "run typeset.scaffold.write_schemas"


def test_schemas_are_written_once(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert {path.stem for path in write_schemas(workspace)} == set(SCHEMAS)
    assert write_schemas(workspace) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_valid_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(json_schema(SCHEMAS[name])))


class _Loader(yaml.SafeLoader):
    """YAML as an editor's language server reads it, except that dates stay text: JSON has none."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _id(value: str | Path) -> str:
    return value if isinstance(value, str) else value.parent.name


OURS = [
    ("publication", REPOSITORY / "issues" / "publication.yaml"),
    *(("issue", path) for path in sorted((REPOSITORY / "issues").glob("*/issue.yaml"))),
    *(("layout", path) for path in sorted((REPOSITORY / "layouts").glob("*/layout.yaml"))),
    ("catalogue", REPOSITORY / "fonts" / "catalogue.yaml"),
    ("terms", REPOSITORY / "issues" / "terms.yaml"),
]


@pytest.mark.parametrize(("name", "path"), OURS, ids=_id)
def test_our_files_agree_with_their_schema(name: str, path: Path) -> None:
    data = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    jsonschema.validate(data, json.loads(json_schema(SCHEMAS[name])), cls=jsonschema.Draft202012Validator)


def test_our_front_matter_agrees_with_its_schema() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(json_schema(SCHEMAS["article"])))
    articles = sorted((REPOSITORY / "issues").glob("*/articles/*.md"))
    assert len(articles) >= 44
    for article in articles:
        front = article.read_text("utf-8").split("---\n")[1]
        validator.validate(yaml.load(front, Loader=_Loader))  # noqa: S506 - a safe loader


@pytest.mark.parametrize(("name", "path"), OURS[:3], ids=_id)
def test_our_files_name_their_schema_at_the_head(name: str, path: Path) -> None:
    head = path.read_text("utf-8").split("\n")[0]
    prefix = "# yaml-language-server: $schema="
    assert head.startswith(prefix)
    assert (path.parent / head.removeprefix(prefix)).resolve() == REPOSITORY / "issues" / ".schema" / f"{name}.json"
