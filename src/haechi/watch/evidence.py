"""What speaks for a movement of a node: statistics of value, weight and unit value, larger when it is stranger.

Value and weight are judged together: a drop is as deep as the lesser of the two drops, so that an error in one of them
is no stop. Unit value is judged given the weight, for an error in weight pushes it the other way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from haechi.kernels.orders import orders
from haechi.model.panel import Singles
from haechi.model.signal import Movement
from haechi.watch.activity import Activity, classes
from haechi.watch.baseline import Bands, bands
from haechi.watch.pooling import LEVELS, Nodes, groups
from haechi.watch.transform import rolling_sum

_CLIP = 4.0  # of scores that a cumulative sum takes
_ALLOWANCE = 0.5  # of the cumulative sum, in units of the score: half the shift it is tuned to
_LIMIT = 6.0  # of the cumulative sum, after which it starts anew
_AGREED = 0.8  # correlation of value and weight in customs series
_SUM_FLOOR = 0.02  # of what is typical, in sums of months
_PRIOR = 30.0  # pairs of scores without correlation that stand before those of a code
_NEW_AFTER = 12  # months of known silence after which a supplier is gone, and new when it comes back
_LOST_AFTER = 3  # months of silence that make a supplier lost

# Without these a movement of the flow is not judged: only like is ranked with like.
NEEDED: Mapping[Movement, tuple[str, ...]] = MappingProxyType(
    {Movement.DROP: ("surprise down", "quarter down"), Movement.SURGE: ("surprise up", "quarter up")}
)

# Movement -> (statistic, weight in the combination). Surprise counts twice: it alone speaks in the first release.
COMBINED: Mapping[Movement, tuple[tuple[str, float], ...]] = MappingProxyType(
    {
        Movement.DROP: (("surprise down", 2.0), ("cumulative sum down", 1.0), ("quarter down", 1.0), ("silence", 1.0)),
        Movement.SURGE: (("surprise up", 2.0), ("cumulative sum up", 1.0), ("quarter up", 1.0)),
        Movement.PRICE: (("unit value", 1.0),),
        Movement.SUPPLIER: (("new supplier", 1.0), ("lost supplier", 1.0)),
        Movement.SHARE: (("share", 1.0),),
    }
)

STATISTICS: tuple[str, ...] = tuple(name for parts in COMBINED.values() for name, _ in parts)

# What part of the false alarms each movement may cost where one p-value is asked of them all.
SPENT: Mapping[Movement, float] = MappingProxyType(
    {
        Movement.DROP: 0.40,
        Movement.SURGE: 0.25,
        Movement.PRICE: 0.20,
        Movement.SUPPLIER: 0.075,
        Movement.SHARE: 0.075,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Statistics of every node and month, and the baselines they come from.

    statistics : name -> (month, node), NaN where a statistic does not apply
    joint_down, joint_up : (month, node), the lesser of the scores of value and weight, down and up, in usual spreads
    activity : (month, node), members of `Activity`
    order_probability : (month, node), before the silence began that lasts at the month, if there is one
    silent_months : (month, node), at the month
    deferred : (month, node), Januaries that are judged with their February
    """

    statistics: Mapping[str, Singles]
    joint_down: Singles
    joint_up: Singles
    value: Bands
    weight: Bands
    unit_value: Bands
    activity: np.ndarray
    order_probability: Singles
    silent_months: np.ndarray
    deferred: np.ndarray


