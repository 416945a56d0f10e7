"""Stage six: HTML becomes a Proof, laid-out pages and what was noticed on the way.

The only package that imports WeasyPrint; nothing outside it may name one of its types. It is imported where pages are
laid out and nowhere earlier, for WeasyPrint takes its time.
"""

from typeset.press import engine  # noqa: F401 - before a module of this package imports WeasyPrint in its own, slower way
