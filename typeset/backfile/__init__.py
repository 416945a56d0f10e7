"""All issues of a publication (过刊): built many at a time, each in a process of its own, and listed in an index."""
