"""How far the pairs that a node adds up moved with it, which corroborates that it moved."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from haechi.model.signal import Movement
from haechi.watch.guards import moved
from haechi.watch.members import Members
from haechi.watch.pooling import CLIP
from haechi.watch.surveillance import Watched

BROAD = 0.5  # of what is typical of a node, in pairs that move with it
_CHILD_MOVED = 1.0  # usual spreads


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """What the pairs of some nodes did, (node,), each asked for one movement.

    known, moved : pairs that can be judged, and those of them that moved the same way
    part : of what is typical of the node, 0..1, that lies in pairs which moved the same way; 0 for a pair itself
    joint : clipped scores of the pairs as one, in usual spreads; NaN where nothing can be judged
    median : of the clipped scores, in usual spreads; NaN where nothing can be judged
    """

    known: np.ndarray
    moved: np.ndarray
    part: np.ndarray
    joint: np.ndarray
    median: np.ndarray


def corroboration(watched: Watched, month: int, indices: Sequence[int], movements: Sequence[Movement]) -> Corroboration:
    """Ask the pairs of some nodes whether they moved with them in a month, each node for its own movement."""
    members = watched.nodes.children.take(indices)
    scores = _scores(watched, month, members, movements)
    usual = np.nan_to_num(watched.evidence.value.typical[members.pairs])
    has_moved = scores >= _CHILD_MOVED
    movers, whole = members.among(has_moved), members.sums(usual)
    part = np.zeros(members.size, dtype=usual.dtype)
    np.divide(movers.sums(usual[has_moved]), whole, out=part, where=whole > 0)
    return Corroboration(
        known=members.among(~np.isnan(scores)).counts(),
        moved=movers.counts(),
        part=part,
        joint=weighted_stouffer(members, scores, np.sqrt(usual)),
        median=members.medians(np.clip(scores, -CLIP, CLIP)),
    )


def _scores(watched: Watched, month: int, members: Members, movements: Sequence[Movement]) -> np.ndarray:
    """Score of each member in the movement that its node is asked for; NaN where no score stands for it."""
    out = np.full(len(members.pairs), np.nan, dtype=np.float32)
    for movement in dict.fromkeys(movements):
        scores = moved(watched, movement)
        if scores is not None:
            asked = np.array([other is movement for other in movements])[members.node]
            out[asked] = scores[month, members.pairs[asked]]
    return out


def weighted_stouffer(members: Members, scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Clipped scores of the members of each node as one: sum(w z) / sqrt(sum(w^2)) over those that are known.

    Parameters
    ----------
    scores, weights : (member,)

    Returns
    -------
    (node,), NaN where nothing of weight is known.

    Examples
    --------
    >>> three = Members.laid([np.arange(3)])
    >>> found = weighted_stouffer(three, np.array([-2.0, -1.0, np.nan]), np.array([1.0, 1.0, 5.0]))
    >>> round(float(found[0]), 3)
    -2.121
    """
    known = ~np.isnan(scores)
    total = members.sums(np.where(known, np.clip(np.nan_to_num(scores), -CLIP, CLIP) * weights, 0.0))
    norm = np.sqrt(members.sums(np.where(known, weights**2, 0.0)))
    joint: np.ndarray = np.divide(total, norm, out=np.full_like(norm, np.nan), where=norm > 0)
    return joint
