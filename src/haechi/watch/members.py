"""The pairs that some nodes add up, one node after the other, and sums and medians of them for all nodes at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from haechi.watch.pooling import Nodes

_NONE = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Pairs of some nodes.

    pairs : (member,), index of the pair among all nodes
    node : (member,), to which of the nodes it belongs, ascending
    size : number of nodes, those without members too
    """

    pairs: np.ndarray
    node: np.ndarray
    size: int

    @classmethod
    def of(cls, nodes: Nodes, indices: Sequence[int]) -> "Members":
        """The pairs that some nodes are the sums of, in their order; a pair is the sum of none."""
        return cls._laid([nodes.children[index] for index in indices])

    @classmethod
    def with_pairs(cls, nodes: Nodes, indices: Sequence[int]) -> "Members":
        """The same, but that a pair is its own."""
        added = [nodes.children[index] for index in indices]
        return cls._laid([rows if len(rows) else np.array([own]) for own, rows in zip(indices, added, strict=True)])

    @classmethod
    def _laid(cls, rows: Sequence[np.ndarray]) -> "Members":
        counts = np.array([len(some) for some in rows], dtype=np.int64)
        return cls(pairs=np.concatenate([_NONE, *rows]), node=np.repeat(np.arange(len(rows)), counts), size=len(rows))

    def among(self, chosen: np.ndarray) -> "Members":
        """The chosen members, by flags (member,), of the same nodes."""
        return Members(pairs=self.pairs[chosen], node=self.node[chosen], size=self.size)

    def by_node(self) -> list[list[int]]:
        """Pairs of each node, (node,)."""
        pairs, ends = self.pairs.tolist(), np.cumsum(self.counts()).tolist()
        return [pairs[start:stop] for start, stop in pairwise([0, *ends])]

    def counts(self) -> np.ndarray:
        """Number of members of each node, (node,)."""
        return np.bincount(self.node, minlength=self.size)

    def starts(self) -> np.ndarray:
        """Where the members of each node begin, (node,)."""
        return np.searchsorted(self.node, np.arange(self.size))

    def sums(self, numbers: np.ndarray) -> np.ndarray:
        """Sums of numbers, (member,), over the members of each node, (node,); 0 over none.

        They are rounded as `np.sum` rounds those of one node: it adds pairs of them to a zero, where `reduceat` adds
        them to the first of them, unless a zero leads.
        """
        led = np.zeros(len(numbers) + self.size, dtype=numbers.dtype)
        led[np.arange(len(numbers)) + self.node + 1] = numbers
        return np.add.reduceat(led, self.starts() + np.arange(self.size)) if self.size else led

    def medians(self, numbers: np.ndarray) -> np.ndarray:
        """Medians of known numbers, (member,), over the members of each node, (node,); NaN where none is known."""
        is_known = ~np.isnan(numbers)
        known = self.among(is_known)
        ordered = numbers[is_known][np.lexsort((numbers[is_known], known.node))]
        counts = known.counts()
        some = np.flatnonzero(counts)
        first, count = known.starts()[some], counts[some]
        out = np.full(self.size, np.nan, dtype=numbers.dtype)
        out[some] = (ordered[first + (count - 1) // 2] + ordered[first + count // 2]) / 2
        return out
