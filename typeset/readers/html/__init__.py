"""Reading HTML: pages saved from the web, and what other formats are turned into on their way.

Nothing of the page's markup goes through: elements that are known become blocks and inlines of our tree, the words of
all others are kept as words, and scripts, styles and addresses of pictures elsewhere are never followed.
"""
