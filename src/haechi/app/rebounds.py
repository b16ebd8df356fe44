"""Measures that have ended: whether the dependence that they had lowered is creeping back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from haechi.app import panels
from haechi.app.desk import Desk
from haechi.app.panels import View
from haechi.model.notice import Notice
from haechi.model.signal import Level
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
        return (
            f"share of {self.notice.exporter} over twelve months: {100 * found.before:.0f} % before the measure of "
            f"notice {self.notice.number}, {100 * found.lowest:.0f} % in the year to {found.lowest_month}, "
            f"{100 * found.now:.0f} % now"
        )


def creeping(desk: Desk, view: View, ended: Sequence[Notice]) -> Iterator[Creep]:
    """Importers whose share of an ended notice's exporter has regained half of what it had lost, or more.

    Only where all suppliers of the importer are in the data; the share is not known elsewhere.
    """
    for notice in ended:
        announced = notice.announced or notice.effective
        if announced is None:
            continue
        for index in _pairs(desk, view, notice):
            found = _share(view, index, np.datetime64(announced.first, "M"))
            if found is not None and (found.is_back or found.is_rising):
                yield Creep(
                    notice=notice,
                    view=view,
                    code=str(view.panel.codes[index]),
                    edition=str(view.panel.editions[index]),
                    importer=str(view.panel.importers[index]),
                    found=found,
                )


def _pairs(desk: Desk, view: View, notice: Notice) -> Iterator[int]:
    """Pairs that the notice speaks of, where all suppliers of the buyer are in the data."""
    exported = np.flatnonzero((view.panel.exporters == notice.exporter) & view.panel.complete.any(axis=0))
    for index in exported:
        if panels.speaks_of(desk, notice, view.watched.nodes.node(int(index))):
            yield int(index)


def _share(view: View, index: int, announced: np.datetime64) -> Rebound | None:
    panel = view.panel
    whole = panel.complete[:, index]
    bought, total = (np.where(whole, column, np.nan) for column in (panel.value[:, index], _purchases(view, index)))
    return rebound(panel.months, bought, total, announced)


def _purchases(view: View, index: int) -> np.ndarray:
    """What the importer of a pair buys of its code from all, (month,); NaN where much of it is not known."""
    nodes = view.watched.nodes
    buyers = nodes.at(Level.IMPORTER_ITEM)
    names = (nodes.codes, nodes.editions, nodes.importers)
    sums = buyers[np.logical_and.reduce([name[buyers] == name[index] for name in names])]
    purchases: np.ndarray = nodes.value[:, sums[0] if len(sums) else index]  # a single supplier is no sum
    return purchases
