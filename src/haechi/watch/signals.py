"""Chosen nodes -> signals: what was seen and expected of each, how far it has come, and what corroborates it."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.model.signal import AlertLevel, Evidence, Level, Movement, Node, Reading, Signal
from haechi.sentence import Said, said
from haechi.watch.corroboration import BROAD, Corroboration, corroboration
from haechi.watch.evidence import COMBINED
from haechi.watch.reasons import reasons
from haechi.watch.surveillance import Watched

_JOINT = 4.0  # usual spreads of the parts of a node together, and of the median part, that corroborate it
_MEDIAN = 0.5
_READINGS: Mapping[Level, Reading] = {
    Level.PAIR: Reading.PAIR,
    Level.EXPORTER_ITEM: Reading.SUPPLIER_SIDE,
    Level.IMPORTER_ITEM: Reading.BUYER_SIDE,
    Level.ITEM: Reading.ITEM_WIDE,
    Level.STAGE: Reading.STAGE_WIDE,
    Level.EXPORTER: Reading.SUPPLIER_SIDE,
}
_BEFORE = said("the month before moved the same way")
_SHARED = said("half or more of what it adds up moved with it")
_NOTICED = said("a notice that stands speaks of the flow")

Noticed = Callable[[Node], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Nodes that signals are made of, (node,): what each did, and how false that may be."""

    indices: Sequence[int]
    movements: Sequence[Movement]
    q_values: Sequence[float]


def signals(watched: Watched, month: int, chosen: Chosen, noticed: Noticed | None) -> list[Signal]:
    """A signal of each node, in their order.

    Parameters
    ----------
    noticed : whether a notice that has not ended speaks of the flows of a node; None where no notice stands
    """
    at = chosen.indices
    nodes = watched.nodes.named(at)
    parts = corroboration(watched, month, at, chosen.movements)
    weights = watched.nodes.judged_weight[month, at].tolist()
    rows = zip(
        nodes,
        chosen.movements,
        chosen.q_values,
        map(known, _of_each(watched.judgement.movements, month, chosen).tolist()),
        [noticed is not None and noticed(node) for node in nodes],
        _grounds(watched, month, chosen, parts),
        watched.evidence.value.around(month, at),
        zip(watched.nodes.judged_value[month, at].tolist(), weights, strict=True),
        watched.strata(month, at),
        _evidence(watched, month, chosen),
        reasons(watched, month, at, chosen.movements, parts),
        strict=True,
    )
    period, settings = str(watched.nodes.months[month]), watched.settings
    found = []
    for node, movement, q_value, p_value, is_noticed, of_data, band, (value, weight), stratum, evidence, why in rows:
        grounds = (*of_data, _NOTICED) if is_noticed else of_data
        if q_value <= settings.q:
            level = AlertLevel.ALERT if grounds else AlertLevel.WARNING
        else:
            level = AlertLevel.WARNING if is_noticed and p_value <= settings.watch_p else AlertLevel.WATCH
        is_alert = level is AlertLevel.ALERT
        expected, low, high = band or (None, None, None)
        found.append(
            Signal(
                node=node,
                period=period,
                movement=movement,
                level=level,
                reading=_READINGS[node.level],
                p_value=p_value,
                q_value=min(q_value, 1.0),
                probability=max(0.0, 1.0 - q_value),
                expected=expected,
                low=low,
                high=high,
                value_usd=None if math.isnan(value) else value,
                weight_kg=None if math.isnan(weight) else weight,
                stratum=stratum,
                evidence=evidence,
                reasons=(*why, said("corroborated: {grounds}", grounds=grounds)) if is_alert else why,
            )
        )
    return found


def known(p: float) -> float:
    """A p-value, 1 where it is not known."""
    return 1.0 if math.isnan(p) else p


def _of_each(tables: Mapping[Movement, np.ndarray], month: int, chosen: Chosen) -> np.ndarray:
    """Number of each node in a month, (node,), from the table of its movement."""
    table = {movement: place for place, movement in enumerate(tables)}
    rows = np.stack([numbers[month, chosen.indices] for numbers in tables.values()])
    of_each: np.ndarray = rows[[table[movement] for movement in chosen.movements], np.arange(len(chosen.indices))]
    return of_each


def _evidence(watched: Watched, month: int, chosen: Chosen) -> list[tuple[Evidence, ...]]:
    found: list[list[Evidence]] = [[] for _ in chosen.indices]
    for movement, statistics in COMBINED.items():
        places = [place for place, other in enumerate(chosen.movements) if other is movement]
        indices = [chosen.indices[place] for place in places]
        for name, _ in statistics:
            scores, p_values = (
                held[name][month, indices].tolist()
                for held in (watched.evidence.statistics, watched.judgement.statistics)
            )
            for place, score, p in zip(places, scores, p_values, strict=True):
                if not math.isnan(p):
                    reading = f"{name} {score:.2f}, p {p:.2g}"
                    found[place].append(Evidence(name=name, score=score, p_value=min(p, 1.0), reading=reading))
    return [tuple(parts) for parts in found]


def _grounds(watched: Watched, month: int, chosen: Chosen, parts: Corroboration) -> list[tuple[Said, ...]]:
    """What corroborates movements: the month before, most of what a node adds up, or its parts together."""
    before = np.zeros(len(chosen.indices), dtype=bool)
    if month > 0:
        before = _of_each(watched.judgement.movements, month - 1, chosen) <= watched.settings.held_p
    is_broad = parts.part >= BROAD
    is_joint = ~is_broad & (parts.joint >= _JOINT) & (parts.median >= _MEDIAN)
    return [
        (
            *((_BEFORE,) if was_so else ()),
            *((_SHARED,) if broad else ()),
            *((said("its parts together moved by {n:.1f} usual spreads", n=n),) if joint else ()),
        )
        for was_so, broad, joint, n in zip(
            before.tolist(), is_broad.tolist(), is_joint.tolist(), parts.joint.tolist(), strict=True
        )
    ]
