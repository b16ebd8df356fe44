"""How strange a month of some flows was among all flows of the source, as the watch judges it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from haechi.app import item_flows, panels
from haechi.app.desk import Desk
from haechi.app.item_flows import Flow, Held
from haechi.app.panels import View
from haechi.model.notice import Notice
from haechi.model.signal import Node, Signal
from haechi.watch.decision import as_signals


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """A month of a source with all its flows.

    places : (node,), where each of the flows held stands among all
    signals : what the watch says of the month
    """

    view: View
    places: np.ndarray
    signals: tuple[Signal, ...]

    def is_judged(self, flow: Flow) -> bool:
        """Whether the month allows a judgement on a flow."""
        return bool(~np.isnan(self.view.watched.judgement.p[self.view.month, self.places[flow.index]]))

    def of(self, flows: Sequence[Flow]) -> list[Signal]:
        """What flows do in the month, whether or not it is rare."""
        indices = self.places[[flow.index for flow in flows]].tolist()
        return as_signals(self.view.watched, self.view.month, indices, lambda _: False)

    def signal(self, flow: Flow) -> Signal:
        """What the watch says of a flow, or where it says nothing, what the flow does."""
        node = flow.node
        return next((signal for signal in self.signals if signal.node == node), None) or self.of([flow])[0]


def judged(desk: Desk, flow: Flow, speaking: Sequence[Notice]) -> Judged:
    """The month of a flow judged, with the notices that speak of its item."""
    stream = flow.held.stream
    view = panels.judged(desk, panels.settings(desk), source=panels.name_of(stream), period=flow.period)
    return Judged(
        view=view,
        places=view.watched.nodes.places(flow.held.followed.nodes),
        signals=panels.decide(desk, view, view.month, speaking).signals,
    )


def of_node(desk: Desk, node: Node, period: str, speaking: Sequence[Notice]) -> tuple[Judged, Flow] | None:
    """The flow of a node in a month, judged; None where no source holds the two.

    Raises
    ------
    NotCovered
        If no months are held, or none had been published by the day.
    """
    if node.code is None:
        return _across_codes(desk, node, period, speaking)
    for held in item_flows.held(desk, frozenset([node.code]), source=None):
        index, months = held.followed.nodes.place(node.id), [str(month) for month in held.panel.months]
        if index is not None and period in months:
            flow = Flow(held=held, month=months.index(period), index=index)
            return judged(desk, flow, speaking), flow
    return None


def _across_codes(desk: Desk, node: Node, period: str, speaking: Sequence[Notice]) -> tuple[Judged, Flow] | None:
    """A sum over codes, for which all flows of a source are needed in all months."""
    for view in panels.histories(desk, panels.settings(desk), source=None):
        index, months = view.watched.nodes.place(node.id), [str(month) for month in view.months]
        if index is not None and period in months:
            held = Held(stream=view.stream, panel=view.panel, followed=view.watched)
            month = months.index(period)
            found = Judged(
                view=replace(view, month=month),
                places=np.arange(view.watched.nodes.size),
                signals=panels.decide(desk, view, month, speaking).signals,
            )
            return found, Flow(held=held, month=month, index=index)
    return None


def by_source(desk: Desk, flows: Sequence[Flow], speaking: Sequence[Notice]) -> Mapping[str, Judged]:
    """The month of each source that flows are of, judged, by the name of the source."""
    found: dict[str, Judged] = {}
    for flow in flows:
        name = panels.name_of(flow.held.stream)
        if name not in found:
            found[name] = judged(desk, flow, speaking)
    return found
