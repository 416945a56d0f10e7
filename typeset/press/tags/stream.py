"""Marking content as it is drawn: stands in for `marked`, `artifact` and `clone` of WeasyPrint's content streams.

What follows in the text and belongs to one node is one piece of marked content, however many lines it takes. Where
nothing is drawn nothing is marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typeset.press.tags.plan import LAYOUT
from typeset.press.tags.tree import Mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from typeset.press.tags.plan import Content, Plan
    from typeset.press.tags.tree import Node

_END = b"EMC"


class Marker:
    """Marks the content of one stream, the page's or that of a group on it. Also the context of the mark it is in.

    Attributes:
        stream: The content stream.
        owner: The Marker of the page.
        plan: Where the content of each box belongs.
        nodes: The node of each piece of marked content, by its number.
        groups: The Markers of the groups on the page.
        shown: The boxes that were marked on it, in order, where nothing else was around them.
        opened: Of these, by number, the first in each piece of marked content.
    """

    def __init__(self, stream: Any, plan: Plan, owner: Marker | None = None, *, quiet: bool = False) -> None:
        self.stream = stream
        self.owner = owner or self
        self.plan = plan
        self.nodes: list[Node] = []
        self.groups: list[Marker] = []
        self.shown: list[Any] = []
        self.opened: list[int] = []
        self.quiet = quiet
        self._depth = 0
        self._content: Content | bytes | None = None
        self._begin = b""
        self._at = 0
        self._resumed = False
        self._opener = -1

    @property
    def busy(self) -> bool:
        """Whether what is drawn now is marked already, here or around the group that this is."""
        return self.quiet or self._depth > 0

    def marking(self, content: Content | bytes) -> Marker:
        """The context in which what is drawn belongs to `content`."""
        operators = self.stream.stream
        if self.busy:
            self._depth += 1
            return self
        self._depth = 1
        self._resumed = content == self._content and len(operators) == self._at and operators[-1] is _END
        if self._resumed:
            operators.pop()
            return self
        self._content = content
        self._opener = len(self.shown) - 1
        if isinstance(content, bytes):
            self._begin = b"/Artifact " + content + b"BDC"
        else:
            self._begin = f"/{content[0].tag} <</MCID {len(self.nodes)}>>BDC".encode()
        operators.append(self._begin)
        return self

    def __enter__(self) -> None:
        """Nothing more to do."""

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        if self._depth or self.quiet:
            return
        operators = self.stream.stream
        if operators[-1] is self._begin and not self._resumed:
            operators.pop()
            self._content = None
            return
        # poppler takes the end of an ActualText inside for the end of the whole, and loses what comes after.
        self._at = -1 if operators[-1] == _END else len(operators) + 1
        operators.append(_END)
        if not self._resumed and isinstance(self._content, tuple):
            self.note(self._content)
            self.opened.append(self._opener)

    def content_of(self, box: Any) -> Content | bytes:
        """Where the content of `box` belongs."""
        return self.plan.get(box, LAYOUT)

    def showing(self, box: Any) -> Marker:
        """The context in which `box` is drawn."""
        self.shown.append(box)
        return self.marking(self.content_of(box))

    def note(self, content: Content) -> None:
        """Note one more piece of marked content, and in the node that it belongs to."""
        node, order = content
        node.kids.append((order, Mark(self, len(self.nodes))))
        self.nodes.append(node)


def marked_by_plan(original: Callable[..., Any]) -> Callable[..., Any]:
    """A replacement of `Stream.marked` that asks the plan of the page."""

    def marked(self: Any, box: Any, tag: str) -> Any:
        marker: Marker | None = self.__dict__.get("_typeset_marker")
        return marker.showing(box) if marker else original(self, box, tag)

    return marked


def artifact_of_layout(original: Callable[..., Any]) -> Callable[..., Any]:
    """A replacement of `Stream.artifact` for backgrounds, borders and rules."""

    def artifact(self: Any) -> Any:
        marker: Marker | None = self.__dict__.get("_typeset_marker")
        return marker.marking(LAYOUT) if marker else original(self)

    return artifact


def marked_in_groups(original: Callable[..., Any]) -> Callable[..., Any]:
    """A replacement of `Stream.clone`: a group drawn as part of marked content marks nothing itself, nor a pattern."""

    def clone(self: Any, **kwargs: Any) -> Any:
        group = original(self, **kwargs)
        marker: Marker | None = self.__dict__.get("_typeset_marker")
        if marker:
            quiet = marker.busy or group.extra.get("Type") == "/Pattern"
            group._typeset_marker = Marker(group, marker.plan, marker.owner, quiet=quiet)
            if not quiet:
                marker.owner.groups.append(group._typeset_marker)
        return group

    return clone
