"""Which signals one node explains: the coarsest whose parts share the movement, or the part that carries a sum."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from haechi.model.signal import Level, Movement, Signal
from haechi.watch.guards import moved
from haechi.watch.pooling import CLIP, LEVELS, weighted_stouffer
from haechi.watch.surveillance import Watched

_PARTS: Mapping[Level, tuple[str, ...]] = MappingProxyType(
    {
        Level.PAIR: (),
        Level.EXPORTER_ITEM: ("importers",),
        Level.IMPORTER_ITEM: ("exporters",),
        Level.ITEM: ("exporters", "importers"),
        Level.STAGE: ("codes",),
        Level.EXPORTER: ("codes",),
    }
)
_AS_FAR = 0.5  # of how far a node moved, that its parts without the largest mover must have moved to share it
BROAD = 0.5  # of what is typical of a node, in pairs that move with it
CHILD_MOVED = 1.0  # usual spreads


def folded(watched: Watched, month: int, kept: Mapping[int, Signal]) -> tuple[list[Signal], dict[str, str]]:
    """Fold signals into the coarsest node whose parts share the movement; the rest stand for themselves.

    A sum that moves because one of its parts does gives way to that part where the part is a signal itself.
    """
    held = _Held.of(watched, kept)
    given_way = {index: part for index in kept if (part := _carried_by(watched, month, index, held)) is not None}
    explained = {kept[index].node.id: kept[part].node.id for index, part in given_way.items()}
    taken = set(given_way)
    signals = []
    for index in sorted(kept, key=lambda place: (-watched.nodes.level[place], place)):
        signal = kept[index]
        if index in taken:
            continue
        finer = _finer(watched, month, index, held, taken)
        taken.update(finer)
        ids = tuple(sorted(kept[place].node.id for place in finer))
        explained.update(dict.fromkeys(ids, signal.node.id))
        signals.append(replace(signal, explains=ids))
    return signals, explained


def moving_part(watched: Watched, month: int, index: int, movement: Movement) -> float:
    """Part of what is typical of a node, 0..1, that lies in pairs which move the same way; 0 for a pair itself."""
    children = watched.nodes.children[index]
    scores = moved(watched, movement)
    if not len(children) or scores is None:
        return 0.0
    usual = np.nan_to_num(watched.evidence.value.typical[children])
    has_moved = scores[month, children] >= CHILD_MOVED
    return float(usual[has_moved].sum() / usual.sum()) if usual.sum() > 0 else 0.0


def together(watched: Watched, month: int, index: int, movement: Movement) -> tuple[float, float]:
    """Clipped scores of the pairs of a node as one (Stouffer, weights the root of what is typical), and their median.

    NaN where nothing of it can be judged.
    """
    children = watched.nodes.children[index]
    scores = moved(watched, movement)
    if not len(children) or scores is None or np.isnan(scores[month, children]).all():
        return float("nan"), float("nan")
    weights = np.sqrt(np.nan_to_num(watched.evidence.value.typical[children]))
    joint = weighted_stouffer(scores[month : month + 1, children], weights)
    return float(joint[0]), float(np.nanmedian(np.clip(scores[month, children], -CLIP, CLIP)))


def largest_mover(watched: Watched, month: int, index: int) -> np.ndarray:
    """Pairs of the one part of a node that moved most money against what was expected.

    The parts are buyers of a supplier's item, suppliers of a buyer's, either of an item, codes of what spans several.
    """
    children = watched.nodes.children[index]
    level = LEVELS[watched.nodes.level[index]]
    change = _change(watched, month, children)
    found, most = children[:0], -1.0
    for names in _PARTS[level]:
        parts, group = np.unique(getattr(watched.nodes, names)[children], return_inverse=True)
        moved_money = np.abs(np.bincount(group, weights=change, minlength=len(parts)))
        if moved_money.max(initial=0.0) > most:
            most, found = float(moved_money.max()), children[group == moved_money.argmax()]
    return found


def _change(watched: Watched, month: int, pairs: np.ndarray) -> np.ndarray:
    """Money against what was expected, (pair,), USD; zero where nothing was."""
    expected = watched.evidence.value.expected(month, pairs)
    found: np.ndarray = np.nan_to_num(watched.nodes.judged_value[month, pairs] - expected)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """Signals by what they are of, each in the order in which they are kept.

    signals : node -> signal
    pairs : node -> pairs that it adds up, itself for a pair
    with_pair : (movement, pair) -> nodes that hold the pair
    from_pair : (movement, pair) -> nodes of which it is the first
    """

    signals: Mapping[int, Signal]
    pairs: Mapping[int, frozenset[int]]
    with_pair: Mapping[tuple[Movement, int], Sequence[int]]
    from_pair: Mapping[tuple[Movement, int], Sequence[int]]

    @classmethod
    def of(cls, watched: Watched, kept: Mapping[int, Signal]) -> "_Held":
        pairs = {place: frozenset(_pairs(watched, place).tolist()) for place in kept}
        with_pair, from_pair = defaultdict(list), defaultdict(list)
        for place, signal in kept.items():
            from_pair[signal.movement, min(pairs[place])].append(place)
            for pair in pairs[place]:
                with_pair[signal.movement, pair].append(place)
        return cls(signals=kept, pairs=pairs, with_pair=with_pair, from_pair=from_pair)


def _pairs(watched: Watched, index: int) -> np.ndarray:
    children = watched.nodes.children[index]
    return children if len(children) else np.array([index])


def _carried_by(watched: Watched, month: int, index: int, held: _Held) -> int | None:
    """The signal of the same movement over just the pairs that carry a node's movement; None where more share it."""
    children = watched.nodes.children[index]
    if not len(children):
        return None
    carriers = largest_mover(watched, month, index)
    if _is_shared(watched, month, children, carriers):
        return None
    level, wanted = watched.nodes.level, set(carriers.tolist())
    for place in held.with_pair.get((held.signals[index].movement, int(carriers[0])), ()):
        if level[place] < level[index] and wanted <= held.pairs[place]:
            return place
    return None


def _is_shared(watched: Watched, month: int, pairs: np.ndarray, carriers: np.ndarray) -> bool:
    """Whether the pairs without the carriers moved at least half as far, in parts of what was expected, as all did."""
    rest = np.setdiff1d(pairs, carriers)
    far = []
    for some in (rest, pairs):
        expected = np.nan_to_num(watched.evidence.value.expected(month, some)).sum()
        far.append(_change(watched, month, some).sum() / expected if expected > 0 else 0.0)
    return bool(len(rest)) and far[0] * np.sign(far[1]) >= _AS_FAR * abs(far[1])


def _finer(watched: Watched, month: int, index: int, held: _Held, taken: Container[int]) -> list[int]:
    """Finer signals of the same movement that a node explains because most of its parts share it."""
    movement, level, own = held.signals[index].movement, watched.nodes.level, held.pairs[index]
    if moving_part(watched, month, index, movement) < BROAD:
        return []
    return [
        place
        for pair in own
        for place in held.from_pair.get((movement, pair), ())
        if place not in taken and level[place] < level[index] and held.pairs[place] <= own
    ]
