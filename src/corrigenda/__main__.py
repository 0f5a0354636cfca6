"""Lets `python -m corrigenda` be the `corrigenda` command."""

from corrigenda.cli import main

if __name__ == "__main__":
    main()
