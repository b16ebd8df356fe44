"""What every use case of the watch stands on: panels of the lake, watched, and the release that is decided on."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from haechi.app import code_items, notified
from haechi.app.desk import Desk
from haechi.app.kept import kept
from haechi.app.revisions import flows_before, other_side
from haechi.errors import NotCovered, UnknownName
from haechi.flows.editions import IN_FORCE_FROM
from haechi.model.notice import Notice
from haechi.model.panel import Cell, Months, Names, Panel
from haechi.model.signal import Node
from haechi.sentence import said
from haechi.store.scratch import Scratch
from haechi.store.streams import Stream
from haechi.watch.blocks import surveil_blocks
from haechi.watch.decision import Release, release
from haechi.watch.mirror import Mirror, MirrorState, mirror
from haechi.watch.surveillance import Settings, Watched, surveil

_BLOCK = 1 << 13  # series of a block, unless one code has more


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One source and side, watched as of the day of the desk.

    months : all that are known
    vintages : (month,), the day of the newest publication of each
    watched : some or all of the months
    month : index of the newest month in what is watched
    reporters : (pair,), who reports each pair
    late : reporters whose newest month has not been published yet
    """

    stream: Stream
    months: Months
    vintages: np.ndarray
    watched: Watched
    month: int
    reporters: Names
    late: tuple[str, ...]

    @property
    def name(self) -> str:
        """The source and who reports, as `--source` takes it."""
        return name_of(self.stream)

    @property
    def period(self) -> str:
        """The newest month, 2023-11."""
        return str(self.months[-1])

    @property
    def vintage(self) -> dt.date:
        """The day of the newest publication that was seen."""
        day: dt.date = np.max(self.vintages[~np.isnat(self.vintages)]).astype(dt.date)
        return day


@dataclass(frozen=True, slots=True, kw_only=True)
class History(View):
    """A view in which all months are watched, with the panel that they are of."""

    panel: Panel


def settings(desk: Desk, *, q: float | None = None) -> Settings:
    """How strict the watch is: the preset WATCH, with another false-discovery rate where one is given."""
    preset = desk.facts.preset("WATCH")
    return Settings(
        q=preset["q"] if q is None else q,
        watch_p=preset["watch_p"],
        held_p=preset["held_p"],
        floor_usd=preset["floor_usd"],
    )


def newest(desk: Desk, strictness: Settings, *, source: str | None) -> list[View]:
    """The newest month of every monthly source and side, or of the one that is named, as of the day of the desk.

    Raises
    ------
    NotCovered
        If no months are held, or none had been published by the day.
    UnknownName
        If the named source holds no months.
    """
    return [_judged(desk, stream, strictness, stream.last) for stream in streams(desk, source)]


@kept(most=4)
def judged(desk: Desk, strictness: Settings, *, source: str, period: str) -> View:
    """A month of one source and side, such as comtrade:importer, judged as when it was the newest.

    Raises
    ------
    NotCovered, UnknownName
        As `newest` does.
    """
    (stream,) = streams(desk, source)
    return _judged(desk, stream, strictness, np.datetime64(period, "M"))


def _judged(desk: Desk, stream: Stream, strictness: Settings, month: np.datetime64) -> View:
    every = desk.lake.panels(stream.source, stream.basis, block=_BLOCK, lineage=desk.facts.lineage, as_of=desk.as_of)
    panels = (panel.until(month) for panel in every)
    seen = _Seen()
    with Scratch(desk.place.lake) as scratch:
        watched = surveil_blocks(
            seen.by(panels), scratch, stage_of=partial(code_items.stage_of, desk), settings=strictness
        )
    reporters = _reporters(stream, np.concatenate(seen.exporters), np.concatenate(seen.importers))
    return View(
        stream=stream,
        months=seen.months,
        vintages=seen.vintages,
        watched=watched,
        month=len(watched.nodes.months) - 1,
        reporters=reporters,
        late=_late(reporters, np.concatenate(seen.states)),
    )


@dataclass(slots=True)
class _Seen:
    """What is noted of panels as they go by."""

    months: Months = field(default_factory=lambda: np.empty(0, dtype="datetime64[M]"))
    vintages: np.ndarray = field(default_factory=lambda: np.empty(0, dtype="datetime64[D]"))
    exporters: list[Names] = field(default_factory=list)
    importers: list[Names] = field(default_factory=list)
    states: list[np.ndarray] = field(default_factory=list)

    def by(self, panels: Iterable[Panel]) -> Iterator[Panel]:
        for panel in panels:
            self.months, self.vintages = panel.months, panel.vintages
            self.exporters.append(panel.exporters)
            self.importers.append(panel.importers)
            self.states.append(panel.value_state[-1].copy())
            yield panel


