"""The structure of the document, as PDF/UA-1 (ISO 14289-1) wants it: one tree, made of the HTML, not of the boxes.

`roles` says what an element is, `tree` holds the structure elements in the order of the text, `plan` says of each box
of a page where its content belongs, `stream` marks the content as it is drawn, `links` makes the annotations,
`objects` writes it all down, `characters` sees to the glyphs, and `session` ties them to WeasyPrint.
"""
