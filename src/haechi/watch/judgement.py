"""Months of scores, one after the other -> p-values of every movement, each ranked among the months before.

Statistics are ranked by stratum, put together by movement and ranked a last time within level and stratum, all among
earlier months, whose scores were ranked in the same way in their time: a drift of the first ranks is calibrated away
by the last. Both ranks are tables by stratum and bin, so that a month needs nothing but counts of those before.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from haechi.kernels.compiled import each
from haechi.kernels.ladder import ladder
from haechi.kernels.ranks import Mean, Tally, combined, hits, present
from haechi.model.signal import Movement
from haechi.watch.activity import Activity
from haechi.watch.calibration import BINS, TAIL, UNKNOWN, Past, Ranks, adaptation, mean_edges, tangents
from haechi.watch.evidence import COMBINED, NEEDED, SPENT, STATISTICS
from haechi.watch.pooling import LEVELS
from haechi.watch.weighting import means, weights

Row = tuple[np.ndarray, np.ndarray]
MOVEMENTS = tuple(Movement)
KINDS = 4 * len(Activity)  # strata of the first ranks: activity x volatility x size
_FEWEST = 300  # past scores from which on a statistic is ranked
_FEW = 1 << 16  # series of a month that one thread works through as soon as several would
_FLOWS = (MOVEMENTS.index(Movement.DROP), MOVEMENTS.index(Movement.SURGE))
_STEPS = ladder(mean_edges()[1:-1])
_MEANS = tuple(
    Mean(
        of=slice(STATISTICS.index(parts[0][0]), STATISTICS.index(parts[-1][0]) + 1),
        weights=np.array([weight for _, weight in parts]),
        needed=np.array([name in NEEDED.get(movement, ()) for name, _ in parts]),
    )
    for movement, parts in ((movement, COMBINED[movement]) for movement in MOVEMENTS)
)

_fine = np.arange(KINDS)
_FIRST = (_fine, _fine // 2, _fine // 4, np.zeros(KINDS, dtype=np.int64))
_fine = np.arange(len(LEVELS) * KINDS)
_LAST = (_fine, _fine // 2, _fine // 4, np.minimum(_fine // KINDS, 1), np.zeros_like(_fine))


class Months(Protocol):
    """Scores of series, month by month."""

    @property
    def shape(self) -> tuple[int, int]:
        """Number of months, and of series."""

    @property
    def level(self) -> np.ndarray:
        """(series,), index into `LEVELS`."""

    def row(self, month: int) -> Row:
        """Bins of the statistics, (statistic, series), and the stratum of each series, below `KINDS`."""

    def spread(self, month: int) -> np.ndarray:
        """Usual spread of the logs of each series; asked of the months that are written alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binned:
    """Scores held in memory.

    bins : (month, statistic, series), in the order of `STATISTICS`
    strata : (month, series), activity x volatility x size
    spreads : (month, series), usual spread of the logs
    level : (series,), index into `LEVELS`
    """

    bins: np.ndarray
    strata: np.ndarray
    spreads: np.ndarray
    level: np.ndarray

    @property
    def shape(self) -> tuple[int, int]:
        """Number of months, and of series."""
        months, series = self.strata.shape
        return months, series

    def row(self, month: int) -> Row:
        """Bins and strata of a month."""
        return self.bins[month], self.strata[month]

    def spread(self, month: int) -> np.ndarray:
        """Spreads of a month."""
        spreads: np.ndarray = self.spreads[month]
        return spreads

    def among(self, of: np.ndarray, bins: np.ndarray) -> "Binned":
        """Other scores, of series that have the strata and spreads of those named."""
        return Binned(bins=bins, strata=self.strata[:, of], spreads=self.spreads[:, of], level=self.level[of])


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """P-values of nodes, in all months or in the last ones.

    statistics : statistic -> (month, node); they go on falling beyond the largest past score
    movements : movement -> (month, node): p-values in their own right, those of drops and surges weighed by how well a
        fall would show in the series; NaN where they cannot be told
    p : (month, node), of all movements together: the least of them by the part of the false alarms each may cost
        (weighted Bonferroni)
    compared : (month, node), most past scores that a movement was ranked among
    adaptation : movement -> (month of all,), by which the last rank was multiplied
    known, hits : (month of all, stratum of the last ranks), p-values of drops and surges before they are weighed, and
        those in the nominal tail
    """

    statistics: Mapping[str, np.ndarray]
    movements: Mapping[Movement, np.ndarray]
    p: np.ndarray
    compared: np.ndarray
    adaptation: Mapping[Movement, np.ndarray]
    known: np.ndarray
    hits: np.ndarray


