"""False alarms, the thresholds that give a wanted rate of them, and what is recalled at those, in releases."""

import math
from dataclasses import dataclass, replace

import numpy as np

GAP = 3  # months without an alarm before one that counts anew
RELEASES = 6  # releases over which an alarm is waited for
WINDOW = RELEASES + 1  # months that hold them: two months of a winter may be one release
OWN_AND_TWO = 3
_MOST_ALARMS = 0.5  # of the months
_Z = 1.959964  # of the normal law, 95 %

Interval = tuple[float, float]
_NOWHERE: Interval = (float("nan"), float("nan"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Where and when is counted.

    Parameters
    ----------
    is_judged : (month, node), months in which every detector is asked
    is_deferred : (month, node), months that are published, and judged, with the next one
    """

    is_judged: np.ndarray
    is_deferred: np.ndarray

    def among(self, nodes: np.ndarray, first: int = 0) -> "Ground":
        """The same of some nodes, from a month on."""
        later = np.arange(len(self.is_judged))[:, None] >= first
        return Ground(is_judged=(self.is_judged & later)[:, nodes], is_deferred=self.is_deferred[:, nodes])

    @property
    def years(self) -> float:
        """Years of series: judged months, and those that are judged with them."""
        with_next = np.zeros_like(self.is_deferred)
        with_next[:-1] = self.is_deferred[:-1] & self.is_judged[1:]
        return float((self.is_judged | with_next).sum() / 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of interruptions.

    own, within_three : part of them with an alarm in the release of their first month, or in one of the first three
    own_interval, within_interval : of those parts, 95 %, by `of_clusters` over the series
    median, p90 : releases until half, and nine tenths, have had an alarm; None where that takes six or more
    count : interruptions
    """

    own: float
    within_three: float
    own_interval: Interval
    within_interval: Interval
    median: int | None
    p90: int | None
    count: int


def by_release(scores: np.ndarray, is_deferred: np.ndarray) -> np.ndarray:
    """Scores as they come out: that of a deferred month counts in the next one if it is the larger."""
    out = np.where(is_deferred, np.nan, scores).astype(np.float32)
    out[1:] = np.where(is_deferred[:-1], np.fmax(out[1:], scores[:-1]), out[1:])
    return out


def false_alarms(alarms: np.ndarray) -> np.ndarray:
    """Alarms that none of the same series precedes in the three months before.

    Examples
    --------
    >>> false_alarms(np.array([[True], [True], [False], [False], [False], [True]])).ravel().tolist()
    [True, False, False, False, False, True]
    """
    first: np.ndarray = alarms & ~_recent(alarms)
    return first


def _recent(alarms: np.ndarray) -> np.ndarray:
    """Whether there was an alarm in the three months before."""
    before = np.zeros_like(alarms)
    for lag in range(1, GAP + 1):
        before[lag:] |= alarms[:-lag]
    return before


def rate(scores: np.ndarray, ground: Ground, threshold: float) -> float:
    """False alarms per year of a series; NaN where nothing is judged."""
    alarms = ground.is_judged & (scores >= threshold)
    return float(false_alarms(alarms).sum() / ground.years) if ground.years else float("nan")


def alarm_months(scores: np.ndarray, ground: Ground, level: float) -> float:
    """Months with an alarm per year of a series, however soon after another; NaN where nothing is judged."""
    alarms = ground.is_judged & (scores >= level)
    return float(alarms.sum() / ground.years) if ground.years else float("nan")


def threshold(scores: np.ndarray, ground: Ground, wanted: float) -> float:
    """The lowest score above which no threshold gives more false alarms per series-year than wanted.

    Infinity where even the largest score gives more.
    """
    known = np.sort(scores[ground.is_judged & np.isfinite(scores)])[::-1]
    found = float("inf")
    for candidate in np.unique(known[: int(len(known) * _MOST_ALARMS)])[::-1]:
        if rate(scores, ground, float(candidate)) > wanted:
            break
        found = float(candidate)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """The releases that follow each start, of every node.

    Parameters
    ----------
    starts : months in which interruptions start, consecutive
    is_release : (start, month after the start, node), whether something is published
    number : likewise, of the release, from 0
    waited : (start, node), releases to come, at most six
    is_asked : (start, node), whether the first of them is judged and enough more follow
    """

    starts: range
    is_release: np.ndarray
    number: np.ndarray
    waited: np.ndarray
    is_asked: np.ndarray


def waits(ground: Ground, starts: range, *, least: int = OWN_AND_TWO) -> Waits:
    """Count the releases after each start.

    Parameters
    ----------
    least : releases that an interruption must have to be counted, its own among them
    """
    months = len(ground.is_judged)
    reach = np.asarray(starts)[:, None] + np.arange(WINDOW)
    inside = np.minimum(reach, months - 1)
    is_release = ~ground.is_deferred[inside] & (reach < months)[:, :, None]
    waited = np.minimum(is_release.sum(axis=1), RELEASES)
    first = is_release.argmax(axis=1)[:, None, :]
    is_asked = np.take_along_axis(ground.is_judged[inside], first, axis=1)[:, 0] & (waited >= least)
    number = np.cumsum(is_release, axis=1) - 1
    return Waits(
        starts=starts,
        is_release=is_release & (number < RELEASES),
        number=number,
        waited=waited,
        is_asked=is_asked,
    )


def released_alone(waited: Waits, ground: Ground, touched: range) -> Waits:
    """The same where no month that is touched is one of two that are judged as one.

    Parameters
    ----------
    touched : months touched, counted from the start
    """
    is_one_of_two = ground.is_deferred.copy()
    is_one_of_two[1:] |= ground.is_deferred[:-1]
    last = len(is_one_of_two) - 1
    reach = np.clip(np.asarray(waited.starts)[:, None] + np.asarray(touched), 0, last)
    return replace(waited, is_asked=waited.is_asked & ~is_one_of_two[reach].any(axis=1))


def outcome(null: np.ndarray, cut: np.ndarray, ground: Ground, waited: Waits, level: float) -> Outcome:
    """What is recalled at a threshold, of interruptions of series with no alarm in the three months before.

    Parameters
    ----------
    null : (month, node), scores of the panel as it is
    cut : (start, month after the start, node), scores of interruptions
    level : the threshold
    """
    quiet = ~_recent(ground.is_judged & (null >= level))
    counted = waited.is_asked & quiet[np.asarray(waited.starts)]
    hit = (cut >= level) & waited.is_release
    first = hit.argmax(axis=1)[:, None, :]
    delay = np.where(hit.any(axis=1), np.take_along_axis(waited.number, first, axis=1)[:, 0], -1)
    return _summary(delay[counted], waited.waited[counted], np.nonzero(counted)[1])


def _summary(delay: np.ndarray, waited: np.ndarray, series: np.ndarray) -> Outcome:
    count = len(delay)
    if not count:
        return Outcome(
            own=float("nan"),
            within_three=float("nan"),
            own_interval=_NOWHERE,
            within_interval=_NOWHERE,
            median=None,
            p90=None,
            count=0,
        )
    curve = waiting(delay, waited)
    reached = [np.flatnonzero(curve <= part + 1e-12) for part in (0.5, 0.1)]
    median, p90 = (int(found[0]) if len(found) else None for found in reached)
    own, within = delay == 0, (delay >= 0) & (delay < OWN_AND_TWO)
    return Outcome(
        own=float(own.mean()),
        within_three=float(within.mean()),
        own_interval=of_clusters(own, series),
        within_interval=of_clusters(within, series),
        median=median,
        p90=p90,
        count=count,
    )


def of_clusters(hits: np.ndarray, cluster: np.ndarray) -> Interval:
    """The 95 % interval of the part of hits where those of a cluster go together, such as the starts of one series.

    Wilson's interval at the effective count p (1 - p) / var, with the variance of a ratio of sums over m clusters,
    m / (m - 1) sum (hits - p count)^2 / n^2 (Cochran 1977, "Sampling techniques", section 3.12). An effective count in
    the interval of a part is that of Korn and Graubard (1998), "Confidence intervals for proportions with small
    expected number of positive counts estimated from survey data", Survey Methodology 24: 193-201. It is at most the
    count, and the number of clusters where these do not differ.

    Parameters
    ----------
    hits : (start,), flags
    cluster : (start,), number of the cluster of each

    Examples
    --------
    >>> hits, series = np.array([1, 1, 0, 0], dtype=bool), np.array([0, 0, 1, 1])
    >>> [round(end, 3) for end in of_clusters(hits, series)]
    [0.055, 0.945]
    """
    part = float(hits.mean())
    counts = np.bincount(cluster)
    found = np.bincount(cluster, weights=hits)[counts > 0]
    counts = counts[counts > 0]
    clusters = len(counts)
    spread = float(((found - part * counts) ** 2).sum())
    effective = float(clusters)
    if clusters > 1 and spread > 0:
        variance = clusters / (clusters - 1) * spread / len(hits) ** 2
        effective = min(part * (1 - part) / variance, len(hits))
    return wilson(part, effective)


def wilson(part: float, count: float) -> Interval:
    """The 95 % interval of a part of a count, 0..1, NaN where nothing was counted.

    Wilson (1927), "Probable inference, the law of succession, and statistical inference", Journal of the American
    Statistical Association 22: 209-212. It takes what is counted as independent.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(0.5, 10)]
    [0.237, 0.763]
    """
    if not count:
        return float("nan"), float("nan")
    centre = (part + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    half = _Z / (1 + _Z**2 / count) * math.sqrt(part * (1 - part) / count + _Z**2 / (4 * count**2))
    return max(centre - half, 0.0), min(centre + half, 1.0)


def waiting(delay: np.ndarray, waited: np.ndarray) -> np.ndarray:
    """Part still without an alarm after each release, (release,).

    Kaplan and Meier (1958), "Nonparametric estimation from incomplete observations", Journal of the American
    Statistical Association 53: 457-481.

    Parameters
    ----------
    delay : (interruption,), releases until the alarm, -1 where none came
    waited : (interruption,), releases seen

    Examples
    --------
    >>> waiting(np.array([0, 1, -1, -1]), np.array([6, 6, 1, 6])).round(3).tolist()
    [0.75, 0.375, 0.375, 0.375, 0.375, 0.375]
    """
    curve = np.ones(RELEASES)
    left = 1.0
    for release in range(RELEASES):
        at_risk = (waited > release) & ((delay < 0) | (delay >= release))
        if at_risk.any():
            left *= 1 - (delay[at_risk] == release).mean()
        curve[release] = left
    return curve
