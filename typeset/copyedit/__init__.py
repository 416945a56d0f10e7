"""Copy-editing: what is wrong with the text of an issue, before any page is laid out.

One rule, one file, in `rules/`; the words in `messages/copyedit.toml`; the lists of words in `data/`.
"""
