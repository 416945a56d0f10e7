"""Reading a finished PDF back: its glyphs, the lines they stand in, and the paragraphs and columns of the body."""
