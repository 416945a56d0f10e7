"""The engine's way to where a layout resumes: indices of children, each inside the one before."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes


def way_to(box: Any, element: Any) -> dict[int, Any] | None:
    """Where the layout resumes before the box of `element`, which is among the last in `box`."""
    for index in range(len(box.children) - 1, -1, -1):
        child = box.children[index]
        if child.element is element:
            return {index: None}
        inner = way_to(child, element) if isinstance(child, boxes.ParentBox) else None
        if inner is not None:
            return {index: inner}
    return None


def steps(resume_at: dict[int, Any] | None) -> tuple[int, ...]:
    """The indices of children on the way to where the layout resumes; to begin with a first child is to begin there."""
    found: list[int] = []
    while resume_at:
        ((index, resume_at),) = resume_at.items()
        found.append(index)
        if not isinstance(resume_at, dict):
            break
    while found and found[-1] == 0:
        found.pop()
    return tuple(found)
