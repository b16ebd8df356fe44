"""Why a node is a signal, in sentences that give the numbers."""

import numpy as np

from haechi.model.signal import Movement
from haechi.watch.activity import earliest_silence
from haechi.watch.surveillance import Watched

_SIGNIFICANT = 0.01
_TEN_YEARS = 120


def reasons(watched: Watched, month: int, index: int, movement: Movement) -> tuple[str, ...]:
    """Sentences on value, weight and unit value of a node in a month, then on its parts and on silence."""
    said = [_quantity(watched, month, index)]
    said.append(_weight(watched, month, index))
    said.append(_unit_value(watched, month, index))
    said.append(_parts(watched, month, index, movement))
    said.append(silence(watched, month, index))
    return tuple(sentence for sentence in said if sentence)


def silence(watched: Watched, month: int, index: int) -> str:
    """From which month of silence on silence says anything, for a series that does not trade every month."""
    rate = float(watched.evidence.order_probability[month, index])
    quiet = int(watched.evidence.silent_months[month, index])
    if np.isnan(rate) or (rate > 0.95 and quiet == 0):
        return ""
    earliest = earliest_silence(rate, _SIGNIFICANT)
    if earliest is None or earliest > _TEN_YEARS:
        return "it trades so rarely that silence of less than ten years cannot be significant"
    so_far = f"silent for {_months(quiet)}; " if quiet else ""
    return (
        f"{so_far}it trades in {100 * rate:.0f} % of months, so that silence can be significant (p <= {_SIGNIFICANT}) "
        f"from {_months(earliest)} of silence on"
    )


def _months(number: int) -> str:
    return "1 month" if number == 1 else f"{number} months"


def _quantity(watched: Watched, month: int, index: int) -> str:
    value = float(watched.nodes.judged_value[month, index])
    band = watched.evidence.value.band(month, index)
    if np.isnan(value):
        return ""
    paired = " (mean of January and February)" if _is_paired(watched, month, index) else ""
    if band is None:
        return f"value {_money(value)}{paired}; too few months with trade to expect anything"
    usual = f"(usual range {_money(band[1])} to {_money(band[2])})"
    return f"value {_money(value)}{paired}, expected {_money(band[0])} {usual}"


def _is_paired(watched: Watched, month: int, index: int) -> bool:
    """Whether a February stands for its January too."""
    return month > 0 and bool(watched.evidence.deferred[month - 1, index])


def _weight(watched: Watched, month: int, index: int) -> str:
    weight = float(watched.nodes.judged_weight[month, index])
    band = watched.evidence.weight.band(month, index)
    if np.isnan(weight):
        return "weight not known"
    if band is None:
        return f"weight {_tonnes(weight)}"
    return (
        f"weight {_tonnes(weight)}, expected {_tonnes(band[0])} (usual range {_tonnes(band[1])} to {_tonnes(band[2])})"
    )


def _unit_value(watched: Watched, month: int, index: int) -> str:
    value, weight = (float(array[month, index]) for array in (watched.nodes.judged_value, watched.nodes.judged_weight))
    expected = float(watched.evidence.unit_value.smoothed.expected[month, index])
    score = float(watched.evidence.unit_value.smoothed.score[month, index])
    if not (value > 0 and weight > 0) or np.isnan(expected) or np.isnan(score):
        return ""
    change = float(np.expm1(score * watched.evidence.unit_value.smoothed.scale[month, index]))
    return f"unit value {value / weight:,.2f} USD/kg, {100 * change:+.0f} % against what was expected of it alone"


def _parts(watched: Watched, month: int, index: int, movement: Movement) -> str:
    children = watched.nodes.children[index]
    if not len(children) or movement not in (Movement.DROP, Movement.SURGE):
        return ""
    scores = watched.evidence.joint_down if movement is Movement.DROP else watched.evidence.joint_up
    known = ~np.isnan(scores[month, children])
    moved = int((scores[month, children][known] >= 1).sum())
    if not known.any():
        return ""
    way = "fell" if movement is Movement.DROP else "rose"
    return f"{moved} of the {int(known.sum())} pairs that can be judged {way} by more than their usual spread"


def _money(value: float) -> str:
    return f"{value / 1e6:,.1f} m USD" if value >= 1e5 else f"{value / 1e3:,.1f} k USD"


def _tonnes(weight: float) -> str:
    return f"{weight / 1e3:,.0f} t" if weight >= 1e4 else f"{weight:,.0f} kg"
