"""Why a node is a signal, in sentences that give the numbers."""

import math

import numpy as np

from haechi.model.signal import Movement
from haechi.sentence import Said, said
from haechi.watch.activity import earliest_silence
from haechi.watch.surveillance import Watched

_SIGNIFICANT = 0.01
_TEN_YEARS = 120
_FELL = said("{moved} of the {known} pairs that can be judged fell by more than their usual spread")
_ROSE = said("{moved} of the {known} pairs that can be judged rose by more than their usual spread")


def reasons(watched: Watched, month: int, index: int, movement: Movement) -> tuple[str, ...]:
    """Sentences on value, weight and unit value of a node in a month, then on its parts and on silence."""
    told = (
        _quantity(watched, month, index),
        _weight(watched, month, index),
        _unit_value(watched, month, index),
        _parts(watched, month, index, movement),
        silence(watched, month, index),
    )
    return tuple(sentence for sentence in told if sentence)


def silence(watched: Watched, month: int, index: int) -> str:
    """From which month of silence on silence says anything, for a series that does not trade every month."""
    rate = float(watched.evidence.order_probability[month, index])
    quiet = int(watched.evidence.silent_months[month, index])
    if math.isnan(rate) or (rate > 0.95 and quiet == 0):
        return ""
    earliest = earliest_silence(rate, _SIGNIFICANT)
    if earliest is None or earliest > _TEN_YEARS:
        return said("it trades so rarely that silence of less than ten years cannot be significant")
    return said(
        "{so_far}it trades in {part:.0f} % of months, so that silence can be significant (p <= {p}) from {months} of "
        "silence on",
        so_far=said("silent for {months}; ", months=_months(quiet)) if quiet else "",
        part=100 * rate,
        p=_SIGNIFICANT,
        months=_months(earliest),
    )


def _months(number: int) -> Said:
    return said("1 month") if number == 1 else said("{n} months", n=number)


def _quantity(watched: Watched, month: int, index: int) -> str:
    value = float(watched.nodes.judged_value[month, index])
    band = watched.evidence.value.band(month, index)
    if math.isnan(value):
        return ""
    paired = said(" (mean of January and February)") if _is_paired(watched, month, index) else ""
    if band is None:
        return said(
            "value {value}{paired}; too few months with trade to expect anything", value=_money(value), paired=paired
        )
    return said(
        "value {value}{paired}, expected {expected} (usual range {low} to {high})",
        value=_money(value),
        paired=paired,
        expected=_money(band[0]),
        low=_money(band[1]),
        high=_money(band[2]),
    )


def _is_paired(watched: Watched, month: int, index: int) -> bool:
    """Whether a February stands for its January too."""
    return month > 0 and bool(watched.evidence.deferred[month - 1, index])


def _weight(watched: Watched, month: int, index: int) -> str:
    weight = float(watched.nodes.judged_weight[month, index])
    band = watched.evidence.weight.band(month, index)
    if math.isnan(weight):
        return said("weight not known")
    if band is None:
        return said("weight {weight}", weight=_tonnes(weight))
    return said(
        "weight {weight}, expected {expected} (usual range {low} to {high})",
        weight=_tonnes(weight),
        expected=_tonnes(band[0]),
        low=_tonnes(band[1]),
        high=_tonnes(band[2]),
    )


def _unit_value(watched: Watched, month: int, index: int) -> str:
    value, weight = (float(array[month, index]) for array in (watched.nodes.judged_value, watched.nodes.judged_weight))
    expected = float(watched.evidence.unit_value.smoothed.expected[month, index])
    score = float(watched.evidence.unit_value.smoothed.score[month, index])
    if not (value > 0 and weight > 0) or math.isnan(expected) or math.isnan(score):
        return ""
    change = float(np.expm1(score * watched.evidence.unit_value.smoothed.scale[month, index]))
    return said(
        "unit value {price:,.2f} USD/kg, {change:+.0f} % against what was expected of it alone",
        price=value / weight,
        change=100 * change,
    )


def _parts(watched: Watched, month: int, index: int, movement: Movement) -> str:
    children = watched.nodes.children[index]
    if not len(children) or movement not in (Movement.DROP, Movement.SURGE):
        return ""
    scores = watched.evidence.joint_down if movement is Movement.DROP else watched.evidence.joint_up
    known = ~np.isnan(scores[month, children])
    moved = int((scores[month, children][known] >= 1).sum())
    if not known.any():
        return ""
    told = _FELL if movement is Movement.DROP else _ROSE
    return Said(told.message, {"moved": moved, "known": int(known.sum())})


def _money(value: float) -> Said:
    return said("{n:,.1f} m USD", n=value / 1e6) if value >= 1e5 else said("{n:,.1f} k USD", n=value / 1e3)


def _tonnes(weight: float) -> Said:
    return said("{n:,.0f} t", n=weight / 1e3) if weight >= 1e4 else said("{n:,.0f} kg", n=weight)
