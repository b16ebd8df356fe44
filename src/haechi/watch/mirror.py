"""What the other side of the same flows says in the same month: shown beside, weighed in the decision, never averaged.

Both sides write down one trade, but the buyer adds freight, and ships arrive later. So the other side's number is first
brought to the level of ours by their usual ratio, and then asked whether it lies nearer to what was seen or to what was
expected.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from haechi.model.panel import Months, Panel
from haechi.model.signal import AlertLevel, Movement, Signal
from haechi.sentence import said
from haechi.watch.movers import expected_values
from haechi.watch.pooling import Nodes
from haechi.watch.surveillance import Followed

_COMPARED = 24  # months before, for the usual ratio of the two sides
_FEWEST = 6  # of them
_NOTHING = 0.01  # of what was expected: a trade below it counts as this, so that a stop has a logarithm


class MirrorState(StrEnum):
    """Whether the other side saw the movement too."""

    CONFIRMS = "confirms"
    CONTRADICTS = "contradicts"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """The other side's answer, over the pairs that both sides know in the month and of which ours was expected.

    Parameters
    ----------
    source, basis : where it comes from; None where no such data are held
    pairs, of : pairs compared, of those that the node adds up
    seen_usd, expected_usd : ours
    other_usd : theirs as published
    usual_ratio : theirs over ours in the months before, median; 1 where fewer than six can be compared
    """

    state: MirrorState
    source: str | None = None
    basis: str | None = None
    pairs: int = 0
    of: int = 0
    seen_usd: float | None = None
    expected_usd: float | None = None
    other_usd: float | None = None
    usual_ratio: float = 1.0


def mirror(watched: Followed, month: int, index: int, other: Panel, *, own: Panel) -> Mirror:
    """Hold a node against the panel of the other side.

    Parameters
    ----------
    month, index : of the watched months and nodes
    other, own : flows of the node in the month and those before it, as the other side has them and as its own side has
    """
    nodes = watched.nodes
    pairs = nodes.pairs(index)
    months = nodes.months[month] - np.arange(_COMPARED, -1, -1)
    ours, theirs = (_aligned(nodes, pairs, months, panel) for panel in (own, other))
    expected = expected_values(watched.evidence.value, month, pairs)
    both = ~np.isnan(ours[-1]) & ~np.isnan(theirs[-1]) & ~np.isnan(expected)
    if not both.any() or not expected[both].sum():
        return Mirror(state=MirrorState.ABSENT, source=other.source, basis=other.basis, of=len(pairs))
    seen, usual, told = (float(numbers[both].sum()) for numbers in (ours[-1], expected, theirs[-1]))
    ratio = _usual_ratio(ours[:-1, both], theirs[:-1, both])
    least = _NOTHING * usual
    levelled, came = (math.log(max(number, least)) for number in (told / ratio, seen))
    is_nearer = abs(levelled - came) < abs(levelled - math.log(usual))
    return Mirror(
        state=MirrorState.CONFIRMS if is_nearer else MirrorState.CONTRADICTS,
        source=other.source,
        basis=other.basis,
        pairs=int(both.sum()),
        of=len(pairs),
        seen_usd=seen,
        expected_usd=usual,
        other_usd=told,
        usual_ratio=ratio,
    )


def held_against(signal: Signal, found: Mirror, *, q: float) -> Signal:
    """A signal that the other side was asked about: confirmed it is an alert if it passes, contradicted it never is.

    Drops and surges only, for the other side is asked for money, not for prices or shares; absent it changes nothing.

    Parameters
    ----------
    q : rate of false discoveries at which a signal passes
    """
    if signal.movement not in (Movement.DROP, Movement.SURGE) or found.state is MirrorState.ABSENT:
        return signal
    who = said("the {basis} of {source}", basis=found.basis, source=found.source)
    told = said("USD {n:,.0f} over {pairs} of {total} pairs", n=found.other_usd, pairs=found.pairs, total=found.of)
    if found.state is MirrorState.CONFIRMS:
        level = AlertLevel.ALERT if signal.q_value <= q else signal.level
        return replace(
            signal,
            level=level,
            reasons=(*signal.reasons, said("corroborated: {who} shows it too, {told}", who=who, told=told)),
        )
    level = AlertLevel.WARNING if signal.level is AlertLevel.ALERT else signal.level
    why = said("contradicted: {who} does not show it, {told}; no alert while the two sides differ", who=who, told=told)
    return replace(signal, level=level, reasons=(*signal.reasons, why))


def _aligned(nodes: Nodes, pairs: np.ndarray, months: Months, panel: Panel) -> np.ndarray:
    """Values of a panel in some months of some pairs, NaN where it has none: (month, pair)."""
    out = np.full((len(months), len(pairs)), np.nan)
    names = np.stack([panel.codes, panel.exporters, panel.importers], axis=1)
    asked = np.flatnonzero(np.isin(panel.codes, nodes.codes[pairs]))
    columns = {tuple(map(str, names[place])): place for place in asked}
    _, rows, held = np.intersect1d(months, panel.months, return_indices=True)
    for place, pair in enumerate(pairs):
        column = columns.get((str(nodes.codes[pair]), str(nodes.exporters[pair]), str(nodes.importers[pair])))
        if column is not None:
            out[rows, place] = panel.value[held, column]
    return out


def _usual_ratio(ours: np.ndarray, theirs: np.ndarray) -> float:
    """Median over the months before of theirs over ours, summed over the pairs that both know in all of a month."""
    whole = ~np.isnan(ours).any(axis=1) & ~np.isnan(theirs).any(axis=1)
    own, other = (numbers[whole].sum(axis=1) for numbers in (ours, theirs))
    traded = (own > 0) & (other > 0)
    return float(np.median(other[traded] / own[traded])) if traded.sum() >= _FEWEST else 1.0
