"""What a month is expected to be, from the past only: a bank of robust smoothings, and peers for short histories."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from haechi.kernels.peers import Shown, medians_of_peers
from haechi.kernels.settling import Settled, hide_before
from haechi.kernels.smoothing import Smoothed, smooth
from haechi.model.panel import Singles
from haechi.watch.pooling import Nodes
from haechi.watch.transform import FLOOR, logs, values_of

# Gains of level and season: a month counts for a twentieth to a third of the level, a year for none to a third of the
# season.
BANK = np.array([(level, season) for level in (0.05, 0.1, 0.2, 0.35) for season in (0.0, 0.1, 0.3)], dtype=np.float32)
_PEERS = 5  # series of the same code and level from which on they lend what is usual
_USUAL_SPREAD = 0.8  # in logs, of a series that is never settled: most monthly flows of one pair
_LEAST_SPREAD = 0.05
_HALF_YEAR = 6
_WIDTH = 2.0  # spreads to either side of what is expected

Band = tuple[float, float, float]  # expected, low, high


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """A smoothed quantity of every node.

    smoothed : expected log, its spread and the score of what came, (month, node)
    typical : (node,), in the unit of the quantity
    is_settled : (month, node), whether what is typical was known by then
    """

    smoothed: Smoothed
    typical: Singles
    is_settled: np.ndarray
    floor: float

    def expected(self, month: int, nodes: np.ndarray | slice = slice(None)) -> np.ndarray:
        """What was expected of some nodes, or of all, in a month, in the unit; NaN where nothing was."""
        amounts: np.ndarray = np.maximum(np.exp(self.smoothed.expected[month, nodes]) - self.floor, 0.0)
        return amounts * self.typical[nodes]

    def band(self, month: int, node: int) -> Band | None:
        """Expected value and the band of two spreads around it, in the unit; None where nothing is expected."""
        return self.around(month, [node])[0]

    def around(self, month: int, nodes: Sequence[int]) -> list[Band | None]:
        """The same of some nodes."""
        columns = (self.smoothed.expected[month, nodes], self.smoothed.scale[month, nodes], self.typical[nodes])
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return [_around(centre, spread, typical, self.floor) for centre, spread, typical in rows]


def _around(centre: float, spread: float, typical: float, floor: float) -> Band | None:
    if math.isnan(centre) or math.isnan(spread):
        return None
    away = _WIDTH * spread
    low, middle, high = (values_of(y, typical, floor=floor) for y in (centre - away, centre, centre + away))
    return middle, low, high


def bands(nodes: Nodes, values: Singles, *, floor: float = FLOOR) -> Bands:
    """Smooth a quantity of every node; months before what is typical is settled are not scored."""
    ready = logs(values, floor=floor)
    settled = ready.first.settled
    start = _calendar_month(nodes)
    scatter = ready.first.scatter
    usual = np.where(np.isnan(scatter), _USUAL_SPREAD, np.maximum(scatter, _LEAST_SPREAD)).astype(np.float32)
    flat = np.zeros((12, nodes.size), dtype=np.float32)
    smoothed = smooth(ready.y, first_month=start, bank=BANK, prior_scale=usual, prior_season=flat)
    lent, spread, season = _lent(nodes, ready.first, smoothed, usual)
    if len(lent):
        anew = smooth(ready.y[:, lent], first_month=start, bank=BANK, prior_scale=spread, prior_season=season)
        for name in ("expected", "scale", "score"):
            getattr(smoothed, name)[:, lent] = getattr(anew, name)
    for array in (smoothed.expected, smoothed.scale, smoothed.score):
        hide_before(array, settled)
    judged = np.arange(len(values))[:, None] >= settled[None, :]
    return Bands(smoothed=smoothed, typical=ready.first.typical, is_settled=judged, floor=floor)


def _lent(nodes: Nodes, first: Settled, first_pass: Smoothed, usual: Singles) -> tuple[np.ndarray, Singles, Singles]:
    """Series that begin late, with the spread and season that peers of the same code and level had shown before.

    The spread is the geometric mean of their own and of the median of the peers.
    """
    late = np.flatnonzero((first.begin >= _HALF_YEAR) & (first.begin < len(nodes.months)))
    if not len(late):
        return late, usual[late], np.zeros((12, 0), dtype=np.float32)
    group = nodes.of_code_and_level
    order = np.argsort(group, kind="stable")
    begins = len(nodes.months)
    kinds, kind = np.unique(group[late] * begins + first.begin[late], return_inverse=True)
    starts, stops = np.searchsorted(group[order], [kinds // begins, kinds // begins + 1])
    spread, season = medians_of_peers(
        Shown(first_pass.scale, first_pass.expected, first.settled, first_month=_calendar_month(nodes)),
        order,
        starts,
        stops,
        kinds % begins,
        fewest=_PEERS,
    )
    is_told = ~np.isnan(spread[kind])
    lent, of = late[is_told], kind[is_told]
    return lent, np.sqrt(usual[lent] * spread[of]), season[:, of]


def _calendar_month(nodes: Nodes) -> int:
    """Calendar month of the first month, 0..11."""
    return int(nodes.months[0].astype(int) % 12) if len(nodes.months) else 0
