"""Measures that have ended: whether the dependence that they had lowered is creeping back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.app import notified
from haechi.app.desk import Desk
from haechi.app.panels import View
from haechi.model.notice import Notice
from haechi.model.panel import Panel
from haechi.model.signal import Level
from haechi.sentence import said
from haechi.watch.pooling import Nodes, groups, nodes_of_codes
from haechi.watch.rebound import Rebound, rebound


@dataclass(frozen=True, slots=True, kw_only=True)
class Creep:
    """One importer's purchases of one code from the exporter of an ended notice."""

    notice: Notice
    view: View
    code: str
    edition: str
    importer: str
    found: Rebound

    @property
    def reason(self) -> str:
        """The finding in a sentence."""
        found = self.found
        return said(
            "share of {economy} over twelve months: {before:.0f} % before the measure of notice {number}, "
            "{lowest:.0f} % in the year to {month}, {now:.0f} % now",
            economy=self.notice.exporter,
            before=100 * found.before,
            number=self.notice.number,
            lowest=100 * found.lowest,
            month=found.lowest_month,
            now=100 * found.now,
        )


def creeping(desk: Desk, view: View, ended: Sequence[Notice]) -> Iterator[Creep]:
    """Importers whose share of an ended notice's exporter has regained half of what it had lost, or more.

    Only where all suppliers of the importer are in the data; the share is not known elsewhere.
    """
    for notice in ended:
        announced = notice.announced or notice.effective
        panel = None if announced is None else _panel(desk, view, notice)
        if announced is None or panel is None:
            continue
        held = nodes_of_codes(panel)
        for index in np.flatnonzero((panel.exporters == notice.exporter) & panel.complete.any(axis=0)):
            if not notified.speaks_of(desk, notice, held.node(int(index))):
                continue
            found = _share(panel, held, int(index), np.datetime64(announced.first, "M"))
            if found is not None and (found.is_back or found.is_rising):
                yield Creep(
                    notice=notice,
                    view=view,
                    code=str(panel.codes[index]),
                    edition=str(panel.editions[index]),
                    importer=str(panel.importers[index]),
                    found=found,
                )


def _panel(desk: Desk, view: View, notice: Notice) -> Panel | None:
    """All trade in the codes of which the notice speaks; None where its exporter sells none of them."""
    nodes = view.watched.nodes
    sold = np.flatnonzero((nodes.exporters == notice.exporter) & (nodes.level == 0))
    _, first = groups((nodes.codes[sold], nodes.editions[sold]))
    codes = {str(nodes.codes[row]) for row in sold[first] if notified.speaks_of(desk, notice, nodes.node(int(row)))}
    if not codes:
        return None
    return desk.lake.panel(
        view.stream.source,
        view.stream.basis,
        lineage=desk.facts.lineage,
        as_of=desk.as_of,
        codes=sorted(codes),
    )


def _share(panel: Panel, held: Nodes, index: int, announced: np.datetime64) -> Rebound | None:
    whole = panel.complete[:, index]
    bought, total = (np.where(whole, column, np.nan) for column in (panel.value[:, index], _purchases(held, index)))
    return rebound(panel.months, bought, total, announced)


def _purchases(nodes: Nodes, index: int) -> np.ndarray:
    """What the importer of a pair buys of its code from all, (month,); NaN where much of it is not known."""
    buyers = nodes.at(Level.IMPORTER_ITEM)
    names = (nodes.codes, nodes.editions, nodes.importers)
    sums = buyers[np.logical_and.reduce([name[buyers] == name[index] for name in names])]
    purchases: np.ndarray = nodes.value[:, sums[0] if len(sums) else index]  # a single supplier is no sum
    return purchases
