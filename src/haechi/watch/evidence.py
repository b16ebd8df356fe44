"""What speaks for a movement of a node: statistics of value, weight and unit value, larger when it is stranger.

Value and weight are judged together: a drop is as deep as the lesser of the two drops, so that an error in one of them
is no stop. Unit value is judged given the weight, for an error in weight pushes it the other way. What a pair shares
with the exporter's other buyers of the code is left out of it: that is seen in their sum.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from haechi.kernels.movements import (
    Rules,
    Scores,
    given_weight,
    moved,
    quarters,
    unit_values,
)
from haechi.kernels.orders import orders
from haechi.kernels.peers import of_peers
from haechi.kernels.suppliers import new_suppliers, share_changes
from haechi.model.panel import Singles
from haechi.model.signal import Movement
from haechi.watch.activity import Activity, classes
from haechi.watch.baseline import Bands, bands
from haechi.watch.pooling import CLIP, LEVELS, Nodes, groups

_SUM_FLOOR = 0.02  # of what is typical, in sums of months
_PRIOR = 30.0  # pairs of scores without correlation that stand before those of a code
_STILL = 2.0  # buyers without movement that stand beside the other buyers of an exporter
_NEW_AFTER = 12  # months of known silence after which a supplier is gone, and new when it comes back
_RULES = Rules(
    agreed=0.8,  # correlation of value and weight in customs series
    clip=4.0,
    allowance=0.5,  # half the shift it is tuned to
    limit=6.0,
    gone_after=_NEW_AFTER,
    lost_after=3,
)

# Without these a movement of the flow is not judged: only like is ranked with like.
NEEDED: Mapping[Movement, tuple[str, ...]] = MappingProxyType(
    {Movement.DROP: ("surprise down", "quarter down"), Movement.SURGE: ("surprise up", "quarter up")}
)

# Movement -> (statistic, weight in the combination). Surprise counts more: it alone speaks in the first release.
COMBINED: Mapping[Movement, tuple[tuple[str, float], ...]] = MappingProxyType(
    {
        Movement.DROP: (("surprise down", 2.5), ("cumulative sum down", 1.0), ("quarter down", 1.0), ("silence", 1.0)),
        Movement.SURGE: (("surprise up", 2.5), ("cumulative sum up", 1.0), ("quarter up", 1.0)),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """Scores that each pair shares with its exporter's other buyers of the code, (month, pair)."""

    value: Singles
    weight: Singles


def sellers(nodes: Nodes) -> np.ndarray:
    """Number of the exporter, code and edition of each pair; pairs come first among nodes."""
    pairs = len(nodes.at(LEVELS[0]))
    seller, _ = groups([nodes.codes[:pairs], nodes.editions[:pairs], nodes.exporters[:pairs]])
    return seller


def common(seller: np.ndarray, value: Bands, weight: Bands) -> Common:
    """What the pairs, which come first among the series, have in common with the others of their seller."""
    of_value, of_weight = (
        of_peers(found.smoothed.score[:, : len(seller)], seller, clip=CLIP, prior=_STILL) for found in (value, weight)
    )
    return Common(value=of_value, weight=of_weight)


def evidence(nodes: Nodes, *, complete: np.ndarray, shared: Common | None = None) -> Evidence:
    """Every statistic of every node.

    Parameters
    ----------
    nodes : pairs and sums
    complete : (month, pair), whether all suppliers of the buyer are in the data, for shares
    shared : what each pair has in common with its peers, where these are not among the nodes
    """
    value, weight = bands(nodes, nodes.judged_value), bands(nodes, nodes.judged_weight)
    seller = sellers(nodes)
    shared = shared or common(seller, value, weight)
    price = _unit_value(nodes)
    kind = classes(nodes.value)
    ordered = orders(nodes.value)
    deferred, is_judged = nodes.deferred, ~np.isnan(nodes.judged_value)
    regular = kind == Activity.REGULAR
    found = moved(
        Scores(
            value=value.smoothed.score,
            weight=weight.smoothed.score,
            common_value=shared.value,
            common_weight=shared.weight,
            is_weighed=~np.isnan(weight.smoothed.expected),
            quarter_value=quarters(nodes.judged_value, deferred, value.typical, floor=_SUM_FLOOR),
            quarter_weight=quarters(nodes.judged_weight, deferred, weight.typical, floor=_SUM_FLOOR),
            is_steady=regular,
            is_summed=~deferred & value.is_settled,
            usual=ordered.usual,
            silence=ordered.silence,
            is_known=~np.isnan(nodes.value),
            is_judged=is_judged,
        ),
        _RULES,
    )
    of_price = given_weight(
        price.smoothed.score, weight.smoothed.score, nodes.of_code_and_level, clip=_RULES.clip, prior=_PRIOR
    )
    statistics = {
        "surprise down": found.down,
        "surprise up": found.up,
        "cumulative sum down": found.summed_down,
        "cumulative sum up": found.summed_up,
        "quarter down": found.quarter_down,
        "quarter up": found.quarter_up,
        "silence": found.silent,
        "unit value": np.where(regular & is_judged, np.abs(of_price), np.float32(np.nan)),
        "new supplier": _new(nodes, seller, is_judged),
        "lost supplier": _of_pairs(nodes, found.lost, is_judged),
        "share": _share(nodes, complete, is_judged),
    }
    return Evidence(
        statistics=statistics,
        joint_down=found.joint_down,
        joint_up=found.joint_up,
        value=value,
        weight=weight,
        unit_value=price,
        activity=kind,
        order_probability=ordered.usual,
        silent_months=ordered.silence,
        deferred=deferred,
    )


def _unit_value(nodes: Nodes) -> Bands:
    value, weight = nodes.judged_value, nodes.judged_weight
    return bands(nodes, unit_values(value, weight), floor=0.0)


def _new(nodes: Nodes, seller: np.ndarray, is_judged: np.ndarray) -> Singles:
    """Trade of a pair that is new, in parts of what its exporter sold of the code in a year; NaN for others."""
    return _of_pairs(nodes, new_suppliers(nodes.value[:, : len(seller)], seller, quiet=_NEW_AFTER), is_judged)


def _of_pairs(nodes: Nodes, scores: Singles, is_told: np.ndarray) -> Singles:
    """Scores of the pairs, which come first, where they are told; NaN for sums."""
    out = np.full(nodes.value.shape, np.nan, dtype=np.float32)
    pairs = len(nodes.at(LEVELS[0]))
    np.copyto(out[:, :pairs], scores[:, :pairs], where=is_told[:, :pairs])
    return out


def _share(nodes: Nodes, complete: np.ndarray, is_judged: np.ndarray) -> Singles:
    """Change of the share of a pair's exporter among what its importer buys of the code.

    Where no buyer has all its suppliers in the data, the one number that is told of all takes the room of one.
    """
    pairs = complete.shape[1]
    if not complete.any():
        return np.broadcast_to(np.float32(np.nan), nodes.value.shape)
    buyer, _ = groups([nodes.codes[:pairs], nodes.editions[:pairs], nodes.importers[:pairs]])
    return _of_pairs(nodes, share_changes(nodes.value[:, :pairs], buyer, complete), is_judged)
