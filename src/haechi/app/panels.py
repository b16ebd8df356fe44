"""What every use case of the watch stands on: panels of the lake, watched, and the release that is decided on."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from haechi.app.desk import Desk
from haechi.app.revisions import other_side
from haechi.errors import NotCovered, UnknownName
from haechi.flows.editions import IN_FORCE_FROM, in_force
from haechi.model.chain import ItemCode
from haechi.model.notice import ENDED, Notice, latest
from haechi.model.panel import Cell, Panel
from haechi.model.signal import Node
from haechi.model.trade import Edition
from haechi.store import notices
from haechi.store.streams import Stream
from haechi.watch.decision import Release, release
from haechi.watch.mirror import Mirror, MirrorState, mirror
from haechi.watch.surveillance import Settings, Watched, surveil


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One source and side, watched as of the day of the desk.

    month : index of the newest month
    reporters : (pair,), who reports each pair
    """

    stream: Stream
    panel: Panel
    watched: Watched
    month: int
    reporters: np.ndarray

    @property
    def name(self) -> str:
        """The source and who reports, as `--source` takes it."""
        return f"{self.stream.source}:{self.stream.basis.split()[0]}"

    @property
    def period(self) -> str:
        """The newest month, 2023-11."""
        return str(self.panel.months[self.month])

    @property
    def vintage(self) -> dt.date:
        """The day of the newest publication that was seen."""
        day: dt.date = np.max(self.panel.vintages[~np.isnat(self.panel.vintages)]).astype(dt.date)
        return day


def settings(desk: Desk, *, q: float | None = None) -> Settings:
    """How strict the watch is: the preset WATCH, with another false-discovery rate where one is given."""
    preset = desk.facts.preset("WATCH")
    return Settings(
        q=preset["q"] if q is None else q,
        watch_p=preset["watch_p"],
        held_p=preset["held_p"],
        floor_usd=preset["floor_usd"],
    )


def views(desk: Desk, strictness: Settings, *, source: str | None, codes: Sequence[str] | None = None) -> list[View]:
    """Every monthly source and side that is held, or the one that is named, watched up to the day of the desk.

    Raises
    ------
    NotCovered
        If no months are held, or none had been published by the day.
    UnknownName
        If the named source holds no months.
    """
    found = []
    for stream in _streams(desk, source):
        panel = desk.lake.panel(stream.source, stream.basis, lineage=desk.facts.lineage, as_of=desk.as_of, codes=codes)
        side = panel.importers if stream.candidate.importer_reports else panel.exporters
        found.append(
            View(
                stream=stream,
                panel=panel,
                watched=surveil(
                    panel, stage_of=lambda code, edition: stage_of(desk, code, edition), settings=strictness
                ),
                month=len(panel.months) - 1,
                reporters=side,
            )
        )
    return found


def decide(desk: Desk, view: View, month: int, open_notices: Sequence[Notice]) -> Release:
    """The signals of one month of a view, held against the other side of the flows where that is held."""
    nodes = view.watched.nodes

    def mirrored(index: int) -> Mirror:
        pairs = nodes.children[index] if len(nodes.children[index]) else [index]
        codes = np.unique(nodes.codes[pairs]).tolist()
        other = other_side(desk, view.panel.basis, nodes.node(index), nodes.months[month], codes)
        return Mirror(state=MirrorState.ABSENT) if other is None else mirror(view.watched, month, index, other)

    return release(
        view.watched,
        month,
        settings=view.watched.settings,
        reporters=view.reporters,
        noticed=lambda node: any(speaks_of(desk, notice, node) for notice in open_notices),
        breaks=breaks(desk),
        mirrored=mirrored,
    )


def items_of(desk: Desk, code: str, edition: str, day: dt.date) -> tuple[ItemCode, ...]:
    """Items that a code stands for; a code as reported is read in the edition in force on the day."""
    read_in = in_force(day) if edition == Edition.AS_REPORTED else edition
    return desk.facts.items_of(code, read_in)


def items_of_node(desk: Desk, node: Node, day: dt.date) -> tuple[str, ...]:
    """Ids of the items of a node's code, the clearest signal first; none above the level of items."""
    if node.code is None or node.edition is None:
        return ()
    return tuple(dict.fromkeys(row.item for row in items_of(desk, node.code, node.edition, day)))


def open_notices(desk: Desk) -> tuple[Notice, ...]:
    """Notices that had not ended by the day; none without a workspace."""
    return tuple(notice for notice in _notices(desk) if notice.state not in ENDED)


def ended_notices(desk: Desk) -> tuple[Notice, ...]:
    """Notices whose matter had ended by the day."""
    return tuple(notice for notice in _notices(desk) if notice.state in ENDED)


def speaks_of(desk: Desk, notice: Notice, node: Node) -> bool:
    """Whether a notice speaks of the flows of a node: its exporter, a buyer addressed, and its item or code."""
    if node.exporter != notice.exporter or node.code is None:
        return False
    if notice.importers and node.importer is not None and node.importer not in notice.importers:
        return False
    if any(node.code.startswith(code[:6]) for code in notice.codes):
        return True
    return bool({*items_of_node(desk, node, desk.as_of)} & {*notice.items})


def breaks(desk: Desk) -> frozenset[tuple[str, int]]:
    """Codes of items that an edition split or joined, with the year from which it was in force."""
    return frozenset(
        (code, IN_FORCE_FROM[change.new_edition])
        for change in desk.facts.code_changes
        if not change.is_whole
        for code in (change.old_code, change.new_code)
    )


def late(view: View) -> tuple[str, ...]:
    """Reporters whose newest month has not been published yet."""
    waiting = (view.panel.value_state[view.month] == Cell.NOT_YET_PUBLISHED) & (view.reporters != "")
    return tuple(sorted({str(name) for name in view.reporters[waiting]}))


def _streams(desk: Desk, source: str | None) -> tuple[Stream, ...]:
    held = desk.lake.monthly(desk.as_of)
    if not held:
        later = desk.lake.monthly()
        if later:
            first = min(stream.released.min() for stream in later)
            raise NotCovered(
                f"nothing monthly had been published by {desk.as_of}: the first vintage is of {first}; ask for that "
                "day or a later one, or load history with --release-lag DAYS so that replays can go before it"
            )
        raise NotCovered("no monthly flows are in the data: load a file of months, such as one of UN Comtrade")
    chosen = tuple(
        stream
        for stream in held
        if source is None or source in (stream.source, f"{stream.source}:{stream.basis.split()[0]}")
    )
    if not chosen:
        names = ", ".join(f"{stream.source}:{stream.basis.split()[0]}" for stream in held)
        raise UnknownName(f"{source!r} is no source of months here; use one of {names}")
    return chosen


def _notices(desk: Desk) -> tuple[Notice, ...]:
    if desk.workspace is None:
        return ()
    with desk.register() as register, register.reading() as connection:
        versions = notices.versions(connection)
    return tuple(latest(versions, as_of=desk.end_of_day).values())


def stage_of(desk: Desk, code: str, edition: str) -> str | None:
    """The stage of the clearest item of a code; None where it stands for none."""
    held = items_of(desk, code, edition, desk.as_of)
    return desk.facts.item_by_id[held[0].item].stage if held else None