@kept(most=1)
def histories(desk: Desk, strictness: Settings, *, source: str | None) -> list[History]:
    """All months of every monthly source and side, or of the one that is named, watched up to the day of the desk.

    Raises
    ------
    NotCovered
        If no months are held, or none had been published by the day.
    UnknownName
        If the named source holds no months.
    """
    return [_history(desk, stream, strictness) for stream in streams(desk, source)]


def monthly_rows(desk: Desk) -> int:
    """Rows of months that are loaded, in all vintages."""
    months = (file.rows for load in desk.lake.loads() for file in load.files if len(file.period) == len("2022-07"))
    return sum(months)


def _history(desk: Desk, stream: Stream, strictness: Settings) -> History:
    panel = desk.lake.panel(stream.source, stream.basis, lineage=desk.facts.lineage, as_of=desk.as_of)
    reporters = _reporters(stream, panel.exporters, panel.importers)
    return History(
        stream=stream,
        months=panel.months,
        vintages=panel.vintages,
        panel=panel,
        watched=surveil(panel, stage_of=partial(code_items.stage_of, desk), settings=strictness),
        month=len(panel.months) - 1,
        reporters=reporters,
        late=_late(reporters, panel.value_state[-1]),
    )


def _reporters(stream: Stream, exporters: Names, importers: Names) -> Names:
    return importers if stream.candidate.importer_reports else exporters


def _late(reporters: Names, states: np.ndarray) -> tuple[str, ...]:
    waiting = (states == Cell.NOT_YET_PUBLISHED) & (reporters != "")
    return tuple(np.unique(reporters[waiting]).tolist())


def decide(desk: Desk, view: View, month: int, open_notices: Sequence[Notice]) -> Release:
    """The signals of one month of a view, held against the other side of the flows where that is held."""
    nodes = view.watched.nodes

    def noticed(node: Node) -> bool:
        return any(notified.speaks_of(desk, notice, node) for notice in open_notices)

    def mirrored(index: int) -> Mirror:
        pairs = nodes.pairs(index)
        node, codes, when = nodes.node(index), np.unique(nodes.codes[pairs]).tolist(), nodes.months[month]
        other = other_side(desk, view.stream.basis.value, node, when, codes)
        if other is None:
            return Mirror(state=MirrorState.ABSENT)
        own = flows_before(desk, view.stream, node, codes, when)
        return mirror(view.watched, month, index, other, own=own)

    return release(
        view.watched,
        month,
        settings=view.watched.settings,
        reporters=view.reporters,
        noticed=noticed if open_notices else None,
        breaks=breaks(desk),
        mirrored=mirrored,
    )


def breaks(desk: Desk) -> frozenset[tuple[str, int]]:
    """Codes of items that an edition split or joined, with the year from which it was in force."""
    return frozenset(
        (code, IN_FORCE_FROM[change.new_edition])
        for change in desk.facts.code_changes
        if not change.is_whole
        for code in (change.old_code, change.new_code)
    )


def streams(desk: Desk, source: str | None) -> tuple[Stream, ...]:
    """Every monthly source and side that was known on the day, or those of the source that is named.

    Raises
    ------
    NotCovered, UnknownName
        As `newest` does.
    """
    held = desk.lake.monthly(desk.as_of)
    if not held:
        later = desk.lake.monthly()
        if later:
            first = min(stream.released.min() for stream in later)
            raise NotCovered(
                said(
                    "nothing monthly had been published by {day}: the first vintage is of {first}; ask for that day or "
                    "a later one, or load history with --release-lag DAYS so that replays can go before it",
                    day=desk.as_of,
                    first=first,
                )
            )
        raise NotCovered(said("no monthly flows are in the data: load a file of months, such as one of UN Comtrade"))
    chosen = tuple(stream for stream in held if source is None or source in (stream.source, name_of(stream)))
    if not chosen:
        names = ", ".join(name_of(stream) for stream in held)
        raise UnknownName(
            said("{source} is no source of months here; use one of {known}", source=repr(source), known=names)
        )
    return chosen


def name_of(stream: Stream) -> str:
    """The source and who reports, as `--source` takes it."""
    return f"{stream.source}:{stream.basis.split()[0]}"
