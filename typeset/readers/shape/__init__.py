"""From what was read to an article: title, byline, headings and captions, each proposed and reported."""
