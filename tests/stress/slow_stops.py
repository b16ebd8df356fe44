"""Slow twins: one draw, one day, one link at a time."""

import math
from collections.abc import Callable, Mapping, Sequence

from haechi.dependency.paths import Step
from haechi.model.chain import Essentiality
from haechi.model.scenario import Recovery


def loss_at(day: float, *, begin: float, end: float, depth: float, recovery: Recovery, recovery_days: float) -> float:
    """Part of a supply that is missing at a moment."""
    if day < begin:
        return 0.0
    if day < end:
        return depth
    after = (day - end) / recovery_days
    if recovery is Recovery.STEP:
        return 0.0
    return depth * (max(0.0, 1 - after) if recovery is Recovery.LINEAR else math.exp(-after))


def first_stop(loss: Callable[[float], float], cover: float, horizon: int, *, steps: int = 200) -> float:
    """When the loss that has gathered exceeds a cover, by small steps of time."""
    gathered = 0.0
    for place in range(horizon * steps):
        gathered += loss((place + 0.5) / steps) / steps
        if gathered > cover + 1e-9:
            return (place + 1) / steps
    return math.inf


def least_stock(stopped: str, steps: Sequence[Step], stock: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """Least stock on any way over critical links of the items themselves, by Bellman and Ford (1956)."""
    best = {stopped: 0.0}
    for _ in steps:
        for step in steps:
            if step.essentiality is Essentiality.CRITICAL and step.family is None and step.supplier in best:
                over = best[step.supplier] + stock[step.supplier, step.customer]
                best[step.customer] = min(best.get(step.customer, math.inf), over)
    return best
