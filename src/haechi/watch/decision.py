"""P-values -> signals: false discoveries controlled per level, faults held back, the coarsest node that explains."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from haechi.errors import InputError
from haechi.model.signal import AlertLevel, Movement, Reading, Signal
from haechi.sentence import said
from haechi.watch.folding import folded
from haechi.watch.guards import Breaks, faults
from haechi.watch.mirror import Mirror, MirrorState, held_against
from haechi.watch.signals import Chosen, Noticed, known, signals
from haechi.watch.surveillance import Followed, Settings, Watched

Mirrored = Callable[[int], Mirror]

_NEARLY = 2.0  # times the least q-value
_IN_ORDER = (Movement.DROP, Movement.SURGE, Movement.PRICE, Movement.SUPPLIER, Movement.SHARE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """The signals of one month.

    signals : the coarsest nodes that explain what moved, and finer ones that nothing explains, rarest first
    explained : id of a node -> the node that explains it
    held_back : signals that a fault of data would explain, with the fault as their last reason
    judged, unjudged : nodes with and without a p-value
    """

    period: str
    signals: tuple[Signal, ...]
    explained: Mapping[str, str]
    held_back: tuple[Signal, ...]
    judged: int
    unjudged: int


def release(
    watched: Watched,
    month: int,
    *,
    settings: Settings,
    reporters: np.ndarray,
    noticed: Noticed | None,
    breaks: Breaks = (),
    mirrored: Mirrored = lambda _: Mirror(state=MirrorState.ABSENT),
) -> Release:
    """Decide on one month.

    Parameters
    ----------
    month : index of the month
    reporters : (pair,), who reports each pair
    noticed : whether a notice that has not ended speaks of the flows of a node; such a node is listed from a p-value of
        `held_p` on, so that a rush before a measure takes effect is seen; None where no notice stands
    breaks : (code, year) of codes as reported that a change of editions split or joined
    mirrored : index of a node -> what the other side of its flows says in the month; asked for warnings and alerts
    """
    p = watched.judgement.p[month]
    chosen = _candidates(watched, month, settings, noticed)
    found_faults = faults(watched, month, chosen.indices, chosen.movements, reporters=reporters, breaks=breaks)
    kept, held_back = {}, []
    found = zip(chosen.indices, signals(watched, month, chosen, noticed), found_faults, strict=True)
    for index, signal, fault in found:
        if signal.level is not AlertLevel.WATCH:
            signal = held_against(signal, mirrored(index), q=settings.q)
        if fault is None:
            kept[index] = signal
        else:
            reading = Reading.REPORTER_ARTEFACT if fault.startswith("nearly all") else signal.reading
            held_back.append(replace(signal, level=AlertLevel.WATCH, reading=reading, reasons=(*signal.reasons, fault)))
    coarsest, explained = folded(watched, month, kept)
    return Release(
        period=str(watched.nodes.months[month]),
        signals=tuple(sorted(coarsest, key=lambda signal: (signal.p_value, signal.node.id))),
        explained=explained,
        held_back=tuple(held_back),
        judged=int((~np.isnan(p)).sum()),
        unjudged=int(np.isnan(p).sum()),
    )


def q_values(p: np.ndarray) -> np.ndarray:
    """The false-discovery rate at which each p-value would just pass.

    Benjamini and Hochberg (1995), "Controlling the false discovery rate", Journal of the Royal Statistical Society B
    57: 289-300; unknown p-values are no tests.

    Examples
    --------
    >>> [round(float(q), 3) for q in q_values(np.array([0.01, 0.04, 0.03, np.nan, 0.5]))]
    [0.04, 0.053, 0.053, nan, 0.5]
    """
    out = np.full(p.shape, np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known])]
    raw = p[order] * len(order) / np.arange(1, len(order) + 1)
    out[order] = np.minimum(np.minimum.accumulate(raw[::-1])[::-1], 1.0)
    return out


def _candidates(watched: Watched, month: int, settings: Settings, noticed: Noticed | None) -> Chosen:
    """Nodes that are noticed or pass, with what moved and its q-value; nodes of little money are not listed."""
    q, listed = {}, {}
    for movement in _IN_ORDER:
        p = watched.judgement.movements[movement][month]
        q[movement] = by_level(p, watched.nodes.level)
        is_flow = movement in (Movement.DROP, Movement.SURGE)
        listed[movement] = (q[movement] <= settings.q) | (p <= (settings.watch_p if is_flow else 0.0))
        if is_flow and noticed is not None:
            doubtful = np.flatnonzero(~listed[movement] & (p <= settings.held_p)).tolist()
            listed[movement][doubtful] = [noticed(node) for node in watched.nodes.named(doubtful)]
    money = np.fmax(watched.nodes.judged_value[month], watched.evidence.value.expected(month))
    is_there = np.any(list(listed.values()), axis=0) & (np.nan_to_num(money) >= settings.floor_usd)
    indices = np.flatnonzero(is_there).tolist()
    rows = zip(*(np.where(listed[name][indices], q[name][indices], np.nan).tolist() for name in _IN_ORDER), strict=True)
    return _chosen(
        indices,
        [
            _what_moved({name: x for name, x in zip(_IN_ORDER, row, strict=True) if not math.isnan(x)}, settings.q)
            for row in rows
        ],
    )


def _chosen(indices: Sequence[int], moved: Iterable[tuple[Movement, float]]) -> Chosen:
    """Nodes with the movement and the q-value of each."""
    movements, q = zip(*moved, strict=True) if len(indices) else ((), ())
    return Chosen(indices=indices, movements=movements, q_values=q)


def _what_moved(q: Mapping[Movement, float], passes: float) -> tuple[Movement, float]:
    """The movement that passes most easily; of those nearly as easy the first, for a stop carries its price along.

    Where none passes, the same of those that are notable.
    """
    passed = {movement: value for movement, value in q.items() if value <= passes} or q
    easiest = min(passed.values())
    return next((movement, value) for movement, value in passed.items() if value <= _NEARLY * easiest)


def is_listed(signal: Signal, settings: Settings) -> bool:
    """Whether a movement passes, or is a drop or a surge that is noticed."""
    is_flow = signal.movement in (Movement.DROP, Movement.SURGE)
    return signal.q_value <= settings.q or (is_flow and signal.p_value <= settings.watch_p)


def by_level(p: np.ndarray, level: np.ndarray) -> np.ndarray:
    """Q-values of the nodes of each level by themselves."""
    out = np.full(p.shape, np.nan)
    for place in np.unique(level):
        here = level == place
        out[here] = q_values(p[here])
    return out


def as_signals(watched: Watched, month: int, indices: Sequence[int], noticed: Noticed | None) -> list[Signal]:
    """What nodes do in a month, whether or not it is rare; a node that cannot be judged has a p-value of 1."""
    every = [watched.judgement.movements[movement][month] for movement in _IN_ORDER]
    p_values, q_values = (
        [
            dict(zip(_IN_ORDER, map(known, row), strict=True))
            for row in zip(*(p[indices].tolist() for p in tables), strict=True)
        ]
        for tables in (every, [by_level(p, watched.nodes.level) for p in every])
    )
    moved = [_most_notable(p, q, watched.settings.q) for p, q in zip(p_values, q_values, strict=True)]
    return signals(watched, month, _chosen(indices, moved), noticed)


def _most_notable(p: Mapping[Movement, float], q: Mapping[Movement, float], passes: float) -> tuple[Movement, float]:
    """The movement that passes most easily, or where none passes that of the smallest p-value; with its q-value."""
    if min(q.values()) <= passes:
        return _what_moved(q, passes)
    movement = min(p, key=lambda name: p[name])
    return movement, q[movement]


def index_of(watched: Followed, period: str) -> int:
    """Index of a month written 2023-11.

    Raises
    ------
    InputError
        If the panel does not hold the month.
    """
    months = [str(month) for month in watched.nodes.months]
    if period not in months:
        held = f"{months[0]} to {months[-1]}" if months else "no month"
        raise InputError(
            said(
                "{month} is not in the panel, which holds {held}; ask for one of these months", month=period, held=held
            )
        )
    return months.index(period)
