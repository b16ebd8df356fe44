"""P-values -> signals: false discoveries controlled per level, corroboration, and the coarsest node that explains."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from haechi.errors import InputError
from haechi.model.signal import AlertLevel, Evidence, Level, Movement, Node, Reading, Signal
from haechi.sentence import said
from haechi.watch.evidence import COMBINED
from haechi.watch.folding import BROAD, folded, moving_part, together
from haechi.watch.guards import (
    Breaks,
    Flags,
    carried_by,
    edition_breaks,
    is_calm,
    off_by_a_power_of_ten,
    reporter_artefacts,
)
from haechi.watch.mirror import Mirror, MirrorState, held_against
from haechi.watch.reasons import reasons
from haechi.watch.surveillance import Followed, Settings, Watched

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

Noticed = Callable[[Node], bool]
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
    candidates = _candidates(watched, month, settings, noticed)
    pairs = slice(len(reporters))
    faulty = sorted({reporter for reporter, _ in reporter_artefacts(watched, month, reporters)})
    slips = off_by_a_power_of_ten(watched, month)[pairs]
    faults = _Faults(
        who=", ".join(faulty),
        faulty=np.isin(reporters, faulty),
        slips=slips,
        calm_slips=slips & is_calm(watched, month)[pairs],
        broken=edition_breaks(watched.nodes, month, breaks)[pairs],
    )
    kept, held_back = {}, []
    for index, (movement, q_value) in candidates.items():
        signal = _signal(watched, month, index, movement, q_value, noticed)
        if signal.level is not AlertLevel.WATCH:
            signal = held_against(signal, mirrored(index), q=settings.q)
        fault = faults.of(watched, month, index, movement)
        if fault is None:
            kept[index] = signal
        else:
            reading = Reading.REPORTER_ARTEFACT if fault.startswith("nearly all") else signal.reading
            held_back.append(replace(signal, level=AlertLevel.WATCH, reading=reading, reasons=(*signal.reasons, fault)))
    signals, explained = folded(watched, month, kept)
    return Release(
        period=str(watched.nodes.months[month]),
        signals=tuple(sorted(signals, key=lambda signal: (signal.p_value, signal.node.id))),
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
    order = known[np.argsort(p[known], kind="stable")]
    raw = p[order] * len(order) / np.arange(1, len(order) + 1)
    out[order] = np.minimum(np.minimum.accumulate(raw[::-1])[::-1], 1.0)
    return out


def _candidates(
    watched: Watched, month: int, settings: Settings, noticed: Noticed | None
) -> dict[int, tuple[Movement, float]]:
    """Nodes that are noticed or pass, with what moved and its q-value; nodes of little money are not listed."""
    q, listed = {}, {}
    for movement in _IN_ORDER:
        p = watched.judgement.movements[movement][month]
        q[movement] = by_level(p, watched.nodes.level)
        is_flow = movement in (Movement.DROP, Movement.SURGE)
        listed[movement] = (q[movement] <= settings.q) | (p <= (settings.watch_p if is_flow else 0.0))
        if is_flow and noticed is not None:
            for index in np.flatnonzero(~listed[movement] & (p <= settings.held_p)):
                listed[movement][index] = noticed(watched.nodes.node(int(index)))
    money = np.fmax(watched.nodes.judged_value[month], watched.evidence.value.expected(month))
    is_there = np.any(list(listed.values()), axis=0) & (np.nan_to_num(money) >= settings.floor_usd)
    return {
        int(index): _what_moved(
            {movement: float(q[movement][index]) for movement in _IN_ORDER if listed[movement][index]}, settings.q
        )
        for index in np.flatnonzero(is_there)
    }


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
        out[level == place] = q_values(p[level == place])
    return out


def as_signals(watched: Watched, month: int, indices: Sequence[int], noticed: Noticed | None) -> list[Signal]:
    """What nodes do in a month, whether or not it is rare; a node that cannot be judged has a p-value of 1."""
    every = {movement: watched.judgement.movements[movement][month] for movement in _IN_ORDER}
    q_of = {movement: by_level(p, watched.nodes.level) for movement, p in every.items()}
    found = []
    for index in indices:
        p = {movement: _known(values[index]) for movement, values in every.items()}
        q = {movement: _known(values[index]) for movement, values in q_of.items()}
        movement, q_value = _most_notable(p, q, watched.settings.q)
        found.append(_signal(watched, month, index, movement, q_value, noticed))
    return found


def _known(p: float) -> float:
    """A p-value, 1 where it is not known."""
    return 1.0 if math.isnan(p) else float(p)


def _most_notable(p: Mapping[Movement, float], q: Mapping[Movement, float], passes: float) -> tuple[Movement, float]:
    """The movement that passes most easily, or where none passes that of the smallest p-value; with its q-value."""
    if min(q.values()) <= passes:
        return _what_moved(q, passes)
    movement = min(p, key=lambda name: p[name])
    return movement, q[movement]


def _signal(
    watched: Watched, month: int, index: int, movement: Movement, q_value: float, noticed: Noticed | None
) -> Signal:
    node, settings = watched.nodes.node(index), watched.settings
    is_noticed = noticed is not None and noticed(node)
    p = _known(watched.judgement.movements[movement][month, index])
    band = watched.evidence.value.band(month, index)
    value, weight = (float(array[month, index]) for array in (watched.nodes.judged_value, watched.nodes.judged_weight))
    is_discovery = q_value <= settings.q
    grounds = _grounds(watched, month, index, movement)
    if is_noticed:
        grounds = (*grounds, said("a notice that stands speaks of the flow"))
    if is_discovery:
        level = AlertLevel.ALERT if grounds else AlertLevel.WARNING
    else:
        level = AlertLevel.WARNING if is_noticed and p <= settings.watch_p else AlertLevel.WATCH
    why = (said("corroborated: {grounds}", grounds=tuple(grounds)),) if level is AlertLevel.ALERT else ()
    return Signal(
        node=node,
        period=str(watched.nodes.months[month]),
        movement=movement,
        level=level,
        reading=_READINGS[node.level],
        p_value=p,
        q_value=min(q_value, 1.0),
        probability=max(0.0, 1.0 - q_value),
        expected=band[0] if band else None,
        low=band[1] if band else None,
        high=band[2] if band else None,
        value_usd=None if math.isnan(value) else value,
        weight_kg=None if math.isnan(weight) else weight,
        stratum=watched.stratum(month, index),
        evidence=_evidence(watched, month, index, movement),
        reasons=(*reasons(watched, month, index, movement), *why),
    )


def _evidence(watched: Watched, month: int, index: int, movement: Movement) -> tuple[Evidence, ...]:
    found = []
    for name, _ in COMBINED[movement]:
        score = float(watched.evidence.statistics[name][month, index])
        p = float(watched.judgement.statistics[name][month, index])
        if not math.isnan(p):
            found.append(
                Evidence(name=name, score=score, p_value=min(p, 1.0), reading=f"{name} {score:.2f}, p {p:.2g}")
            )
    return tuple(found)


def _grounds(watched: Watched, month: int, index: int, movement: Movement) -> tuple[str, ...]:
    """What corroborates a movement: the month before, most of what the node adds up, or its parts together."""
    found = []
    if month > 0 and watched.judgement.movements[movement][month - 1, index] <= watched.settings.held_p:
        found.append(said("the month before moved the same way"))
    if moving_part(watched, month, index, movement) >= BROAD:
        return (*found, said("half or more of what it adds up moved with it"))
    joint, median = together(watched, month, index, movement)
    if joint >= _JOINT and median >= _MEDIAN:
        found.append(said("its parts together moved by {n:.1f} usual spreads", n=joint))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Faults:
    """What is at fault in a month, (pair,): who reports, whether it is off by a power of ten, or its code broke.

    calm_slips : those of them of which value or weight came as usual; a slip in a pair of which both moved explains the
        unit value alone, and not that the flow moved
    """

    who: str
    faulty: Flags
    slips: Flags
    calm_slips: Flags
    broken: Flags

    def of(self, watched: Watched, month: int, index: int, movement: Movement) -> str | None:
        """The fault that would explain a movement of a node, in a sentence."""
        if carried_by(watched, month, index, self.faulty):
            return said(
                "nearly all series that {reporters} reports moved one way at once: more likely a fault of its data",
                reporters=self.who,
            )
        slips = self.slips if movement is Movement.PRICE else self.calm_slips
        if carried_by(watched, month, index, slips):
            return said("the unit value is off by a power of ten: more likely a slip of unit or point")
        if carried_by(watched, month, index, self.broken):
            return said(
                "the code was split or joined by a change of editions within the year: it is not the same goods"
            )
        return None


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