def judge(
    past: Months,
    needed: np.ndarray,
    *,
    own: Months | None = None,
    adapted_by: Mapping[Movement, np.ndarray] | None = None,
    since: int = 0,
) -> Judgement:
    """Judge series by the months before.

    Parameters
    ----------
    past : series whose scores are ranked among
    needed : (level,), past scores that the last ranks ask for
    own : other series that are judged over the same months; None: the same
    adapted_by : adaptation of each month where it is known; None: from the p-values themselves
    since : first month that is written; those before are only gone through
    """
    sweep = _Sweep(past, needed, adapted_by)
    months, series = past.shape if own is None else own.shape
    written = _Written.of(months - since, series)
    for month in range(months):
        row = past.row(month)
        level, asked = (past.level, row) if own is None else (own.level, own.row(month))
        tables, moved = sweep.next(month, row, None if own is None else _fine_of(level, asked[1]))
        if month < since:
            continue
        if own is not None:
            moved = tables.movements(asked)
        weight = weights((own or past).spread(month), level, means(past.spread(month), past.level, len(LEVELS)))
        written.add(month - since, tables, asked, moved, level, weight)
    return written.judgement(sweep)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    """What a month makes of scores in the strata that it has.

    first : by statistic
    tangents : (statistic, stratum, bin), of the first ranks
    last : by movement
    factors : (movement,), by which the last ranks are multiplied
    """

    first: tuple[Ranks, ...]
    tangents: np.ndarray
    last: tuple[Ranks, ...]
    factors: np.ndarray

    def movements(self, row: Row) -> np.ndarray:
        """Bins of each movement, (movement, series)."""
        bins, strata = row
        return combined(bins, strata, tables=self.tangents, means=_MEANS, on=_STEPS)


