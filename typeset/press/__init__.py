"""Stage six: HTML becomes a Proof, laid-out pages and what was noticed on the way.

The only package that imports WeasyPrint; nothing outside it may name one of its types. Importing this package is cheap,
importing `press.sheet` is not (0.6 s).
"""
