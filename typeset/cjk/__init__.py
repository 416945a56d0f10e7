"""Chinese composition as tables: character classes, line edges, and the space between characters."""