def evidence(nodes: Nodes, *, complete: np.ndarray) -> Evidence:
    """Every statistic of every node.

    Parameters
    ----------
    nodes : pairs and sums
    complete : (month, pair), whether all suppliers of the buyer are in the data, for shares
    """
    value, weight = bands(nodes, nodes.judged_value), bands(nodes, nodes.judged_weight)
    price = _unit_value(nodes)
    kind = classes(nodes.value)
    ordered = orders(nodes.value)
    regular = kind == Activity.REGULAR
    is_weighed = ~np.isnan(weight.smoothed.expected)
    down = _joint(-value.smoothed.score, -weight.smoothed.score, is_weighed)
    up = _joint(value.smoothed.score, weight.smoothed.score, is_weighed)
    change = [
        _quarter(judged, nodes.deferred, band)
        for judged, band in ((nodes.judged_value, value), (nodes.judged_weight, weight))
    ]
    silence = _silence(ordered.usual, ordered.silence, np.cumsum(~np.isnan(nodes.value), axis=0))
    statistics = {
        "surprise down": down,
        "surprise up": up,
        "cumulative sum down": np.where(regular, _while_it_lasts(_cumulative(down), down), np.nan),
        "cumulative sum up": np.where(regular, _while_it_lasts(_cumulative(up), up), np.nan),
        "quarter down": _while_it_lasts(_joint(-change[0], -change[1], is_weighed), down),
        "quarter up": _while_it_lasts(_joint(change[0], change[1], is_weighed), up),
        "silence": silence,
        "unit value": np.where(
            regular, np.abs(_given_weight(price.smoothed.score, weight.smoothed.score, nodes.of_code_and_level)), np.nan
        ),
        "new supplier": _new(nodes),
        "lost supplier": _of_pairs(nodes, np.where(ordered.silence >= _LOST_AFTER, silence, np.nan)),
        "share": _share(nodes, complete),
    }
    known = ~np.isnan(nodes.judged_value)
    return Evidence(
        statistics={name: np.where(known, array, np.nan).astype(np.float32) for name, array in statistics.items()},
        joint_down=down,
        joint_up=up,
        value=value,
        weight=weight,
        unit_value=price,
        activity=kind,
        order_probability=ordered.usual,
        silent_months=ordered.silence,
        deferred=nodes.deferred,
    )


def _joint(of_value: Singles, of_weight: Singles, is_weighed: np.ndarray) -> Singles:
    """The lesser of two scores; that of value where there is no weight.

    Where only the weight of the month is missing, the score of value counts for what the weight would have agreed to.
    """
    alone = np.where(is_weighed & np.isnan(of_weight), _AGREED * of_value, of_value)
    lesser: Singles = np.fmin(alone, of_weight)
    return lesser


def _cumulative(scores: Singles) -> Singles:
    """Page's cumulative sum: max(0, S + z - k), which starts anew after a month in which it went beyond the limit.

    Page (1954), "Continuous inspection schemes", Biometrika 41: 100-115. Without a new start a series that grows for
    years would still be rising in the month in which it stops.
    """
    out = np.full(scores.shape, np.nan, dtype=np.float32)
    held = np.zeros(scores.shape[1], dtype=np.float32)
    for month, row in enumerate(scores):
        known = ~np.isnan(row)
        step = np.clip(np.nan_to_num(row), -_CLIP, _CLIP) - _ALLOWANCE
        held = np.where(known, np.maximum(held + step, 0), held).astype(np.float32)
        out[month] = np.where(known, held, np.nan)
        held = np.where(held > _LIMIT, 0, held).astype(np.float32)
    return out


def _while_it_lasts(statistic: Singles, score: Singles) -> Singles:
    """A statistic of several months, which says nothing in a month that does not move that way itself.

    Without it a stop would sound again in the month in which trade is back.
    """
    cut: Singles = np.where(score <= 0, np.minimum(statistic, 0), statistic).astype(np.float32)
    return cut


def _quarter(judged: Singles, deferred: np.ndarray, band: Bands) -> Singles:
    """Log change of the sum of three months against the same months a year before.

    A January that is judged with its February counts as much as that, which holds the mean of the two; sums that end
    with such a January are not judged.
    """
    filled = judged.copy()
    filled[:-1] = np.where(deferred[:-1], judged[1:], judged[:-1])
    level = np.log(rolling_sum(filled, 3) / (3 * band.typical) + _SUM_FLOOR)
    change = np.full(level.shape, np.nan, dtype=np.float32)
    change[12:] = level[12:] - level[:-12]
    return np.where(deferred | ~band.is_settled, np.nan, change).astype(np.float32)


