"""Articles of many outlets that tell the same story: cosine likeness of their words, weighed by how rare these are."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_WORD = re.compile(r"[a-z0-9]{3,}")
_LIKE = 0.35  # cosine from which two articles tell the same story


def clusters(texts: Sequence[str], *, like: float = _LIKE) -> list[int]:
    """Number of the story of each text; the first text of a story gives it its number.

    Texts are joined where a chain of likenesses leads from one to the other.

    Examples
    --------
    >>> same = "ASML and Samsung sign a memorandum on research in Hwaseong"
    >>> clusters([same, "A fire stops a plant in Hokkaido", same + " this week"])
    [0, 1, 0]
    """
    if not texts:
        return []
    weighed = _weighed(texts)
    near = weighed @ weighed.T >= like
    story = list(range(len(texts)))
    for later in range(len(texts)):
        joined = {story[earlier] for earlier in range(later) if near[earlier, later]}
        if joined:
            first = min(joined)
            story = [first if number in joined or place == later else number for place, number in enumerate(story)]
    return story


def _weighed(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Unit vectors of words, log count times inverse document frequency: (text, word)."""
    counts = [Counter(_WORD.findall(text.casefold())) for text in texts]
    words = {word: place for place, word in enumerate(sorted(set().union(*counts)))}
    table = np.zeros((len(texts), max(len(words), 1)))
    for row, count in enumerate(counts):
        for word, times in count.items():
            table[row, words[word]] = 1 + np.log(times)
    held = np.count_nonzero(table, axis=0)
    table *= np.log((1 + len(texts)) / (1 + held)) + 1
    length = np.linalg.norm(table, axis=1, keepdims=True)
    return table / np.where(length > 0, length, 1)
