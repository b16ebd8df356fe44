"""Sentences of a text, with the places where they stand."""

import re
from collections.abc import Iterator

from haechi.model.news import Passage

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Inc|Co|Corp|Ltd|vs|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
    r"|e\.g|i\.e|U\.S|U\.K|U\.S\.A|S|a\.m|p\.m)|\b[A-Z])\.$"
)
_END = re.compile(r"""(?<![.!?。])[.!?。]++["'”’)\]]*+(?=\s|$)|\n\s*\n|\n(?=\s*[-*•#])|。""")
_ABBREVIATED = 10  # characters, more than any abbreviation has
_LONGEST = 200  # characters of a word
_RUN = re.compile(r"\S++")
_PIECE = re.compile(r"\S(?:.{0,998}\S)?(?!\S)", re.DOTALL)
_STARTS_ANEW = re.compile(r"""\s*["'“‘(\[]?[A-Z0-9“"]""")


def sentences(text: str) -> Iterator[Passage]:
    """Sentences in the order of the text; headings and list entries are sentences of their own.

    A sentence of more than 1,000 characters comes in pieces. A run of more than 200 characters without a space is left
    out, and what stands on either side of it is read apart.
    """
    for start, end in _spans(text):
        for run in _long(text, start, end):
            yield from _cut(text, start, run.start)
            start = run.end
        yield from _cut(text, start, end)


def unread(text: str) -> Iterator[Passage]:
    """Runs of more than 200 characters without a space, which are no words and are not read."""
    for start, end in _spans(text):
        yield from _long(text, start, end)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends."""
    start, last = 0, len(text.rstrip())
    for end in _END.finditer(text):
        if end[0].startswith(".") and _goes_on(text, start, end, last):
            continue
        yield start, end.end()
        start = end.end()
    yield start, len(text)


def _goes_on(text: str, start: int, end: re.Match[str], last: int) -> bool:
    """Whether a full stop only ends an abbreviation; `last` is where the text ends."""
    is_abbreviation = _ABBREVIATION.search(text[max(start, end.start() - _ABBREVIATED) : end.start() + 1]) is not None
    is_over = end.end() >= last or _STARTS_ANEW.match(text, end.end()) is not None
    return is_abbreviation or not is_over


def _long(text: str, start: int, end: int) -> Iterator[Passage]:
    for run in _RUN.finditer(text, start, end):
        if run.end() - run.start() > _LONGEST:
            yield Passage(start=run.start(), end=run.end(), text=run[0])


def _cut(text: str, start: int, end: int) -> Iterator[Passage]:
    """The words between two places, in pieces that end with a word."""
    for piece in _PIECE.finditer(text, start, end):
        if any(letter.isalnum() for letter in piece[0]):
            yield Passage(start=piece.start(), end=piece.end(), text=piece[0])
