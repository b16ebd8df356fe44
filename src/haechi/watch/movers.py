"""Who moved: the parts of a node by how much each changed against what was expected of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from haechi.model.signal import Movement, Node
from haechi.watch.baseline import Bands
from haechi.watch.surveillance import Followed

_LISTED = 10
_MOVED = 1.0  # usual spreads, as for the parts that corroborate a signal


class State(StrEnum):
    """What can be said of a part in the month; a part that moved did so either way."""

    MOVED = "moved"
    QUIET = "quiet"
    UNJUDGED = "cannot be judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What came, what was expected, and the difference; None where there is no such thing."""

    seen: float | None
    expected: float | None
    change: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """A part of a node, by what was judged of it: in February of an exporter that keeps the lunar new year a mean."""

    node: Node
    state: State
    value_usd: Amount
    weight_kg: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Movers:
    """The parts of a node; listed ones, the rest and what is left over sum up to the node.

    Parameters
    ----------
    listed : the largest changes of value first, then parts that cannot be judged by what came
    counts : state -> number of parts, the rest too
    rest : number of parts that are not listed, and their sums
    left_over : expectations and changes that the parts do not account for: the node is expected as a whole, and parts
        that cannot be judged have no expectation of their own
    whole : the node itself
    """

    listed: tuple[Mover, ...]
    counts: dict[State, int]
    rest: int
    rest_usd: Amount
    rest_kg: Amount
    left_over_usd: Amount
    left_over_kg: Amount
    whole_usd: Amount
    whole_kg: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """One quantity of the parts, (part,), and of the whole."""

    seen: np.ndarray
    expected: np.ndarray
    whole: Amount

    def amount(self, places: Sequence[int] | np.ndarray) -> Amount:
        return _amount(self.seen[places], self.expected[places])

    def left_over(self) -> Amount:
        parts = _amount(self.seen, self.expected)
        return Amount(
            seen=_difference(self.whole.seen, parts.seen),
            expected=_difference(self.whole.expected, parts.expected),
            change=_difference(self.whole.change, parts.change),
        )


def movers(watched: Followed, month: int, index: int, movement: Movement) -> Movers | None:
    """The parts of a node in a month; None for a pair."""
    children = watched.nodes.children.of(index)
    if not len(children):
        return None
    own = np.array([index])
    usd, kg = (
        _Compared(
            seen=numbers[month, children].astype(np.float64),
            expected=expected_values(of, month, children),
            whole=_amount(numbers[month, own].astype(np.float64), expected_values(of, month, own)),
        )
        for numbers, of in (
            (watched.nodes.judged_value, watched.evidence.value),
            (watched.nodes.judged_weight, watched.evidence.weight),
        )
    )
    states = _states(watched, month, children, movement)
    change = usd.seen - usd.expected
    order = np.lexsort((-np.nan_to_num(usd.seen), -np.abs(np.nan_to_num(change)), np.isnan(change)))
    first, others = order[:_LISTED], order[_LISTED:]
    return Movers(
        listed=tuple(
            Mover(
                node=watched.nodes.node(int(children[place])),
                state=states[place],
                value_usd=usd.amount([place]),
                weight_kg=kg.amount([place]),
            )
            for place in first
        ),
        counts={state: states.count(state) for state in State},
        rest=len(others),
        rest_usd=usd.amount(others),
        rest_kg=kg.amount(others),
        left_over_usd=usd.left_over(),
        left_over_kg=kg.left_over(),
        whole_usd=usd.whole,
        whole_kg=kg.whole,
    )


def expected_values(of: Bands, month: int, places: np.ndarray) -> np.ndarray:
    """What was expected of some nodes in a month, in the unit of the quantity; NaN where nothing was."""
    centre = of.smoothed.expected[month, places].astype(np.float64)
    spread = of.smoothed.scale[month, places]
    level = np.maximum(np.exp(centre) - of.floor, 0) * of.typical[places]
    return np.where(np.isnan(spread), np.nan, level)


def _states(watched: Followed, month: int, children: np.ndarray, movement: Movement) -> Sequence[State]:
    found = watched.evidence
    either = np.fmax(found.joint_down[month, children], found.joint_up[month, children])
    score = found.statistics["unit value"][month, children] if movement is Movement.PRICE else either
    return [State.UNJUDGED if np.isnan(one) else State.MOVED if one >= _MOVED else State.QUIET for one in score]


def _amount(seen: np.ndarray, expected: np.ndarray) -> Amount:
    """Sums over what is known; the change over parts of which both are."""
    return Amount(seen=_sum(seen), expected=_sum(expected), change=_sum(seen - expected))


def _sum(numbers: np.ndarray) -> float | None:
    known = numbers[~np.isnan(numbers)]
    return float(known.sum()) if len(known) else None


def _difference(whole: float | None, parts: float | None) -> float | None:
    return None if whole is None else whole - (parts or 0.0)
