"""One pass over a panel: nodes, statistics, p-values of every movement and of every node, month by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.model.panel import Panel
from haechi.model.signal import Movement
from haechi.watch.activity import Activity
from haechi.watch.calibration import adaptation, binned, cauchy, conformal, smallest_tested
from haechi.watch.evidence import COMBINED, NEEDED, SPENT, Evidence, evidence
from haechi.watch.pooling import LEVELS, Nodes, StageOf, nodes

MOVEMENTS = tuple(Movement)
Strata = tuple[np.ndarray, ...]
Sides = tuple[np.ndarray, np.ndarray]  # of some series, and of the past that they are held against
_FEWEST = 300  # past scores from which on a statistic is ranked


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How strict the watch is.

    q : false-discovery rate per release and level of nodes
    watch_p : p-value at which a node is noticed; 0.01 is one false notice in eight years of a series
    held_p : p-value up to which the movement of the month before still counts as the same
    floor_usd : value of a month below which, seen and expected, a node is not listed
    """

    q: float = 0.10
    watch_p: float = 0.01
    held_p: float = 0.05
    floor_usd: float = 10_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """P-values of nodes.

    statistics : statistic -> (month, node); they go on falling beyond the largest past score
    movements : movement -> (month, node): p-values in their own right, NaN where they cannot be told
    p : (month, node), of all movements together: the least of them by the part of the false alarms each may cost
        (weighted Bonferroni)
    movement : (month, node), index into `MOVEMENTS`: what moved
    adaptation : movement -> (month,), by which the last rank was multiplied
    compared : (month, node), most past scores that a movement was ranked among
    """

    statistics: Mapping[str, np.ndarray]
    movements: Mapping[Movement, np.ndarray]
    p: np.ndarray
    movement: np.ndarray
    adaptation: Mapping[Movement, np.ndarray]
    compared: np.ndarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What the watch knows of every node and month.

    ranks, strata : stratifications of the statistics and of the last stage, the finest first, each (month, node); the
        finest of the latter are indices into `strata_names`
    needed : (node,), past scores that the last stage asks for
    """

    nodes: Nodes
    evidence: Evidence
    ranks: Strata
    strata: Strata
    strata_names: tuple[str, ...]
    needed: np.ndarray
    judgement: Judgement
    settings: Settings


def surveil(panel: Panel, *, stage_of: StageOf, settings: Settings) -> Watched:
    """Watch a panel: each month judged from the months before it."""
    watched = nodes(panel, stage_of)
    found = evidence(watched, complete=panel.complete)
    ranks, strata = _strata(watched, found)
    needed = _needed(watched, found, settings)
    held = _Held(statistics=found.statistics, ranks=ranks, strata=strata)
    return Watched(
        nodes=watched,
        evidence=found,
        ranks=ranks,
        strata=strata,
        strata_names=_names(),
        needed=needed,
        judgement=_judged(held, held, needed, settings),
        settings=settings,
    )


def judged(watched: Watched, other: Evidence, of: np.ndarray) -> Judgement:
    """Judge other series, such as injected ones, by the past of the watched nodes.

    Parameters
    ----------
    other : statistics of the other series over the same months
    of : (series,), the node whose strata each series has
    """
    own = _Held(
        statistics=other.statistics,
        ranks=tuple(stratum[:, of] for stratum in watched.ranks),
        strata=tuple(stratum[:, of] for stratum in watched.strata),
    )
    past = _Held(statistics=watched.evidence.statistics, ranks=watched.ranks, strata=watched.strata)
    return _judged(own, past, watched.needed[of], watched.settings, watched.judgement.adaptation)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """Statistics with the strata they are ranked in."""

    statistics: Mapping[str, np.ndarray]
    ranks: Strata
    strata: Strata


def _judged(
    own: _Held,
    past: _Held,
    needed: np.ndarray,
    settings: Settings,
    adapted_by: Mapping[Movement, np.ndarray] | None = None,
) -> Judgement:
    """Statistics ranked, then put together by movement and ranked a last time within level and stratum.

    Each rank is among earlier months, whose scores were ranked in the same way in their time, so that a drift of the
    first stage is calibrated away by the last. That one needs so many past scores that one node alone could pass the
    false-discovery control; where a fine stratum has fewer, a coarser one is taken.
    """
    ladder = _Ladder(own=own.ranks, past=past.ranks)
    statistics = {name: ladder.ranked(own.statistics[name], past.statistics[name]) for name in past.statistics}
    movements, factors, size = {}, {}, np.zeros(own.strata[0].shape, dtype=np.int32)
    for movement, parts in COMBINED.items():
        weights, names = [weight for _, weight in parts], NEEDED.get(movement, ())
        mine, theirs = (
            _where_known(
                cauchy([statistics[name][side] for name, _ in parts], weights),
                [statistics[name][side] for name in names],
            )
            for side in (0, 1)
        )
        last = conformal(binned(mine), own.strata, past=(binned(theirs), past.strata), enough=needed)
        factors[movement] = adaptation(last.p) if adapted_by is None else adapted_by[movement]
        movements[movement] = np.minimum(last.p * factors[movement][:, None], 1.0).astype(np.float32)
        size = np.maximum(size, last.size)
    weighted = np.stack([movements[movement] / SPENT[movement] for movement in MOVEMENTS])
    return Judgement(
        statistics={name: sides[0] for name, sides in statistics.items()},
        movements=movements,
        p=np.minimum(np.fmin.reduce(weighted), 1.0).astype(np.float32),
        adaptation=factors,
        movement=_what_moved(movements, settings.watch_p),
        compared=size,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ladder:
    """Ranks scores of some series, and those of the past that they are held against, among earlier ones of the past."""

    own: Strata
    past: Strata

    def ranked(self, own: np.ndarray, past: np.ndarray) -> Sides:
        """P-values of both, (month, series); they go on falling beyond the largest past score."""
        bins = binned(past)
        of_past = conformal(bins, self.past, enough=_FEWEST, is_extended=True).p
        if own is past:
            return of_past, of_past
        reference = (bins, self.past)
        return conformal(binned(own), self.own, past=reference, enough=_FEWEST, is_extended=True).p, of_past


def _where_known(score: np.ndarray, needed: Sequence[np.ndarray]) -> np.ndarray:
    """A score where everything that it needs is known, else NaN."""
    for array in needed:
        score = np.where(np.isnan(array), np.nan, score)
    return score


def _what_moved(by_movement: Mapping[Movement, np.ndarray], notable: float) -> np.ndarray:
    """The strangest of drop and surge where that is notable, else the strangest of all.

    A stop carries its unit value and its shares along: what moved first is the flow.
    """
    stack = np.stack([by_movement[movement] for movement in MOVEMENTS])
    filled = np.where(np.isnan(stack), np.inf, stack)
    flows = [MOVEMENTS.index(Movement.DROP), MOVEMENTS.index(Movement.SURGE)]
    strangest = filled.argmin(axis=0)
    of_flows = np.array(flows)[filled[flows].argmin(axis=0)]
    return np.asarray(np.where(filled[flows].min(axis=0) <= notable, of_flows, strangest), dtype=np.int8)


def coverage(watched: Watched, *, tail: float = 0.025, months: slice = slice(None)) -> Mapping[str, tuple[int, float]]:
    """How often a nominal tail of drops and of surges was hit: stratum -> (p-values, part at or below the tail)."""
    p = np.stack([watched.judgement.movements[movement][months] for movement in (Movement.DROP, Movement.SURGE)])
    stratum = np.broadcast_to(watched.strata[0][months], p.shape)
    known = ~np.isnan(p)
    found = {}
    for place in np.unique(stratum[known]):
        here = known & (stratum == place)
        found[watched.strata_names[place]] = (int(here.sum()), float((p[here] <= tail).mean()))
    return found


def _needed(watched: Nodes, found: Evidence, settings: Settings) -> np.ndarray:
    """Past scores that the last stage asks for, per node: by the number of nodes of its level that are ever judged.

    Never fewer than with which a node can be noticed at all: of few scores many months are the strangest so far.
    """
    fewest = smallest_tested(1, settings.watch_p)
    is_scored = ~np.isnan(found.statistics["surprise down"]).all(axis=0)
    counts = np.bincount(watched.level[is_scored], minlength=len(LEVELS))
    by_level = np.array([max(smallest_tested(int(count), settings.q), fewest) for count in counts])
    return np.asarray(by_level[watched.level])


def _strata(watched: Nodes, found: Evidence) -> tuple[Strata, Strata]:
    """Stratifications in which statistics are ranked, of nodes of all levels, and those of the last stage, by level.

    The finest is by activity, volatility and size; then without size; then without volatility; then all together. Sums
    that are too few even so are ranked with the pairs.
    """
    months, count = watched.value.shape
    level = np.broadcast_to(watched.level.astype(np.int64), (months, count))
    kind = found.activity.astype(np.int64)
    volatile = _above_median(found.value.smoothed.scale, watched.level)
    large = _above_median(np.where(found.value.is_settled, found.value.typical, np.nan), watched.level)
    kinds = len(Activity)
    of_all = ((kind * 2 + volatile) * 2 + large, kind * 2 + volatile, kind, np.zeros_like(kind))
    by_level = tuple(
        level * size + stratum for size, stratum in zip((kinds * 4, kinds * 2, kinds, 1), of_all, strict=True)
    )
    return of_all, (*by_level, np.minimum(level, 1), np.zeros_like(level))


def _above_median(numbers: np.ndarray, level: np.ndarray) -> np.ndarray:
    """Whether a number lies above the median of its month and level; unknown ones do not."""
    out = np.zeros(numbers.shape, dtype=np.int64)
    for place in np.unique(level):
        here = level == place
        part = numbers[:, here]
        ordered = np.sort(part, axis=1)
        known = (~np.isnan(part)).sum(axis=1)
        middle = ordered[np.arange(len(part)), np.maximum(known - 1, 0) // 2]
        with np.errstate(invalid="ignore"):
            out[:, here] = part > middle[:, None]
    return out


def _names() -> tuple[str, ...]:
    return tuple(
        f"{level.value}, {activity.name.lower()}, {volatility}, {size}"
        for level in LEVELS
        for activity in Activity
        for volatility in ("calm", "volatile")
        for size in ("small", "large")
    )
