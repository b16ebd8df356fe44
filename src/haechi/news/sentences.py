"""Sentences of a text, with the places where they stand."""

import re
from collections.abc import Iterator

from haechi.model.news import Passage

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Inc|Co|Corp|Ltd|vs|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
    r"|e\.g|i\.e|U\.S|U\.K|U\.S\.A|S|a\.m|p\.m)|\b[A-Z])\.$"
)
_END = re.compile(r"""[.!?。]+["'”’)\]]*(?=\s|$)|\n\s*\n|\n(?=\s*[-*•#])|。""")
_STARTS_ANEW = re.compile(r"""\s*["'“‘(\[]?[A-Z0-9“"]""")


def sentences(text: str) -> Iterator[Passage]:
    """Sentences in the order of the text; headings and list entries are sentences of their own."""
    start = 0
    for end in _END.finditer(text):
        is_stop = not end[0].isspace()
        if is_stop and _goes_on(text, start, end):
            continue
        yield from _passage(text, start, end.end())
        start = end.end()
    yield from _passage(text, start, len(text))


def _goes_on(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether a full stop only ends an abbreviation."""
    if not end[0].startswith("."):
        return False
    is_abbreviation = _ABBREVIATION.search(text[start : end.start() + 1]) is not None
    is_over = end.end() >= len(text.rstrip()) or _STARTS_ANEW.match(text, end.end()) is not None
    return is_abbreviation or not is_over


def _passage(text: str, start: int, end: int) -> Iterator[Passage]:
    piece = text[start:end]
    words = piece.strip()
    if any(letter.isalnum() for letter in words):
        first = start + len(piece) - len(piece.lstrip())
        yield Passage(start=first, end=first + len(words), text=words)
