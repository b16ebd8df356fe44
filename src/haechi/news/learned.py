"""Which label a text bears, by its likeness to labelled ones: complement naive Bayes over words and pairs of them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from haechi.model.news import Passage

Label = str | None

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|\d[\d.,]*|[%$€¥]")
_PRIOR = 0.3  # weight of a word that has not been seen with any other label
_FEW_WORDS = 30.0  # length that stands beside that of a text's own words, so that few of them say little


class _Gram(NamedTuple):
    """A word, or two in a row, and where it stands."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What words and pairs of words say for each label.

    labels : label of each row
    places : word or pair -> column
    weights : (label, column), larger where the word is rare among the texts with other labels
    rarity : (column,), log of the inverse document frequency, plus one
    """

    labels: tuple[Label, ...]
    places: Mapping[str, int]
    weights: npt.NDArray[np.float64]
    rarity: npt.NDArray[np.float64]

    @classmethod
    def of(cls, texts: Sequence[str], labels: Sequence[Label]) -> "Learned":
        """Learn from texts and their labels, one each.

        A text is the set of its words and pairs, weighed by their rarity and brought to unit length. The weight of a
        word for a label is -log of its part in the texts with all other labels, which suffers less from labels of few
        texts than its part in the label's own.

        References
        ----------
        Rennie, Shih, Teevan and Karger (2003), Tackling the poor assumptions of naive Bayes text classifiers,
        Proceedings of ICML 20, section 3.1 and equations 5 to 7, without the division of weights by their sum.

        Examples
        --------
        >>> texts = ["the plant burns", "talks in Seoul", "the hall burns down", "a call from Seoul"]
        >>> found = Learned.of(texts, ["fire", "talks", "fire", "talks"]).weigh("it burns in the works")
        >>> found["fire"] > found["talks"] == 0
        True
        """
        held = [{gram.words for gram in _grams(text)} for text in texts]
        counts = Counter(words for grams in held for words in grams)
        places = {words: place for place, words in enumerate(counts)}
        rarity = np.log((1 + len(texts)) / (1 + np.array(list(counts.values())))) + 1
        rows = {label: row for row, label in enumerate(dict.fromkeys(labels))}
        total = np.zeros((len(rows), len(places)))
        for grams, label in zip(held, labels, strict=True):
            columns = [places[words] for words in grams]
            if columns:
                total[rows[label], columns] += rarity[columns] / np.linalg.norm(rarity[columns])
        others = total.sum(axis=0) - total + _PRIOR
        weights = -np.log(others / others.sum(axis=1, keepdims=True))
        return cls(labels=tuple(rows), places=places, weights=weights, rarity=rarity)

    def weigh(self, text: str) -> dict[Label, float]:
        """How much the words of a text say for each label, 0 for the one that they say least for."""
        columns = [self.places[words] for words in {gram.words for gram in _grams(text)} if words in self.places]
        rarity = self.rarity[columns]
        sums = self.weights[:, columns] @ rarity / np.hypot(np.linalg.norm(rarity), _FEW_WORDS)
        return {label: float(found) for label, found in zip(self.labels, sums - sums.min(), strict=True)}

    def telling(self, text: str, label: Label) -> Passage:
        """The word or pair of a text that says most for a label; all of the text where none is known."""
        known = [gram for gram in _grams(text) if gram.words in self.places]
        if not known:
            return Passage(start=0, end=len(text), text=text)
        columns = [self.places[gram.words] for gram in known]
        said = self.weights[self.labels.index(label), columns] - self.weights[:, columns].mean(axis=0)
        best = known[int(np.argmax(said * self.rarity[columns]))]
        return Passage(start=best.start, end=best.end, text=text[best.start : best.end])


def _grams(text: str) -> list[_Gram]:
    """Words, however they are capitalised and whatever a number is, and pairs of them."""
    words = [
        _Gram("0" if match[0][0].isdigit() else match[0].casefold(), match.start(), match.end())
        for match in _WORD.finditer(text)
    ]
    pairs = [_Gram(f"{one.words} {other.words}", one.start, other.end) for one, other in pairwise(words)]
    return [*words, *pairs]
