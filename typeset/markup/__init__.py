"""Our Markdown dialect for Chinese: text in, a typed tree out, and from the tree HTML or plain text."""
