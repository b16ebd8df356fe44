"""The working system behind a semiconductor alliance."""

__version__ = "0.1.0"
