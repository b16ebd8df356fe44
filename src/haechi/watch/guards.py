"""Faults of data that look like a movement: named, and kept from being reported as one."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from haechi.model.signal import Movement
from haechi.sentence import Said, said
from haechi.watch.members import Members
from haechi.watch.pooling import Nodes
from haechi.watch.surveillance import Watched

_POWER_TOLERANCE = 0.2  # in log10: a factor of 1.6 either way
_LARGEST_POWER = 6
_CALM = 2.0  # usual spreads
_FAR = 4.0  # usual spreads that a unit value may scatter
_NEARER = 5.0  # usual spreads
_HALF = 0.5
_SAME = 0.8  # of the series of a reporter that move one way
_MOVED = 1.5  # usual spreads
_FEWEST_SERIES = 10
_FEWEST_CHAPTERS = 3
_BREAK_MONTHS = 12

Flags = NDArray[np.bool_]
Breaks = Collection[tuple[str, int]]


def off_by_a_power_of_ten(watched: Watched, month: int) -> Flags:
    """Nodes whose unit value is off by ten, a hundred or a thousand: a slip of a unit or of a point.

    Of two months that are judged as one either may have slipped.

    Returns
    -------
    (node,) flags.
    """
    flags = _is_off(watched, month, month)
    if month > 0:
        flags |= watched.nodes.deferred[month - 1] & _is_off(watched, month - 1, month)
    return flags


def is_calm(watched: Watched, month: int) -> Flags:
    """Nodes of which value or weight came as usual, (node,): if the other is off, the flow itself did not move."""
    bands = (watched.evidence.value, watched.evidence.weight)
    calm: Flags = np.any([np.abs(band.smoothed.score[month]) < _CALM for band in bands], axis=0)
    return calm


def _is_off(watched: Watched, month: int, judged_in: int) -> Flags:
    """Whether the unit value of a month is a power of ten away from what was expected.

    It is where it comes within a factor of 1.6 of the power while value or weight is calm. It is also where a slip is a
    thousand times as likely as a movement, whatever value and weight do: log unit values scatter apart from log values
    (a correlation of 0.08 in customs series), with tails that fall off no faster than exponentially, so that five
    spreads nearer to what was expected are exp(5 sqrt(2)) times as likely.
    """
    value, weight = watched.nodes.value[month], watched.nodes.weight[month]
    is_known = (value > 0) & (weight > 0)
    unit = np.where(is_known, value, np.nan) / np.where(is_known, weight, np.nan)
    band = watched.evidence.unit_value
    away = np.log10(unit / band.expected(judged_in))
    power = np.round(away)
    is_power = (np.abs(power) >= 1) & (np.abs(power) <= _LARGEST_POWER)
    spread = band.smoothed.scale[judged_in] / np.log(10)
    left, now = np.abs(away - power), np.abs(away)
    is_near = left <= _POWER_TOLERANCE
    is_likelier = (is_near | (left <= _FAR * spread)) & (now - left >= _NEARER * spread)
    off: Flags = is_power & ((is_near & is_calm(watched, judged_in)) | is_likelier)
    return off


def edition_breaks(nodes: Nodes, month: int, breaks: Breaks) -> Flags:
    """Nodes of a code as reported that was split or joined within the last year: the code itself changed.

    Parameters
    ----------
    breaks : (code, year in which an edition changed what the code holds)

    Returns
    -------
    (node,) flags.
    """
    now = nodes.months[month].astype(int) + 1970 * 12
    hit = {code for code, year in breaks if 0 <= now - year * 12 < _BREAK_MONTHS}
    return np.isin(nodes.codes, sorted(hit)) if hit else np.zeros(nodes.size, dtype=bool)


def reporter_artefacts(watched: Watched, month: int, reporters: np.ndarray) -> frozenset[tuple[str, Movement]]:
    """Reporters nearly all of whose series moved one way at once, over unrelated codes, with the movement.

    Parameters
    ----------
    reporters : (pair,), who reports each pair
    """
    pairs = len(reporters)
    found = set()
    names, of = np.unique(reporters, return_inverse=True)
    for movement in (Movement.DROP, Movement.SURGE, Movement.PRICE):
        scores = moved(watched, movement)
        if scores is None:
            continue
        known = np.flatnonzero(~np.isnan(scores[month, :pairs]))
        has_moved = scores[month, known] > _MOVED
        series = np.bincount(of[known], minlength=len(names))
        parts = np.bincount(of[known], weights=has_moved, minlength=len(names)) / np.maximum(series, 1)
        for place in np.flatnonzero((series >= _FEWEST_SERIES) & (parts >= _SAME)):
            codes = watched.nodes.codes[known[of[known] == place]]
            if len({str(code)[:2] for code in codes}) >= _FEWEST_CHAPTERS:
                found.add((str(names[place]), movement))
    return frozenset(found)


def moved(watched: Watched, movement: Movement) -> np.ndarray | None:
    """Scores of a movement of every node, in usual spreads; None for movements that no score stands for."""
    if movement is Movement.DROP:
        return watched.evidence.joint_down
    if movement is Movement.SURGE:
        return watched.evidence.joint_up
    if movement is Movement.PRICE:
        return watched.evidence.statistics["unit value"]
    return None


def faults(
    watched: Watched,
    month: int,
    indices: Sequence[int],
    movements: Sequence[Movement],
    *,
    reporters: np.ndarray,
    breaks: Breaks,
) -> list[Said | None]:
    """The fault that would explain the movement of each of some nodes, in a sentence; None where none does.

    A slip in a pair of which value and weight both moved explains the unit value alone, and not that the flow moved.
    """
    pairs = slice(len(reporters))
    names = sorted({reporter for reporter, _ in reporter_artefacts(watched, month, reporters)})
    slips = off_by_a_power_of_ten(watched, month)[pairs]
    calm_slips = slips & is_calm(watched, month)[pairs]
    members = watched.nodes.children.take_or_own(indices)
    of_reporters, slipped, slipped_calmly, broken = (
        carried_by(watched, month, members, flags)
        for flags in (np.isin(reporters, names), slips, calm_slips, edition_breaks(watched.nodes, month, breaks)[pairs])
    )
    is_price = np.array([movement is Movement.PRICE for movement in movements], dtype=bool)
    lesser_first = (
        (
            broken,
            said("the code was split or joined by a change of editions within the year: it is not the same goods"),
        ),
        (
            np.where(is_price, slipped, slipped_calmly),
            said("the unit value is off by a power of ten: more likely a slip of unit or point"),
        ),
        (
            of_reporters,
            said(
                "nearly all series that {reporters} reports moved one way at once: more likely a fault of its data",
                reporters=", ".join(names),
            ),
        ),
    )
    found: list[Said | None] = [None] * len(indices)
    for flags, sentence in lesser_first:
        for place in np.flatnonzero(flags).tolist():
            found[place] = sentence
    return found


def carried_by(watched: Watched, month: int, members: Members, is_faulty: Flags) -> Flags:
    """Whether half or more of what each node moved, in money or in weight, is that of pairs which are at fault.

    Parameters
    ----------
    members : of the nodes, a pair its own
    is_faulty : (pair,)

    Returns
    -------
    (node,) flags.
    """
    is_touched = members.among(is_faulty[members.pairs]).counts() > 0
    touched = members.among(is_touched[members.node])
    here = is_faulty[touched.pairs]
    quantities = (
        (watched.nodes.judged_value, watched.evidence.value),
        (watched.nodes.judged_weight, watched.evidence.weight),
    )
    found = np.zeros(members.size, dtype=bool)
    for amounts, band in quantities:
        change = np.nan_to_num(amounts[month, touched.pairs] - band.expected(month, touched.pairs))
        total, at_fault = touched.sums(change), touched.among(here).sums(change[here])
        found |= np.divide(at_fault, total, out=np.zeros_like(total), where=total != 0) >= _HALF
    return found
