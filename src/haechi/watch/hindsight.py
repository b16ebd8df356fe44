"""What the watch would have said of interruptions that are on record, release by release."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.model.happening import Event, Visibility
from haechi.model.signal import Signal
from haechi.watch.decision import Release
from haechi.watch.surveillance import Watched

BEFORE, AFTER = 2, 3  # months around the effective one in which a signal counts as one of the event


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A signal on the flows of an event; `delay` counts months after the effective one, before it where negative."""

    delay: int
    signal: Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindsight:
    """One code of an event.

    effective : month, 2023-12; None where it never took effect
    why_not : why it cannot be judged on the panel; None where it can
    sightings : the earliest first
    """

    event: str
    code: str
    exporter: str
    effective: str | None
    why_not: str | None
    sightings: tuple[Sighting, ...] = ()


def hindsight(
    events: Sequence[Event],
    watched: Watched,
    decided: Callable[[int], Release],
    held: Collection[tuple[str, str]],
) -> tuple[Hindsight, ...]:
    """Each code of each event, with every signal on its flows around the effective month.

    Parameters
    ----------
    decided : index of a month -> its release
    held : (code, exporter) whose flows the panel has
    """
    found = []
    for event in events:
        centre = _effective(event, watched)
        for code in event.codes:
            why_not = _why_not(event, code, centre, watched, held)
            sightings: tuple[Sighting, ...] = ()
            if why_not is None and centre is not None:
                sightings = tuple(_sightings(code, event.exporter, centre, watched, decided))
            found.append(
                Hindsight(
                    event=event.id,
                    code=code,
                    exporter=event.exporter,
                    effective=f"{event.effective.first:%Y-%m}" if event.effective else None,
                    why_not=why_not,
                    sightings=sightings,
                )
            )
    return tuple(found)


def _effective(event: Event, watched: Watched) -> int | None:
    """Index of the effective month, also of one outside the panel."""
    if event.effective is None or not len(watched.nodes.months):
        return None
    month = np.datetime64(f"{event.effective.first:%Y-%m}", "M")
    return int((month - watched.nodes.months[0]).astype(int))


def _why_not(
    event: Event, code: str, centre: int | None, watched: Watched, held: Collection[tuple[str, str]]
) -> str | None:
    if (code, event.exporter) not in held:
        return f"no monthly flows of {code} from {event.exporter} are held"
    if centre is None:
        return "it never took effect"
    judged = np.flatnonzero((~np.isnan(watched.judgement.p)).any(axis=1))
    if not len(judged) or not judged[0] + BEFORE <= centre <= judged[-1]:
        return "its months are not among those that can be judged"
    if event.visibility is Visibility.NO:
        return "six digits pool it with other goods: the flows held cannot show it"
    return None


def _sightings(
    code: str, exporter: str, centre: int, watched: Watched, decided: Callable[[int], Release]
) -> Iterator[Sighting]:
    for month in range(centre - BEFORE, min(centre + AFTER + 1, len(watched.nodes.months))):
        for signal in decided(month).signals:
            if signal.node.code == code and signal.node.exporter in (exporter, None):
                yield Sighting(delay=month - centre, signal=signal)
