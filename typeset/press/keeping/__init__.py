"""What a preview keeps from one layout to the next: parts, pages and paragraphs that say the same as before."""
