"""`python -m tui`: the same as the command `espace-electeur`."""

from tui.cli import main

if __name__ == "__main__":
    main()
