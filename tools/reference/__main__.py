"""Writes what the program says of itself into the pages of docs/: `make reference`. Prints the pages that changed."""

from __future__ import annotations

import sys

from tools.reference.pages import DOCS, pages


def main() -> int:
    """Write the pages."""
    for path, text in pages().items():
        if not path.is_file() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            sys.stdout.write(f"{path.relative_to(DOCS.parent)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
