"""The issue in a browser while it is written: resident layout, a server on loopback, and the page."""
