"""`python -m typeset`."""

from typeset.cli import run

if __name__ == "__main__":
    run()
