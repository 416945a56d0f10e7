"""The tests. They mirror typeset/."""
