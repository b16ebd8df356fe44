"""Pairs and what they add up to: sums by supplier, buyer, item, stage and exporter, each watched as a series.

A common shock that no pair shows by itself is seen in the sum. A sum is known where the parts that are not known carry
little of what is typical of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.kernels.sums import grouped_sums
from haechi.model.panel import Months, Names, Panel, Singles
from haechi.model.signal import Level, Node
from haechi.watch.transform import paired

LEVELS = tuple(Level)
_VALUES = ("value", "judged_value")
_NUMBERS = (*_VALUES, "weight", "judged_weight")
_OF_ONE_ITEM = (Level.EXPORTER_ITEM, Level.IMPORTER_ITEM, Level.ITEM)
CLIP = 3.0  # usual spreads that the score of a part counts at most
_MAY_LACK = 0.05  # part of what is typical that may be unknown in a sum
_FEWEST_CODES = 5  # of a stage or an exporter: a sum of fewer says less than its codes do

StageOf = Callable[[str, str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """Pairs first, then the sums of them.

    Parameters
    ----------
    months : (month,), datetime64[M]
    level : (node,), int8, index into `LEVELS`
    codes, editions, stages, exporters, importers : (node,), empty where a node stands for all
    value, weight : (month, node), USD and kg; NaN where not known
    judged_value, judged_weight : (month, node), what is judged: the same, but that a January of exporters which keep
        the lunar new year is judged with its February, by the mean of the two, and is NaN itself
    children : per node the indices of the nodes it is the sum of; empty for a pair
    """

    months: Months
    level: np.ndarray
    codes: Names
    editions: Names
    stages: Names
    exporters: Names
    importers: Names
    value: Singles
    weight: Singles
    judged_value: Singles
    judged_weight: Singles
    children: tuple[np.ndarray, ...]

    @property
    def deferred(self) -> np.ndarray:
        """Januaries that are known and judged with their February, (month, node)."""
        is_january = self.months.astype(int) % 12 == 0
        flags: np.ndarray = is_january[:, None] & ~np.isnan(self.value) & np.isnan(self.judged_value)
        return flags

    @property
    def size(self) -> int:
        """Number of nodes."""
        return len(self.level)

    @property
    def of_code(self) -> np.ndarray:
        """Number of the code and edition of each node; one number for all that stand for several codes."""
        group, _ = groups((self.codes, self.editions))
        return group

    def at(self, level: Level) -> np.ndarray:
        """Indices of the nodes of a level."""
        return np.flatnonzero(self.level == LEVELS.index(level))

    def node(self, index: int) -> Node:
        """One node by name."""
        return Node(
            level=LEVELS[self.level[index]],
            code=str(self.codes[index]) or None,
            edition=str(self.editions[index]) or None,
            stage=str(self.stages[index]) or None,
            exporter=str(self.exporters[index]) or None,
            importer=str(self.importers[index]) or None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sums:
    """Groups of nodes with their sums."""

    level: Level
    names: tuple[Names, ...]  # codes, editions, stages, exporters, importers
    numbers: Mapping[str, Singles]
    children: tuple[np.ndarray, ...]


def nodes(panel: Panel, stage_of: StageOf) -> Nodes:
    """The pairs of a panel and every sum of two or more of them.

    Parameters
    ----------
    panel : of one source and side
    stage_of : (code, edition) -> the stage of the chain of the clearest item of the code, None where there is none
    """
    blank = np.full(panel.size, "", dtype="<U1")
    stages = _stages(panel, stage_of)
    pairs = Nodes(
        months=panel.months,
        level=np.zeros(panel.size, dtype=np.int8),
        codes=panel.codes,
        editions=panel.editions,
        stages=blank,
        exporters=panel.exporters,
        importers=panel.importers,
        value=panel.value,
        weight=panel.weight,
        judged_value=paired(panel.value, panel.months, panel.exporters),
        judged_weight=paired(panel.weight, panel.months, panel.exporters),
        children=(np.empty(0, dtype=np.int64),) * panel.size,
    )
    code = (panel.codes, panel.editions)
    every = np.arange(panel.size)
    by_seller = _sums(pairs, Level.EXPORTER_ITEM, every, (*code, blank, panel.exporters, blank))
    by_buyer = _sums(pairs, Level.IMPORTER_ITEM, every, (*code, blank, blank, panel.importers))
    items = _sums(pairs, Level.ITEM, every, (*code, blank, blank, blank), differ=panel.exporters, fewest=2)
    in_chain = np.flatnonzero(stages != "")
    few = _FEWEST_CODES
    staged = _sums(pairs, Level.STAGE, in_chain, (blank, blank, stages, blank, blank), differ=panel.codes, fewest=few)
    sellers = _sums(
        pairs, Level.EXPORTER, every, (blank, blank, blank, panel.exporters, blank), differ=panel.codes, fewest=few
    )
    return _joined(pairs, (by_seller, by_buyer, items, staged, sellers))


def groups(names: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The group of rows with the same names, in the order of the names, and the first row of each group."""
    group = np.zeros(len(names[0]), dtype=np.int64)
    for name in names:
        parts, place = np.unique(name, return_inverse=True)
        group = group * len(parts) + place
    _, first, found = np.unique(group, return_index=True, return_inverse=True)
    return found, first


