"""One pass over a panel: nodes, statistics, p-values of every movement and of every node, month by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.kernels.medians import above_median
from haechi.model.panel import Panel
from haechi.watch.activity import Activity
from haechi.watch.calibration import binned, smallest_tested
from haechi.watch.evidence import STATISTICS, Evidence, evidence
from haechi.watch.judgement import KINDS, Binned, Judgement, judge
from haechi.watch.pooling import LEVELS, Nodes, StageOf, nodes, nodes_of_codes

Traits = tuple[np.ndarray, np.ndarray, np.ndarray]


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
class Followed:
    """What came of every node and month and what was expected; how strange it was is not asked."""

    nodes: Nodes
    evidence: Evidence
    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched(Followed):
    """What the watch knows of every node and month.

    scores : bins and strata of the statistics
    needed : (level,), past scores that the last ranks ask for
    """

    scores: Binned
    needed: np.ndarray
    judgement: Judgement

    def strata(self, month: int, indices: Sequence[int]) -> list[str]:
        """What some nodes were ranked among: level, activity, volatility and size."""
        places = self.nodes.level[indices].astype(np.int64) * KINDS + self.scores.strata[month, indices]
        names = {place: stratum_name(place) for place in np.unique(places).tolist()}
        return [names[place] for place in places.tolist()]


def follow(panel: Panel, *, settings: Settings) -> Followed:
    """Follow the flows within each code of a panel: it needs no other code, and is the same where more are watched."""
    flows = nodes_of_codes(panel)
    return Followed(nodes=flows, evidence=evidence(flows, complete=panel.complete), settings=settings)


def surveil(panel: Panel, *, stage_of: StageOf, settings: Settings) -> Watched:
    """Watch a panel: each month judged from the months before it."""
    watched = nodes(panel, stage_of)
    found = evidence(watched, complete=panel.complete)
    scores = Binned(
        bins=bins(found.statistics),
        strata=strata(traits(found), watched.level),
        spreads=spread(found),
        level=watched.level,
    )
    counts = np.bincount(watched.level[is_judged(found)], minlength=len(LEVELS))
    needed = past_needed(counts, settings)
    return Watched(
        nodes=watched,
        evidence=found,
        scores=scores,
        needed=needed,
        judgement=judge(scores, needed),
        settings=settings,
    )


def judged(watched: Watched, other: Mapping[str, np.ndarray], of: np.ndarray) -> Judgement:
    """Judge other series, such as injected ones, by the past of the watched nodes.

    Parameters
    ----------
    other : statistics of the other series over the same months
    of : (series,), the node whose strata each series has
    """
    own = watched.scores.among(of, bins(other))
    return judge(watched.scores, watched.needed, own=own, adapted_by=watched.judgement.adaptation)


def coverage(judgement: Judgement, *, months: slice = slice(None)) -> Mapping[str, tuple[int, float]]:
    """How often the nominal tail of drops and of surges was hit: stratum -> (p-values, part at or below the tail)."""
    known, hits = (counts[months].sum(axis=0) for counts in (judgement.known, judgement.hits))
    return {
        stratum_name(int(place)): (int(known[place]), float(hits[place] / known[place]))
        for place in np.flatnonzero(known)
    }


def bins(statistics: Mapping[str, np.ndarray]) -> np.ndarray:
    """Bins of statistics, (month, statistic, series)."""
    months, series = statistics[STATISTICS[0]].shape
    out = np.empty((months, len(STATISTICS), series), dtype=np.uint16)
    for place, name in enumerate(STATISTICS):
        scores = statistics[name]
        if scores.strides == (0, 0):  # one number for all
            out[:, place] = binned(scores[:1, :1])
        else:
            binned(scores, out=out[:, place])
    return out


def traits(found: Evidence) -> Traits:
    """What parts series into strata, (month, series): activity, spread, and the typical value once it is settled."""
    value = found.value
    return found.activity, value.smoothed.scale, np.where(value.is_settled, value.typical, np.float32(np.nan))


def spread(found: Evidence) -> np.ndarray:
    """Usual spread of the logs of every series, (month, series): the greater of those of value and weight."""
    greater: np.ndarray = np.fmax(found.value.smoothed.scale, found.weight.smoothed.scale)
    return greater


def strata(of: Traits, level: np.ndarray) -> np.ndarray:
    """Activity x volatility x size of every series, (month, series), uint8.

    Series are volatile or large beyond the median of their month and level.
    """
    kind, spread, typical = of
    is_volatile, is_large = (above_median(numbers, level, len(LEVELS)) for numbers in (spread, typical))
    return np.asarray(kind * 4 + is_volatile * 2 + is_large, dtype=np.uint8)


def is_judged(found: Evidence) -> np.ndarray:
    """Series that have a score in any month, (series,)."""
    return np.asarray(~np.isnan(found.statistics["surprise down"]).all(axis=0))


def past_needed(counts: np.ndarray, settings: Settings) -> np.ndarray:
    """Past scores that the last ranks ask for, (level,), by the number of nodes of each level that are ever judged.

    Never fewer than with which a node can be noticed at all: of few scores many months are the strangest so far.
    """
    fewest = smallest_tested(1, settings.watch_p)
    return np.array([max(smallest_tested(int(count), settings.q), fewest) for count in counts])


def stratum_name(place: int) -> str:
    """Name of a stratum of the last ranks."""
    level, kind = divmod(place, KINDS)
    activity = Activity(kind // 4).name.lower()
    volatility, size = ("calm", "volatile")[kind // 2 % 2], ("small", "large")[kind % 2]
    return f"{LEVELS[level].value}, {activity}, {volatility}, {size}"
