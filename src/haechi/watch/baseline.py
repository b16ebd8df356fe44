"""What a month is expected to be, from the past only: a bank of robust smoothings, and peers for short histories."""

from dataclasses import dataclass

import numpy as np

from haechi.kernels.smoothing import Smoothed, smooth
from haechi.model.panel import Singles
from haechi.watch.pooling import Nodes
from haechi.watch.transform import FLOOR, Logs, logs, medians, values_of

# Gains of level and season: a month counts for a twentieth to a third of the level, a year for none to a third of the
# season.
BANK = np.array([(level, season) for level in (0.05, 0.1, 0.2, 0.35) for season in (0.0, 0.1, 0.3)], dtype=np.float32)
_PEERS = 5  # series of the same code and level from which on they lend what is usual
_USUAL_SPREAD = 0.8  # in logs, of a series that is never settled: most monthly flows of one pair
_LEAST_SPREAD = 0.05
_HALF_YEAR = 6


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

    def expected(self, month: int) -> np.ndarray:
        """What was expected of every node in a month, in the unit; NaN where nothing was."""
        amounts: np.ndarray = np.maximum(np.exp(self.smoothed.expected[month]) - self.floor, 0.0) * self.typical
        return amounts

    def band(self, month: int, node: int, *, width: float = 2.0) -> tuple[float, float, float] | None:
        """Expected value and the band of `width` spreads around it, in the unit; None where nothing is expected."""
        centre, spread = (float(array[month, node]) for array in (self.smoothed.expected, self.smoothed.scale))
        if np.isnan(centre) or np.isnan(spread):
            return None
        low, middle, high = (
            values_of(centre + side * spread, float(self.typical[node]), floor=self.floor)
            for side in (-width, 0.0, width)
        )
        return middle, low, high


def bands(nodes: Nodes, values: Singles, *, floor: float = FLOOR) -> Bands:
    """Smooth a quantity of every node; months before what is typical is settled are not scored."""
    ready = logs(values, floor=floor)
    first = int(nodes.months[0].astype(int) % 12) if len(nodes.months) else 0
    usual = _settled_spread(ready, _begin(values))
    flat = np.zeros((12, nodes.size), dtype=np.float32)
    smoothed = smooth(ready.y, first_month=first, bank=BANK, prior_scale=usual, prior_season=flat)
    late = _begin(values) >= _HALF_YEAR
    if late.any():
        spread, season = _lent(nodes, values, ready.settled, smoothed, usual)
        smoothed = smooth(ready.y, first_month=first, bank=BANK, prior_scale=spread, prior_season=season)
    judged = np.arange(len(values))[:, None] >= ready.settled[None, :]
    return Bands(
        smoothed=Smoothed(
            expected=np.where(judged, smoothed.expected, np.nan).astype(np.float32),
            scale=np.where(judged, smoothed.scale, np.nan).astype(np.float32),
            score=np.where(judged, smoothed.score, np.nan).astype(np.float32),
            cusum_up=smoothed.cusum_up,
            cusum_down=smoothed.cusum_down,
        ),
        typical=ready.typical,
        is_settled=judged,
        floor=floor,
    )


def _settled_spread(ready: Logs, begin: np.ndarray) -> Singles:
    """Spread of each series in the months that settle what is typical of it, which are not judged: 1.4826 MAD."""
    months = np.arange(len(ready.y))[:, None]
    early = (months >= begin) & (months < ready.settled)
    y = np.where(early & ~np.isnan(ready.typical), ready.y, np.nan)
    spread = 1.4826 * medians(np.abs(y - medians(y)))
    return np.where(np.isnan(spread), _USUAL_SPREAD, np.maximum(spread, _LEAST_SPREAD)).astype(np.float32)


def _begin(values: Singles) -> np.ndarray:
    """Index of the first month with trade; the number of months where there is none."""
    has_trade = np.nan_to_num(values) > 0
    return np.where(has_trade.any(axis=0), has_trade.argmax(axis=0), len(values))


def _lent(
    nodes: Nodes, values: Singles, settled: np.ndarray, first_pass: Smoothed, usual: Singles
) -> tuple[Singles, Singles]:
    """Spread and season of series that begin late, with what peers of the same code and level had shown before.

    The spread is the geometric mean of their own and of the median of the peers.
    """
    spread, season = usual.copy(), np.zeros((12, nodes.size), dtype=np.float32)
    begin = _begin(values)
    names = np.stack([nodes.codes, nodes.editions, nodes.level.astype(str)])
    _, group = np.unique(names, axis=1, return_inverse=True)
    calendar = nodes.months.astype(int) % 12
    for node in np.flatnonzero((begin >= _HALF_YEAR) & (begin < len(values))):
        peers = np.flatnonzero((group == group[node]) & (settled < begin[node]))
        known = first_pass.scale[begin[node] - 1, peers] if len(peers) else np.empty(0)
        known = known[~np.isnan(known)]
        if len(known) >= _PEERS:
            spread[node] = np.sqrt(spread[node] * np.median(known))
            season[:, node] = _season(first_pass, peers, calendar, int(begin[node]))
    return spread, season


def _season(first_pass: Smoothed, peers: np.ndarray, calendar: np.ndarray, until: int) -> Singles:
    """Median over peers of what was expected in each calendar month, less the mean of the year before `until`."""
    year = slice(max(until - 12, 0), until)
    expected = first_pass.expected[year][:, peers]
    out = np.zeros(12, dtype=np.float32)
    expected = expected[:, ~np.isnan(expected).any(axis=0)]
    if len(expected) == 12 and expected.shape[1] >= _PEERS:
        out[calendar[year]] = np.median(expected - expected.mean(axis=0), axis=1)
    return out