def _silence(probability: Singles, months: np.ndarray, known: np.ndarray) -> Singles:
    """-ln (1 - p)^k: how strange k months without an order are where p was the probability of one.

    From n months with trade no more can be said than p = (n + 1) / (n + 2), Laplace's rule of succession. NaN where
    the silence has lasted for more than a year: the supplier is gone, and that it is so still is no news.

    Parameters
    ----------
    probability, months : of an order, before the silence, and silent months at the month, (month, node)
    known : (month, node), known months up to the month
    """
    before = known - months
    rate = np.minimum(probability, (before + 1) / (before + 2))
    strange: Singles = np.where(months > _NEW_AFTER, np.nan, -months * np.log1p(-rate)).astype(np.float32)
    return strange


def _unit_value(nodes: Nodes) -> Bands:
    value, weight = nodes.judged_value, nodes.judged_weight
    with np.errstate(invalid="ignore", divide="ignore"):
        unit = np.where((value > 0) & (weight > 0), value / weight, np.nan).astype(np.float32)
    return bands(nodes, unit, floor=0.0)


def _given_weight(price: Singles, weight: Singles, code: np.ndarray) -> Singles:
    """(z_uv - r z_q) / sqrt(1 - r^2), with the correlation r of the months before, of the nodes of a code and level.

    Beforehand r is nothing, with the weight of `_PRIOR` pairs of scores.
    """
    z_uv, z_q = (np.clip(scores, -_CLIP, _CLIP).astype(np.float64) for scores in (price, weight))
    known = ~np.isnan(z_uv) & ~np.isnan(z_q)
    a, b = (np.where(known, scores, 0.0) for scores in (z_uv, z_q))
    codes = int(code.max(initial=0)) + 1
    cross, own, other = (
        np.cumsum([np.bincount(code, weights=row, minlength=codes) for row in x * y], axis=0).reshape(-1, codes)
        for x, y in ((a, b), (a, a), (b, b))
    )
    r = np.zeros_like(cross)
    r[1:] = (cross / np.sqrt((own + _PRIOR) * (other + _PRIOR)))[:-1]
    r = np.clip(r, -0.95, 0.95)[:, code]
    both = (price - r * weight) / np.sqrt(1 - r**2)
    return np.where(np.isnan(both), price, both).astype(np.float32)


def _new(nodes: Nodes) -> Singles:
    """Trade of a pair after a year or more of known silence, in parts of what its exporter sold of the code in a year.

    NaN for a pair that is not new.
    """
    out = np.full(nodes.value.shape, np.nan, dtype=np.float32)
    pairs = len(nodes.at(LEVELS[0]))
    value = nodes.value[:, :pairs]
    quiet = rolling_sum(value, _NEW_AFTER)
    was_quiet = np.zeros(value.shape, dtype=bool)
    was_quiet[1:] = quiet[:-1] == 0
    group, _ = groups([nodes.codes[:pairs], nodes.editions[:pairs], nodes.exporters[:pairs]])
    sold = np.array([np.bincount(group, weights=np.nan_to_num(row)) for row in value], dtype=np.float32)
    year = rolling_sum(sold, 12)[:, group]
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.where(was_quiet & (value > 0), value / year, np.nan)
    out[:, :pairs] = np.where(np.isnan(value) | np.isnan(quiet), np.nan, part)
    return out


def _of_pairs(nodes: Nodes, scores: Singles) -> Singles:
    out = np.full(scores.shape, np.nan, dtype=np.float32)
    pairs = nodes.at(LEVELS[0])
    out[:, pairs] = scores[:, pairs]
    return out


def _share(nodes: Nodes, complete: np.ndarray) -> Singles:
    """Change of a supplier's share in three months against the same months a year before, 0..1, either way."""
    out = np.full(nodes.value.shape, np.nan, dtype=np.float32)
    pairs = complete.shape[1]
    if not pairs:
        return out
    value = nodes.value[:, :pairs]
    group, _ = groups([nodes.codes[:pairs], nodes.editions[:pairs], nodes.importers[:pairs]])
    bought = np.array([np.bincount(group, weights=row) for row in value], dtype=np.float32)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = rolling_sum(value, 3) / rolling_sum(bought, 3)[:, group]
    whole = rolling_sum(complete.astype(np.float32), 3) == 3
    share = np.where(whole, share, np.nan)
    out[12:, :pairs] = np.abs(share[12:] - share[:-12])
    return out
