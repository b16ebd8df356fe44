"""Which signals one node explains: the coarsest whose parts share the movement, or the part that carries a sum."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from haechi.model.signal import Level, Movement, Signal
from haechi.watch.corroboration import BROAD, corroboration
from haechi.watch.members import Members
from haechi.watch.pooling import LEVELS, Nodes
from haechi.watch.surveillance import Watched

# Names that part a node -> the levels that they part, in the order in which they are asked.
_PARTS: Mapping[str, tuple[Level, ...]] = MappingProxyType(
    {
        "exporters": (Level.IMPORTER_ITEM, Level.ITEM),
        "importers": (Level.EXPORTER_ITEM, Level.ITEM),
        "codes": (Level.STAGE, Level.EXPORTER),
    }
)
_AS_FAR = 0.5  # of how far a node moved, that its parts without the largest mover must have moved to share it


def folded(watched: Watched, month: int, kept: Mapping[int, Signal]) -> tuple[list[Signal], dict[str, str]]:
    """Fold signals into the coarsest node whose parts share the movement; the rest stand for themselves.

    A sum that moves because one of its parts does gives way to that part where the part is a signal itself.
    """
    given_way = _given_way(watched, month, kept)
    ids = {index: signal.node.id for index, signal in kept.items()}
    explained = {ids[index]: ids[part] for index, part in given_way.items()}
    broad, beginning = _broad(watched, month, kept), _by_first_pair(watched.nodes, kept)
    level = dict(zip(kept, watched.nodes.level[list(kept)].tolist(), strict=True))
    taken = set(given_way)
    signals = []
    for index in sorted(kept, key=lambda place: (-level[place], place)):
        if index in taken:
            continue
        signal = kept[index]
        if index in broad:
            own = _pairs(watched.nodes, index)
            within = (place for pair in own for place in beginning.get((signal.movement, pair), ()))
            finer = [place for place in within if level[place] < level[index] and place not in taken]
            finer = [place for place in finer if _pairs(watched.nodes, place) <= own]
            taken.update(finer)
            names = tuple(sorted(ids[place] for place in finer))
            explained.update(dict.fromkeys(names, ids[index]))
            signal = replace(signal, explains=names)
        signals.append(signal)
    return signals, explained


def largest_movers(watched: Watched, month: int, indices: Sequence[int]) -> Members:
    """Pairs of the one part of each of some sums that moved most money against what was expected.

    The parts are buyers of a supplier's item, suppliers of a buyer's, either of an item, codes of what spans several.
    """
    members = watched.nodes.children.take(indices)
    return members.among(_carry(watched, members, watched.nodes.level[indices], _change(watched, month, members.pairs)))


def _carry(watched: Watched, members: Members, level: np.ndarray, change: np.ndarray) -> np.ndarray:
    """Members of the part of their node that moved most, (member,) flags; of parts that moved alike the first.

    Parameters
    ----------
    level : (node,)
    change : (member,), USD
    """
    most, found = np.full(members.size, -1.0), np.zeros(len(members.pairs), dtype=bool)
    for names, levels in _PARTS.items():
        asked = np.isin(level, [LEVELS.index(one) for one in levels])[members.node]
        own = members.among(asked)
        money, is_most = _most_money(own, getattr(watched.nodes, names)[own.pairs], change[asked])
        is_better = money > most
        found[asked] = np.where(is_better[own.node], is_most, found[asked])
        most = np.where(is_better, money, most)
    return found


def _most_money(members: Members, names: np.ndarray, change: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What the part of each node that moved most moved, (node,), -1 of no members; and its members, (member,) flags."""
    every, number = np.unique(names, return_inverse=True)
    parts, part = np.unique(members.node * max(len(every), 1) + number, return_inverse=True)
    moved = np.abs(np.bincount(part, weights=change, minlength=len(parts)))
    node = parts // max(len(every), 1)
    most = np.full(members.size, -1.0)
    np.maximum.at(most, node, moved)
    largest = np.flatnonzero(moved == most[node])
    _, first = np.unique(node[largest], return_index=True)
    is_largest = np.zeros(len(parts), dtype=bool)
    is_largest[largest[first]] = True
    return most, is_largest[part]


