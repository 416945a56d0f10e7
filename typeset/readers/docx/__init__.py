"""Reading Word documents (ECMA-376): our own reading of the package, and mammoth for its paragraphs and tables."""
