"""What stands in a PDF, read so that nothing broken raises: objects, painted things, colours, fonts, tags, metadata."""