def weighted_stouffer(scores: np.ndarray, weights: np.ndarray, *, clip: float = CLIP) -> np.ndarray:
    """Clipped scores of the children of a node as one: sum(w z) / sqrt(sum(w^2)) over those that are known.

    Parameters
    ----------
    scores : (month, child)
    weights : (child,)

    Examples
    --------
    >>> round(float(weighted_stouffer(np.array([[-2.0, -1.0, np.nan]]), np.array([1.0, 1.0, 5.0]))[0]), 3)
    -2.121
    """
    known = ~np.isnan(scores)
    total = np.where(known, np.clip(np.nan_to_num(scores), -clip, clip) * weights, 0.0).sum(axis=1)
    norm = np.sqrt(np.where(known, weights**2, 0.0).sum(axis=1))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(norm > 0, total / norm, np.nan)


def _stages(panel: Panel, stage_of: StageOf) -> Names:
    pairs = list(zip(panel.codes.tolist(), panel.editions.tolist(), strict=True))
    known = {pair: stage_of(*pair) or "" for pair in dict.fromkeys(pairs)}
    return np.array([known[pair] for pair in pairs], dtype=np.str_)


def _sums(
    pairs: Nodes,
    level: Level,
    chosen: np.ndarray,
    names: Sequence[Names],
    *,
    differ: Names | None = None,
    fewest: int = 1,
) -> _Sums:
    """Sums of the chosen pairs by their names; a group of one, or with fewer than `fewest` of `differ`, is left out.

    Weights of different items are not added.
    """
    group, first = groups([name[chosen] for name in names])
    order = np.argsort(group, kind="stable")
    ends = np.append(np.searchsorted(group[order], np.arange(len(first))), len(order))
    is_kept = np.diff(ends) > 1
    if differ is not None:
        is_kept &= _distinct(group, differ[chosen], len(first)) >= fewest
    members = [chosen[order[ends[place] : ends[place + 1]]] for place in np.flatnonzero(is_kept)]
    joined = np.concatenate([*members, np.empty(0, dtype=np.int64)]).astype(np.int64)
    starts = np.cumsum([0, *(len(rows) for rows in members)])
    numbers = {
        name: grouped_sums(getattr(pairs, name), joined, starts, may_lack=_MAY_LACK)
        for name in (_NUMBERS if level in _OF_ONE_ITEM else _VALUES)
    }
    nothing = np.full((len(pairs.months), len(members)), np.nan, dtype=np.float32)
    return _Sums(
        level=level,
        names=tuple(name[chosen][first[is_kept]] for name in names),
        numbers=dict.fromkeys(_NUMBERS, nothing) | numbers,
        children=tuple(members),
    )


def _distinct(group: np.ndarray, names: Names, count: int) -> np.ndarray:
    """How many different names each group has."""
    parts, place = np.unique(names, return_inverse=True)
    both = np.unique(group * max(len(parts), 1) + place)
    return np.bincount(both // max(len(parts), 1), minlength=count)


def _joined(pairs: Nodes, sums: Sequence[_Sums]) -> Nodes:
    """Pairs first, then the sums, level after level."""
    level = [pairs.level, *(np.full(len(group.children), LEVELS.index(group.level), np.int8) for group in sums)]
    codes, editions, stages, exporters, importers = (
        np.concatenate([own, *(group.names[place] for group in sums)])
        for place, own in enumerate((pairs.codes, pairs.editions, pairs.stages, pairs.exporters, pairs.importers))
    )
    return Nodes(
        months=pairs.months,
        level=np.concatenate(level),
        codes=codes,
        editions=editions,
        stages=stages,
        exporters=exporters,
        importers=importers,
        **{name: np.hstack([getattr(pairs, name), *(group.numbers[name] for group in sums)]) for name in _NUMBERS},
        children=(*pairs.children, *(rows for group in sums for rows in group.children)),
    )
