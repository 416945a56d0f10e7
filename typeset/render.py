"""Stage five: Edition × Layout become HTML with its style sheets. The only module that imports Jinja2.

A template sees `edition`, `layout`, `placement` and the filters below; what it leaves undefined is an error with a
place.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - filters name it
import hashlib
import pickle
import sys
import traceback
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from typeset.cache import keep
from typeset.diagnostics import Place
from typeset.markup.html import to_html
from typeset.rendering import Rendering
from typeset.workspace import shipped

if TYPE_CHECKING:
    from typeset.diagnostics import Report
    from typeset.edition import Edition
    from typeset.layout import Layout, Placement
    from typeset.markup.tree import Block

_OWN = Path(__file__)
# The cover's heading is level 1, sections 2, articles 3; a subhead, level 2 in its file, becomes 4.
_SUBHEAD_SHIFT = 2


class HasBlocks(Protocol):
    """What `body` can set: an article, or an example of the specimen."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The text."""


def render(
    edition: Edition,
    layout: Layout,
    placement: Placement,
    report: Report,
    *,
    template: str = "issue.html",
    cache: Path | None = None,
) -> Rendering | None:
    """The document of an issue; None, with an error in `report`, where the layout's `template` is at fault."""
    html = fill(layout, template, report, edition=edition, layout=layout, placement=placement)
    return None if html is None else document(html, edition.folder, layout, cache)


def document(html: str, folder: Path, layout: Layout, cache: Path | None = None) -> Rendering:
    """`html` as the document of the issue in `folder`, set with `layout`."""
    return Rendering(html, layout.styles, folder, (folder.parent, *layout.folders), cache)


def fill(layout: Layout, template: str, report: Report, /, **values: object) -> str | None:
    """Fill the layout's `template` with `values`; None, with an error in `report`, where it is at fault."""
    environment = _environment(layout.folders)
    try:
        return environment.get_template(template).render(values)
    except jinja2.TemplateSyntaxError as error:
        report.add("layout.template", _syntax_place(error, layout), problem=error.message or "")
    except jinja2.TemplateNotFound as error:
        report.add("layout.template-missing", Place(layout.folders[0]), name=error.name or template)
    except (jinja2.TemplateError, TypeError, AttributeError, ValueError) as error:
        report.add("layout.template", _runtime_place(error, layout), problem=str(error))
    return None


@cache
def _environment(folders: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """What fills the templates of `folders`. It is kept: templates are compiled again only where their files change."""
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader([str(folder / "templates") for folder in folders]),
        autoescape=True,
        bytecode_cache=_Compiled(),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters |= {"date": format_date}
    environment.globals |= {"body": _body}
    return environment


class _Compiled(jinja2.BytecodeCache):
    """The templates that ship, kept as they were compiled, where Python keeps the modules of this package.

    What is read back is run without a sandbox: so nothing is read from a workspace, nor kept of its own templates.
    """

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """What tells a template that ships, and the environment that it is compiled in; nothing for any other."""
        if not filename or not Path(filename).is_relative_to(shipped().root / "layouts"):
            return ""
        told = f"{filename}\0{name}\0{_OWN.read_text('utf-8')}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Read what was kept, if it was made of the same template."""
        if bucket.key:
            with suppress(OSError, EOFError, ValueError, TypeError, pickle.UnpicklingError):
                bucket.bytecode_from_string(_file(bucket).read_bytes())

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep it, where Python keeps compiled modules at all."""
        if bucket.key and not sys.dont_write_bytecode:
            keep(_file(bucket), bucket.bytecode_to_string())


def _file(bucket: jinja2.bccache.Bucket) -> Path:
    return _OWN.with_name("__pycache__") / f"{bucket.key}.{sys.implementation.cache_tag}.template"


def format_date(value: dt.date, form: str = "{0.year}年{0.month}月{0.day}日") -> str:
    """A date as Chinese prints it, without leading zeros (GB/T 15835)."""
    return form.format(value)


def _body(text: HasBlocks) -> Markup:
    html = to_html(text.blocks, image_url=quote, heading_shift=_SUBHEAD_SHIFT)
    return Markup(html)  # noqa: S704 - to_html escapes every text


def _syntax_place(error: jinja2.TemplateSyntaxError, layout: Layout) -> Place:
    return Place(Path(error.filename) if error.filename else layout.folders[0], error.lineno)


def _runtime_place(error: Exception, layout: Layout) -> Place:
    """The innermost template line of the traceback."""
    folders = {str(folder) for folder in layout.folders}
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if any(frame.filename.startswith(folder) for folder in folders):
            return Place(Path(frame.filename), frame.lineno or 0)
    return Place(layout.folders[0])
