"""`python -m typeset`."""

from typeset.cli import main

if __name__ == "__main__":
    main()
