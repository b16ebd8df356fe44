"""Which label a text bears, by its likeness to labelled ones: regularised least squares over its words."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.linalg import LinearOperator, cg

from haechi.errors import HaechiError
from haechi.model.news import Passage

Label = str | None

_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|\d[\d.,]*|[%$€¥.!?:]")
_ENDS = ".!?:"  # after which a capital makes no name
_NAME, _NUMBER = "Aa", "0"
_STEM = 5  # letters by which forms of a word are alike
_SMOOTHING = 0.2  # lambda; likeness of a text to itself is 1
_EXACT = 1e-6  # of what is solved for: weights then differ by about as much
_FEW_WORDS = 40.0  # length that stands beside that of a text's own marks, so that few of them say little


class _Mark(NamedTuple):
    """A word, its beginning, or two words in a row, and where it stands."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What marks (words, the beginnings of long ones, and pairs of words) say for each label.

    labels : label of each column of weights
    places : mark -> row of weights
    weights : (mark, label)
    rarity : (mark,), log of the inverse document frequency, plus one
    shares : (label,), share of the label among the texts learned from
    tells_names : whether names are words as others are, and not all alike
    """

    labels: tuple[Label, ...]
    places: Mapping[str, int]
    weights: npt.NDArray[np.float64]
    rarity: npt.NDArray[np.float64]
    shares: npt.NDArray[np.float64]
    tells_names: bool

    @classmethod
    def of(cls, texts: Sequence[str], labels: Sequence[Label], *, tells_names: bool) -> "Learned":
        """Learn from texts and their labels, one each.

        A text is the set of its marks, weighed by their rarity and brought to unit length. The weights of a label are
        those that bring the texts nearest to 1 where they bear it and 0 where not, less its share, by the sum of
        squares and lambda times that of the weights. Least squares shares the weight of words that always come
        together, which naive Bayes counts twice.

        References
        ----------
        Rifkin, Yeo and Poggio (2003), Regularized least-squares classification, in: Advances in Learning Theory,
        IOS Press, 131-154.

        Examples
        --------
        >>> texts = ["the plant burns", "talks in Seoul", "the hall burns down", "a call from Seoul"]
        >>> learned = Learned.of(texts, ["fire", "talks", "fire", "talks"], tells_names=True)
        >>> found = learned.weigh("it burns in the works")
        >>> found["fire"] > 0.5 > found["talks"]
        True
        """
        held = [_set_of(text, tells_names=tells_names) for text in texts]
        counts = Counter(words for marks in held for words in marks)
        places = {words: place for place, words in enumerate(counts)}
        rarity = np.log((1 + len(texts)) / (1 + np.array(list(counts.values())))) + 1
        rows = _rows([[places[words] for words in marks] for marks in held], rarity)
        kinds = tuple(dict.fromkeys(labels))
        bears = np.array([[float(label == kind) for kind in kinds] for label in labels])
        shares = bears.mean(axis=0)
        weights = rows.T @ _solved(rows, bears - shares)
        return cls(labels=kinds, places=places, weights=weights, rarity=rarity, shares=shares, tells_names=tells_names)

    def weigh(self, text: str) -> dict[Label, float]:
        """How much a text is like those of each label: about 1 for its own and 0 for others; together 1.

        The fewer its words, the more alike are all labels.
        """
        known = _set_of(text, tells_names=self.tells_names)
        places = [self.places[words] for words in known if words in self.places]
        rarity = self.rarity[places]
        length = np.linalg.norm(rarity)
        whole = np.hypot(length, _FEW_WORDS)
        beforehand = self.shares * (length / whole) + (1 - length / whole) / len(self.labels)
        found = beforehand + rarity @ self.weights[places] / whole
        return {label: float(likeness) for label, likeness in zip(self.labels, found, strict=True)}

    def telling(self, text: str, label: Label) -> Passage:
        """The word or pair of a text that says most for a label; all of the text where none is known."""
        known = [mark for mark in _marks(text, tells_names=self.tells_names) if mark.words in self.places]
        if not known:
            return Passage(start=0, end=len(text), text=text)
        places = [self.places[mark.words] for mark in known]
        said = self.weights[places, self.labels.index(label)] * self.rarity[places]
        best = known[int(np.argmax(said))]
        return Passage(start=best.start, end=best.end, text=text[best.start : best.end])


def _solved(rows: sparse.csr_array, wanted: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """What likeness of the texts and lambda make into what is wanted, (text, label), by conjugate gradients.

    The likeness of every text to every other is never written down: it would be a gigabyte for ten thousand.
    """
    columns = rows.T.tocsr()
    likeness = LinearOperator(
        (rows.shape[0],) * 2, matvec=lambda said: rows @ (columns @ said) + _SMOOTHING * said, dtype=np.float64
    )
    found = [cg(likeness, label, rtol=_EXACT) for label in wanted.T]
    if any(missed for _, missed in found):
        raise HaechiError("what labelled passages teach could not be worked out: the solver did not come to an end")
    return np.column_stack([solution for solution, _ in found])


def _rows(texts: Sequence[Sequence[int]], rarity: npt.NDArray[np.float64]) -> sparse.csr_array:
    """Texts, each by the places of its marks, as rows of unit length."""
    found = [rarity[list(places)] for places in texts]
    values = np.concatenate([values / (np.linalg.norm(values) or 1.0) for values in found])
    ends = np.cumsum([0, *map(len, texts)])
    columns = np.array([place for places in texts for place in places], dtype=np.int64)
    return sparse.csr_array((values, columns, ends), shape=(len(texts), len(rarity)))


def _set_of(text: str, *, tells_names: bool) -> list[str]:
    """Marks, each once and in the order of the text, so that sums come out the same in every run."""
    return list(dict.fromkeys(mark.words for mark in _marks(text, tells_names=tells_names)))


def _marks(text: str, *, tells_names: bool) -> Iterable[_Mark]:
    """Words, beginnings of long ones, and pairs of words."""
    words = _words(text, tells_names=tells_names)
    yield from words
    for one, other in pairwise(words):
        yield _Mark(f"{one.words} {other.words}", one.start, other.end)
    for one in words:
        if len(one.words) > _STEM:
            yield _Mark(f"{one.words[:_STEM]}-", one.start, one.end)


def _words(text: str, *, tells_names: bool) -> list[_Mark]:
    """Words however they are capitalised; numbers are alike, and so are names where they tell nothing."""
    words: list[_Mark] = []
    begins = True
    for match in _WORD.finditer(text):
        if match[0] in _ENDS:
            begins = True
            continue
        is_name = not tells_names and not begins and match[0][0].isupper()
        word = _NAME if is_name else _NUMBER if match[0][0].isdigit() else match[0].casefold()
        if is_name and words and words[-1].words == _NAME:
            words[-1] = words[-1]._replace(end=match.end())
        else:
            words.append(_Mark(word, match.start(), match.end()))
        begins = False
    return words
