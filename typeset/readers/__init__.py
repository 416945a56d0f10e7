"""Manuscripts from elsewhere: one kind of manuscript, one folder or file."""
