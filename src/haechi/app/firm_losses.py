"""Rows of a stress on a network of firms: what the whole loses by both readings, then who loses and by which ways."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from haechi.app.report import Row
from haechi.model.market import Floats
from haechi.stress import sampling
from haechi.stress.esri import Losses, Options, Risk
from haechi.stress.explanation import Way
from haechi.stress.network import Ints, Network
from haechi.stress.network_ways import passed_down, passed_up, ways
from haechi.stress.propagation import weights
from haechi.stress.strikes import Strike, ends, parts_lost, struck
from haechi.stress.unknowns import Values

STOP_RULE, FIXED_POINT = "stop rule", "fixed point"
LOW, MIDDLE, HIGH = range(3)
_MOST_WAYS = 3
_MOST_DRIVERS = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Struck:
    """A network that is struck.

    Parameters
    ----------
    network, strikes, options : what is struck, by what, and how losses are counted
    stopped, settled : by the stop rule and at the fixed point, at the least, the middle and the greatest depths
    losses : of each producer there, by the stop rule
    values : draws of the depths
    drawn_stopped, drawn_settled : both readings of the draws
    """

    network: Network
    strikes: tuple[Strike, ...]
    options: Options
    stopped: Risk
    settled: Risk
    losses: Losses
    values: Values
    drawn_stopped: Risk
    drawn_settled: Risk

    @property
    def is_open(self) -> bool:
        """Whether any depth is known in a band only."""
        return any(row.depth.is_open for row in self.strikes)


def whole(found: Struck) -> Iterator[Row]:
    """What the network loses, a row for each reading."""
    drivers = sampling.drivers(sampling.ranked(found.values), found.drawn_stopped.esri, most=1.0)
    missing = np.maximum(found.settled.esri + found.settled.error_bound - found.stopped.esri, 0)
    for reading, risk, bound, drawn in (
        (STOP_RULE, found.stopped, missing, found.drawn_stopped),
        (FIXED_POINT, found.settled, found.settled.error_bound, found.drawn_settled),
    ):
        sampled = sampling.quantiles(drawn.esri)
        yield {
            "section": "network",
            "reading": reading,
            "lost": _known(risk.esri[MIDDLE]),
            "lost_interval": _interval(risk.esri),
            "lost_down": _known(risk.esri_down[MIDDLE]),
            "lost_up": _known(risk.esri_up[MIDDLE]),
            "error_bound": _known(bound[MIDDLE]),
            "iterations": int(risk.iterations[MIDDLE]),
            "sampled_lost": {"low": sampled.low, "median": sampled.median, "high": sampled.high},
            "drivers": [
                {
                    "unknown": row.name,
                    "at_low": row.at_low,
                    "at_high": row.at_high,
                    "rank_correlation": row.rank_correlation,
                }
                for row in drivers[:_MOST_DRIVERS]
            ],
            "matters_most": sampling.sentence(drivers, what="the loss", write=percent),
        }


def firms(found: Struck, *, top: int) -> Iterator[Row]:
    """Firms that lose something, those first that are the largest part of the loss; the first `top` with their ways."""
    built, down, up = found.network, found.losses.down, found.losses.up
    lost = np.maximum(down, up)
    counted = weights(built) * lost[MIDDLE]
    total = counted.sum()
    order = np.lexsort((-lost[MIDDLE], -counted))
    order = order[lost[HIGH][order] > 0].astype(np.int32)
    hit = np.zeros(built.producers)
    hit[struck(found.strikes)] = parts_lost(found.strikes, ends(found.strikes))[MIDDLE]
    explained = _ways(found, order[:top])
    for place in order.tolist():
        yield {
            "section": "firm",
            "firm": str(built.names[place]),
            "sector": built.sector_names[built.sectors[place]],
            "struck": float(hit[place]),
            "lost": float(lost[MIDDLE, place]),
            "lost_interval": _interval(lost[:, place]),
            "lost_down": float(down[MIDDLE, place]),
            "lost_up": float(up[MIDDLE, place]),
            "part": float(counted[place] / total) if total > 0 else None,
            "ways": [
                {"side": side, "via": list(way.names), "part": way.part} for side, way in explained.get(place, ())
            ],
        }


def _ways(found: Struck, chosen: Ints) -> Mapping[int, list[tuple[str, Way]]]:
    """Ways of the losses of firms that are not struck themselves, on the side on which each loses more."""
    built, down, up = found.network, found.losses.down[MIDDLE], found.losses.up[MIDDLE]
    sources = struck(found.strikes)
    reached = chosen[~np.isin(chosen, sources)]
    is_down = down[reached] >= up[reached]
    sides = (
        ("down", passed_down(built, down, replaces=found.options.replaces), reached[is_down]),
        ("up", passed_up(built, up), reached[~is_down]),
    )
    return {
        place: [(side, way) for way in rows]
        for side, passed, targets in sides
        for place, rows in ways(built.names, passed, sources=sources, targets=targets, most=_MOST_WAYS).items()
    }


def percent(part: float) -> str:
    """A part of all production in per cent, to three digits: what one firm takes can be small."""
    return f"{100 * part:.3g}%"


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _interval(at_ends: Floats) -> list[float] | None:
    return None if np.isnan(at_ends).any() else [float(at_ends[LOW]), float(at_ends[HIGH])]
