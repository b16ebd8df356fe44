"""Made-up interruptions and faults of reporting, put into real series at every start month at once.

One copy of the nodes per start month; copies stand side by side, each under an edition of its own, so that nothing is
pooled across them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from haechi.model.panel import Singles
from haechi.model.signal import Level
from haechi.watch.members import Members
from haechi.watch.pooling import Nodes

DEPTHS = (0.2, 0.3, 0.5, 0.8, 1.0)
DURATIONS = (1, 3, 6, 12)
ELASTICITIES = (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What value and weight are multiplied by, month by month.

    Parameters
    ----------
    value, weight : factor of each month from the first touched on, of one length; NaN where the number is taken away
    lead : months touched before the start
    """

    name: str
    value: tuple[float, ...]
    weight: tuple[float, ...]
    lead: int = 0

    @property
    def touched(self) -> range:
        """Months touched, counted from the start."""
        return range(-self.lead, len(self.value) - self.lead)


def _factors(depths: Sequence[float], elasticity: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    weight = tuple(1 - depth for depth in depths)
    return tuple((1 - depth) * (1 + elasticity * depth) for depth in depths), weight


def drop(depth: float, months: int, *, elasticity: float = 0.0) -> Scenario:
    """Weight falls by the depth, unit value rises by elasticity x depth.

    Examples
    --------
    >>> half = drop(0.5, 1, elasticity=1.0)
    >>> half.name, half.value, half.weight
    ('-50 % x 1, elasticity 1', (0.75,), (0.5,))
    """
    value, weight = _factors((depth,) * months, elasticity)
    name = f"{-100 * depth:.0f} % x {months}" + (f", elasticity {elasticity:g}" if elasticity else "")
    return Scenario(name=name, value=value, weight=weight)


def ramp(depth: float, months: int) -> Scenario:
    """A fall that reaches its depth in equal steps."""
    value, weight = _factors([depth * (step + 1) / months for step in range(months)], 0.0)
    name = f"ramp to {-100 * depth:.0f} % in {months}"
    return Scenario(name=name, value=value, weight=weight)


def surge_then_drop(rise: float, depth: float, months: int) -> Scenario:
    """One month times `rise`, as buyers stock up before a measure, then a fall."""
    factors = (rise, *(1 - depth,) * months)
    name = f"x {rise:g}, then {-100 * depth:.0f} % x {months}"
    return Scenario(name=name, value=factors, weight=factors)


def fault(name: str, *, value: Sequence[float] = (1.0,), weight: Sequence[float] = (1.0,), lead: int = 0) -> Scenario:
    """A fault of reporting."""
    return Scenario(name=name, value=tuple(value), weight=tuple(weight), lead=lead)


NOTHING = Scenario(name="nothing", value=(1.0,), weight=(1.0,))
# A complete stop leaves no unit value that could rise.
STEPS = tuple(
    drop(depth, months, elasticity=elasticity)
    for depth in DEPTHS
    for months in DURATIONS
    for elasticity in (ELASTICITIES if depth < 1 else ELASTICITIES[:1])
)
GRID = (NOTHING, *STEPS, ramp(0.8, 3), surge_then_drop(2.5, 0.8, 3))
_GONE = (float("nan"),)
_REVISED_UP, _REVISED_DOWN = (1.25, 1.25, 1.25, 1.0), (0.8, 0.8, 0.8, 1.0)
FAULTS = (
    fault("month not yet published", value=_GONE, weight=_GONE),
    fault("weight missing", weight=_GONE),
    fault("weight x 10", weight=(10.0,)),
    fault("weight x 1000", weight=(1000.0,)),
    fault("weight / 10", weight=(0.1,)),
    fault("value x 1000", value=(1000.0,)),
    fault("three months before revised by +25 %", value=_REVISED_UP, weight=_REVISED_UP, lead=3),
    fault("three months before revised by -20 %", value=_REVISED_DOWN, weight=_REVISED_DOWN, lead=3),
)


def injected(nodes: Nodes, scenario: Scenario, starts: Sequence[int]) -> Nodes:
    """Copies of all nodes side by side, one per start month, the pairs of all copies first; touched from the start on.

    A sum is multiplied as its parts would be: in a copy every pair and every sum is touched alike. Sums have no
    children here.
    """
    column = columns(nodes, len(starts))
    of = np.empty(column.size, dtype=np.int64)
    of[column] = np.arange(nodes.size)
    copy = np.empty(column.size, dtype=np.int64)
    copy[column] = np.arange(len(starts))[:, None]
    by_value, by_weight = (factors[:, copy] for factors in factors_by_month(scenario, starts, len(nodes.months)))
    return replace(
        nodes,
        level=nodes.level[of],
        codes=nodes.codes[of],
        editions=np.strings.add(nodes.editions[of], np.strings.add(" ", np.asarray(starts).astype(np.str_)[copy])),
        stages=nodes.stages[of],
        exporters=nodes.exporters[of],
        importers=nodes.importers[of],
        value=nodes.value[:, of] * by_value,
        weight=nodes.weight[:, of] * by_weight,
        judged_value=_judged(nodes.value, nodes.judged_value, nodes.deferred, of, by_value),
        judged_weight=_judged(nodes.weight, nodes.judged_weight, nodes.deferred, of, by_weight),
        children=Members.none(column.size),
    )


def columns(nodes: Nodes, copies: int) -> np.ndarray:
    """Column of each node of each copy, (copy, node)."""
    pairs = len(nodes.at(Level.PAIR))
    sums = nodes.size - pairs
    of_pairs = np.arange(copies * pairs).reshape(copies, pairs)
    of_sums = copies * pairs + np.arange(copies * sums).reshape(copies, sums)
    return np.hstack([of_pairs, of_sums])


def _judged(known: Singles, judged: Singles, deferred: np.ndarray, of: np.ndarray, factors: Singles) -> Singles:
    """What is judged of touched numbers; two months judged as one are touched by their own factors."""
    out: Singles = judged[:, of] * factors
    for month in np.flatnonzero(deferred[:-1].any(axis=1)) + 1:
        both = known[month - 1 : month + 1, of]
        with np.errstate(invalid="ignore", divide="ignore"):
            together = (both * factors[month - 1 : month + 1]).sum(axis=0) / both.sum(axis=0)
        is_one = deferred[month - 1, of] & (both.sum(axis=0) > 0)
        out[month] = np.where(is_one, judged[month, of] * together, out[month])
    return out


def windows(scores: np.ndarray, starts: Sequence[int], length: int) -> np.ndarray:
    """The months from each start on: (month, start, node) -> (start, month after the start, node).

    Falsehood or NaN beyond the last month.
    """
    months, copies, nodes = scores.shape
    beyond = False if scores.dtype == np.bool_ else np.nan
    out = np.full((copies, length, nodes), beyond, dtype=scores.dtype)
    for copy, start in enumerate(starts):
        last = min(start + length, months)
        out[copy, : last - start] = scores[start:last, copy]
    return out


def laid(cut: np.ndarray, starts: Sequence[int], months: int) -> np.ndarray:
    """Windows end to end over the months, so that many starts are judged in few columns: (month, lane x node).

    Starts must be consecutive; there are as many lanes as a window has months.
    """
    _, length, nodes = cut.shape
    out = np.full((months, length, nodes), np.nan, dtype=np.float32)
    for copy, start in enumerate(starts):
        rows = min(length, months - start)
        out[start : start + rows, start % length] = cut[copy, :rows]
    return out.reshape(months, -1)


def lifted(lanes: np.ndarray, starts: Sequence[int], length: int) -> np.ndarray:
    """The windows again: the inverse of `laid`."""
    months = len(lanes)
    by_lane = lanes.reshape(months, length, -1)
    out = np.full((len(starts), length, by_lane.shape[2]), np.nan, dtype=np.float32)
    for copy, start in enumerate(starts):
        rows = min(length, months - start)
        out[copy, :rows] = by_lane[start : start + rows, start % length]
    return out


def factors_by_month(scenario: Scenario, starts: Sequence[int], months: int) -> tuple[Singles, Singles]:
    """Factors of value and of weight, each (month, copy)."""
    out = np.ones((2, months, len(starts)), dtype=np.float32)
    for copy, start in enumerate(starts):
        for step, (value, weight) in enumerate(zip(scenario.value, scenario.weight, strict=True)):
            month = start - scenario.lead + step
            if 0 <= month < months:
                out[:, month, copy] = value, weight
    return out[0], out[1]
