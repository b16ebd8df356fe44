"""What other publications say of an alert: the other side of the same flows, and how first numbers fared before."""

from collections.abc import Sequence

import numpy as np

from haechi.app.desk import Desk
from haechi.brief.dossier import Survival
from haechi.errors import NotCovered
from haechi.model.panel import Panel
from haechi.model.signal import Node
from haechi.store.streams import Stream
from haechi.watch.card import place_of
from haechi.watch.decision import index_of
from haechi.watch.mirror import Mirror, MirrorState, mirror
from haechi.watch.surveillance import Followed

_WITHIN = 0.05
_LOOKED_AT = 24  # months that were published again
_COMPARED = np.timedelta64(36, "M")


def mirrored(desk: Desk, watched: Followed, node: Node, period: str, panel: Panel, codes: Sequence[str]) -> Mirror:
    """What the first source of the other side that holds the month says of a node; absent where none does."""
    other = other_side(desk, panel.basis, node, np.datetime64(period, "M"), codes)
    if other is None:
        return Mirror(state=MirrorState.ABSENT)
    return mirror(watched, index_of(watched, period), place_of(watched.nodes, node), other, own=panel)


def other_side(desk: Desk, basis: str, node: Node, month: np.datetime64, codes: Sequence[str]) -> Panel | None:
    """Flows of a node from the first source that the other side reports to and that holds the month; None where none.

    Parameters
    ----------
    basis : of the side that is held against it
    codes : of the node, as the sources write them
    """
    for stream in desk.lake.monthly(desk.as_of):
        if stream.basis.value == basis or month not in stream.months:
            continue
        try:
            return flows_before(desk, stream, node, codes, month)
        except NotCovered:
            continue
    return None


def flows_before(desk: Desk, stream: Stream, node: Node, codes: Sequence[str], month: np.datetime64) -> Panel:
    """Flows of a node from one source, from three years before a month on.

    Raises
    ------
    NotCovered
        If the source holds none.
    """
    return _panel(desk, stream, node, codes, start=month - _COMPARED)


def survival(desk: Desk, panel: Panel, node: Node, codes: Sequence[str]) -> Survival:
    """In how many past months that were published again the first number of the node stayed within a twentieth."""
    stream = next(
        row for row in desk.lake.monthly(desk.as_of) if (row.source, row.basis.value) == (panel.source, panel.basis)
    )
    again = np.flatnonzero(stream.revised > stream.released)[-_LOOKED_AT:]
    if not len(again):
        return Survival(kept=0, of=0)
    latest = _totals(_panel(desk, stream, node, codes, start=stream.months[again[0]]))
    kept, of = 0, 0
    for day in np.unique(stream.released[again]):
        months = stream.months[again][stream.released[again] == day]
        try:
            first = _totals(_panel(desk, stream, node, codes, start=months[0], day=day))
        except NotCovered:  # the first publication held nothing of the node
            continue
        for month in months.tolist():
            before, after = first.get(month), latest.get(month)
            if before is not None and after is not None:
                of += 1
                kept += abs(after - before) <= _WITHIN * abs(before)
    return Survival(kept=kept, of=of)


def _panel(
    desk: Desk,
    stream: Stream,
    node: Node,
    codes: Sequence[str],
    *,
    start: np.datetime64,
    day: np.datetime64 | None = None,
) -> Panel:
    return desk.lake.panel(
        stream.source,
        stream.basis,
        lineage=desk.facts.lineage,
        as_of=desk.as_of if day is None else day.astype("datetime64[D]").item(),
        codes=codes,
        exporters=[node.exporter] if node.exporter else None,
        importers=[node.importer] if node.importer else None,
        start=start,
    )


def _totals(panel: Panel) -> dict[object, float]:
    """USD of all series by month, for months of which any is known."""
    known = ~np.isnan(panel.value).all(axis=1)
    totals = np.nansum(panel.value.astype(np.float64), axis=1)
    return dict(zip(panel.months[known].tolist(), totals[known].tolist(), strict=True))