def _change(watched: Watched, month: int, pairs: np.ndarray) -> np.ndarray:
    """Money against what was expected, (pair,), USD; zero where nothing was."""
    expected = watched.evidence.value.expected(month, pairs)
    found: np.ndarray = np.nan_to_num(watched.nodes.judged_value[month, pairs] - expected)
    return found


def _given_way(watched: Watched, month: int, kept: Mapping[int, Signal]) -> dict[int, int]:
    """Sums that give way -> the finer signal of the same movement that holds the pairs which carry it."""
    nodes = watched.nodes
    sums = [index for index in kept if len(nodes.children.of(index))]
    carriers = {index: pairs for index, pairs in zip(sums, _carriers(watched, month, sums), strict=True) if len(pairs)}
    holding = _holding(nodes, kept, [pairs[0] for pairs in carriers.values()])
    found = {}
    for index, pairs in carriers.items():
        for place in holding[kept[index].movement, pairs[0]]:
            if nodes.level[place] < nodes.level[index] and _pairs(nodes, place).issuperset(pairs):
                found[index] = place
                break
    return found


def _carriers(watched: Watched, month: int, sums: Sequence[int]) -> list[list[int]]:
    """Pairs that carry the movement of each of some sums; none where the others share it.

    They do where without the carriers a sum moved at least half as far, in parts of what was expected, as with them.
    """
    members = watched.nodes.children.take(sums)
    change = _change(watched, month, members.pairs)
    expected = np.nan_to_num(watched.evidence.value.expected(month, members.pairs))
    carries = _carry(watched, members, watched.nodes.level[sums], change)
    rest = members.among(~carries)
    far, far_alone = _far(members, change, expected), _far(rest, change[~carries], expected[~carries])
    is_shared = (rest.counts() > 0) & (far_alone * np.sign(far) >= _AS_FAR * np.abs(far))
    return members.among(carries & ~is_shared[members.node]).by_node()


def _far(members: Members, change: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """How far nodes moved, in parts of what was expected of their members, (node,); 0 where nothing was."""
    usual = members.sums(expected)
    far: np.ndarray = np.divide(members.sums(change), usual, out=np.zeros_like(usual), where=usual > 0)
    return far


def _holding(
    nodes: Nodes, kept: Mapping[int, Signal], pairs: Sequence[int]
) -> Mapping[tuple[Movement, int], list[int]]:
    """(movement, one of some pairs) -> signals that hold the pair, in the order in which they are kept."""
    places = list(kept)
    members = nodes.children.take_or_own(places)
    some = members.among(np.isin(members.pairs, pairs))
    found = defaultdict(list)
    for node, pair in zip(some.node.tolist(), some.pairs.tolist(), strict=True):
        found[kept[places[node]].movement, pair].append(places[node])
    return found


def _broad(watched: Watched, month: int, kept: Mapping[int, Signal]) -> set[int]:
    """Signals most of whose parts share the movement."""
    parts = corroboration(watched, month, list(kept), [signal.movement for signal in kept.values()])
    return {index for index, part in zip(kept, parts.part.tolist(), strict=True) if part >= BROAD}


def _by_first_pair(nodes: Nodes, kept: Mapping[int, Signal]) -> Mapping[tuple[Movement, int], list[int]]:
    """(movement, pair) -> signals of which it is the first."""
    members = nodes.children.take_or_own(list(kept))
    found = defaultdict(list)
    for (place, signal), pair in zip(kept.items(), members.pairs[members.starts[:-1]].tolist(), strict=True):
        found[signal.movement, pair].append(place)
    return found


def _pairs(nodes: Nodes, index: int) -> set[int]:
    """Pairs that a node adds up, itself for a pair."""
    return set(nodes.pairs(index).tolist())