class _Sweep:
    """The months of the past going by."""

    def __init__(self, past: Months, needed: np.ndarray, adapted_by: Mapping[Movement, np.ndarray] | None) -> None:
        months, series = past.shape
        self.past = past
        self.each = each if series > _FEW else _in_turn
        self.enough = np.repeat(needed, KINDS)
        self.adapted_by = adapted_by
        self.first = [Past(_FIRST) for _ in STATISTICS]
        self.last = [Past(_LAST) for _ in MOVEMENTS]
        self.raw = np.zeros((2, months, len(MOVEMENTS)), dtype=np.int64)  # p-values, and hits before the adaptation
        self.factors = np.ones((len(MOVEMENTS), months))
        self.flows = np.zeros((2, len(_FLOWS), months, len(LEVELS) * KINDS), dtype=np.int64)

    def next(self, month: int, row: Row, asked: np.ndarray | None) -> tuple[_Tables, np.ndarray]:
        """Tables of a month with the bins of its movements; the month then becomes past.

        Parameters
        ----------
        asked : strata of the last ranks of other series that the tables are asked of
        """
        bins, strata = row
        fine = _fine_of(self.past.level, strata)
        finest = present(fine, len(self.enough))
        if asked is not None:
            finest |= present(asked, len(self.enough))
        kinds = np.asarray(finest.reshape(-1, KINDS).any(axis=0))
        said = np.empty((len(STATISTICS), KINDS, BINS + 1), dtype=np.float32)

        def first_ranks(place: int) -> Ranks:
            ranks = self.first[place].ranks(_FEWEST, is_extended=True, wanted=kinds)
            tangents(ranks.p).take(ranks.row, axis=0, out=said[place], mode="clip")
            self.first[place].add(bins[place], strata, among=kinds)
            return ranks

        def last_ranks(place: int) -> Ranks:
            ranks = self.last[place].ranks(self.enough, wanted=finest)
            self._count(month, place, ranks, self.last[place].add(moved[place], fine, among=finest))
            return ranks

        first = tuple(self.each(first_ranks, len(STATISTICS)))
        tables = _Tables(first=first, tangents=said, last=(), factors=np.ones(len(MOVEMENTS), dtype=np.float32))
        moved = tables.movements(row)
        last = tuple(self.each(last_ranks, len(MOVEMENTS)))
        return replace(tables, last=last, factors=self.factors[:, month].astype(np.float32)), moved

    def _count(self, month: int, place: int, ranks: Ranks, tally: Tally) -> None:
        """Count the hits of the tail in a month, before and after the adaptation."""
        factor = self.factors[place, month] = self._factor(month, place)
        known, raw, adapted = hits(ranks.p, ranks.row, tally, np.float32(factor), tail=TAIL)
        self.raw[:, month, place] = known.sum(), raw.sum()
        if place in _FLOWS:
            self.flows[:, _FLOWS.index(place), month] = known, adapted

    def _factor(self, month: int, place: int) -> float:
        if self.adapted_by is not None:
            return float(self.adapted_by[MOVEMENTS[place]][month])
        known, hit = self.raw[:, :month, place]
        return adaptation(hit, known)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """Where p-values go."""

    statistics: np.ndarray
    movements: np.ndarray
    compared: np.ndarray

    @classmethod
    def of(cls, months: int, series: int) -> "_Written":
        return cls(
            statistics=np.empty((len(STATISTICS), months, series), dtype=np.float32),
            movements=np.empty((len(MOVEMENTS), months, series), dtype=np.float32),
            compared=np.zeros((months, series), dtype=np.int32),
        )

    def add(
        self,
        at: int,
        tables: _Tables,
        row: Row,
        moved: np.ndarray,
        level: np.ndarray,
        weight: np.ndarray,
    ) -> None:
        """Write a month."""
        bins, strata = row
        fine = _fine_of(level, strata)
        for place, ranks in enumerate(tables.first):
            self.statistics[place, at] = ranks.of(strata, bins[place])
        for place, (ranks, cells) in enumerate(zip(tables.last, moved, strict=True)):
            p = np.minimum(ranks.of(fine, cells) * tables.factors[place], np.float32(1))
            self.movements[place, at] = np.minimum(p / weight, np.float32(1)) if place in _FLOWS else p
            size = np.where(cells == UNKNOWN, 0, ranks.size[fine])
            self.compared[at] = np.maximum(self.compared[at], size)

    def judgement(self, sweep: _Sweep) -> Judgement:
        spent = np.array([SPENT[movement] for movement in MOVEMENTS], dtype=np.float32)
        least = np.full(self.compared.shape, np.nan, dtype=np.float32)
        for part, weight in zip(self.movements, spent, strict=True):
            np.fmin(least, part / weight, out=least)
        return Judgement(
            statistics=dict(zip(STATISTICS, self.statistics, strict=True)),
            movements=dict(zip(MOVEMENTS, self.movements, strict=True)),
            p=np.minimum(least, np.float32(1)),
            compared=self.compared,
            adaptation=dict(zip(MOVEMENTS, sweep.factors, strict=True)),
            known=sweep.flows[0].sum(axis=0),
            hits=sweep.flows[1].sum(axis=0),
        )


def is_price_alone(judgement: Judgement, notable: float) -> np.ndarray:
    """Where the unit value moved and the flow did not, (month, node).

    The price is the strangest of all movements and neither drop nor surge is notable, for a stop carries its unit value
    along.

    Parameters
    ----------
    notable : p-value up to which a movement is
    """
    filled = np.stack([np.nan_to_num(judgement.movements[movement], nan=np.inf) for movement in MOVEMENTS])
    is_quiet = filled[list(_FLOWS)].min(axis=0) > notable
    return np.asarray(is_quiet & (filled.argmin(axis=0) == MOVEMENTS.index(Movement.PRICE)))


def _in_turn(work: Callable[[int], Ranks], count: int) -> list[Ranks]:
    """What `work` makes of each number below `count`, on one thread."""
    return [work(number) for number in range(count)]


def _fine_of(level: np.ndarray, strata: np.ndarray) -> np.ndarray:
    """Strata of the last ranks."""
    return np.asarray(level.astype(np.uint8) * np.uint8(KINDS) + strata, dtype=np.uint8)
