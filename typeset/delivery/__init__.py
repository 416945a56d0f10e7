"""The last stage: a Proof becomes files that are handed over."""
