"""Why nodes are signals, in sentences that give the numbers."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from haechi.model.signal import Movement
from haechi.sentence import Said, said
from haechi.watch.activity import earliest_silence
from haechi.watch.baseline import Band
from haechi.watch.corroboration import Corroboration
from haechi.watch.surveillance import Watched

_SIGNIFICANT = 0.01
_TEN_YEARS = 120
_FELL = said("{moved} of the {known} pairs that can be judged fell by more than their usual spread")
_ROSE = said("{moved} of the {known} pairs that can be judged rose by more than their usual spread")
_PAIRED = said(" (mean of January and February)")
_NO_WEIGHT = said("weight not known")
_ONE_MONTH = said("1 month")


def reasons(
    watched: Watched, month: int, indices: Sequence[int], movements: Sequence[Movement], parts: Corroboration
) -> list[tuple[str, ...]]:
    """Sentences on value, weight and unit value of some nodes in a month, then on their parts and on silence.

    Parameters
    ----------
    movements, parts : (node,), of each node
    """
    told = (
        _values(watched, month, indices),
        _weights(watched, month, indices),
        _unit_values(watched, month, indices),
        _parts(movements, parts),
        _silences(watched, month, indices),
    )
    return [tuple(filter(None, sentences)) for sentences in zip(*told, strict=True)]


def silence(rate: float, quiet: int) -> str:
    """From which month of silence on silence says anything, for a series that does not trade every month.

    Parameters
    ----------
    rate : probability of trade in a month, before the silence began; NaN where it is not known
    quiet : months of silence so far
    """
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


def _silences(watched: Watched, month: int, indices: Sequence[int]) -> Iterator[str]:
    found = watched.evidence
    rates, quiet = (table[month, indices] for table in (found.order_probability, found.silent_months))
    return map(silence, rates.tolist(), quiet.astype(np.int64).tolist())


def _months(number: int) -> Said:
    return _ONE_MONTH if number == 1 else said("{n} months", n=number)


def _values(watched: Watched, month: int, indices: Sequence[int]) -> Iterator[str]:
    """A February may stand for its January too."""
    values = watched.nodes.judged_value[month, indices].tolist()
    is_paired = watched.evidence.deferred[month - 1, indices].tolist() if month > 0 else [False] * len(values)
    of_both = [_PAIRED if is_so else "" for is_so in is_paired]
    return map(_value, values, watched.evidence.value.around(month, indices), of_both)


def _value(value: float, band: Band | None, paired: str) -> str:
    if math.isnan(value):
        return ""
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


def _weights(watched: Watched, month: int, indices: Sequence[int]) -> Iterator[str]:
    weights = watched.nodes.judged_weight[month, indices].tolist()
    return map(_weight, weights, watched.evidence.weight.around(month, indices))


def _weight(weight: float, band: Band | None) -> str:
    if math.isnan(weight):
        return _NO_WEIGHT
    if band is None:
        return said("weight {weight}", weight=_tonnes(weight))
    return said(
        "weight {weight}, expected {expected} (usual range {low} to {high})",
        weight=_tonnes(weight),
        expected=_tonnes(band[0]),
        low=_tonnes(band[1]),
        high=_tonnes(band[2]),
    )


def _unit_values(watched: Watched, month: int, indices: Sequence[int]) -> Iterator[str]:
    value, weight = (of[month, indices] for of in (watched.nodes.judged_value, watched.nodes.judged_weight))
    smoothed = watched.evidence.unit_value.smoothed
    expected, score, scale = (of[month, indices] for of in (smoothed.expected, smoothed.score, smoothed.scale))
    is_told = (value > 0) & (weight > 0) & ~np.isnan(expected) & ~np.isnan(score)
    change = np.expm1(np.where(is_told, score * scale, 0))
    rows = zip(is_told.tolist(), value.tolist(), weight.tolist(), change.tolist(), strict=True)
    return (_unit_value(*numbers) if is_so else "" for is_so, *numbers in rows)


def _unit_value(value: float, weight: float, change: float) -> Said:
    return said(
        "unit value {price:,.2f} USD/kg, {change:+.0f} % against what was expected of it alone",
        price=value / weight,
        change=100 * change,
    )


def _parts(movements: Sequence[Movement], parts: Corroboration) -> Iterator[str]:
    return map(_part, movements, parts.moved.tolist(), parts.known.tolist())


def _part(movement: Movement, moved: int, known: int) -> str:
    if not known or movement not in (Movement.DROP, Movement.SURGE):
        return ""
    told = _FELL if movement is Movement.DROP else _ROSE
    return Said(told.message, {"moved": moved, "known": known})


def _money(value: float) -> Said:
    return said("{n:,.1f} m USD", n=value / 1e6) if value >= 1e5 else said("{n:,.1f} k USD", n=value / 1e3)


def _tonnes(weight: float) -> Said:
    return said("{n:,.0f} t", n=weight / 1e3) if weight >= 1e4 else said("{n:,.0f} kg", n=weight)
