"""Copy-fitting (算版面): how long everything is, what a page count takes, and settings that reach it."""
