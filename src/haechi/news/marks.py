"""What marks of something in a passage say together: the words they are made of, and what their log odds come to."""

import math
import re
from collections.abc import Iterable, Mapping

BASE = "base"  # what speaks for anything
CLAUSE_ENDS = re.compile(r"[,;.:]")

_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


def words(text: str) -> list[str]:
    """Words and signs of a text, however they are capitalised; numbers are alike.

    Examples
    --------
    >>> words("On 3 May, ASML")
    ['on', '0', 'may', ',', 'asml']
    """
    return ["0" if word[0].isdigit() else word.casefold() for word in _WORD.findall(text)]


def log_odds(marks: Iterable[str], weights: Mapping[str, float]) -> float:
    """What marks say together, with what speaks for anything; a mark without a weight says nothing."""
    return math.fsum([weights[BASE], *(weights.get(mark, 0.0) for mark in marks)])


def chance(odds: float) -> float:
    """The chance that log odds stand for, 0..1, to three digits.

    Examples
    --------
    >>> chance(0.0), chance(2.0)
    (0.5, 0.881)
    """
    return round(1 / (1 + math.exp(-odds)), 3)
