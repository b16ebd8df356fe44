"""What an alert is about, in words: items, who supplies, who buys, and what moved or was announced."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from haechi.app import code_items, implications, notified
from haechi.app.desk import Desk
from haechi.app.naming import Naming
from haechi.model.alert import Alert
from haechi.model.notice import Notice
from haechi.model.signal import Movement, Node
from haechi.sentence import Said, said
from haechi.watch.life import alert_of

_NAMED = 3  # items in a title
_MOVED: Mapping[str, Said] = {
    Movement.DROP: said("drop"),
    Movement.SURGE: said("surge"),
    Movement.PRICE: said("change of price"),
    Movement.SUPPLIER: said("change of suppliers"),
    Movement.SHARE: said("change of shares"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an alert is about; an exporter of None stands for all, importers of nothing for any.

    `code` is the customs code that is watched with its edition, `notice` the number of the notice.
    """

    items: tuple[str, ...]
    exporter: str | None
    importers: tuple[str, ...]
    code: str | None = None
    stage: str | None = None
    notice: int | None = None
    what: Said


@dataclass(slots=True)
class Subjects:
    """Looks up what alerts are about; what is found for a code is kept for the next alert on it."""

    desk: Desk
    notices: Mapping[str, Notice]
    _items: dict[tuple[str, str, str], tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def at(cls, desk: Desk) -> "Subjects":
        """Those of a desk, with the notices as they stood on its day."""
        held = (*notified.open_notices(desk), *notified.ended_notices(desk))
        return cls(desk=desk, notices={alert_of(notice): notice for notice in held})

    def of(self, alert: Alert) -> Subject:
        """What an alert is about."""
        notice = self.notices.get(alert.id)
        if notice is not None:
            return Subject(
                items=implications.items(self.desk, notice),
                exporter=notice.exporter,
                importers=notice.importers,
                notice=notice.number,
                what=said("{what}", what=notice.what),
            )
        if alert.id.startswith("notice/"):
            return Subject(items=(), exporter=None, importers=(), what=said("a notice entered later"))
        node, _, movement = Node.named(alert.id), *alert.id.rpartition("/")[1:]
        return Subject(
            items=self._of_node(node, alert.acts[-1].period),
            exporter=node.exporter,
            importers=(node.importer,) if node.importer else (),
            code=f"{node.code} {node.edition}" if node.code else None,
            stage=node.stage,
            what=_MOVED.get(movement, said("{movement}", movement=movement)),
        )

    def _of_node(self, node: Node, period: str) -> tuple[str, ...]:
        if node.stage is not None:
            return tuple(item.id for item in self.desk.facts.items if item.stage == node.stage)
        key = (node.code or "", node.edition or "", period[:4])
        if key not in self._items:
            day = dt.date(int(period[:4]), int(period[5:7]), 1)
            self._items[key] = code_items.items_of_node(self.desk, node, day)
        return self._items[key]


def title(subject: Subject, naming: Naming) -> Said:
    """The subject in a line: `Hydrogen fluoride, Japan to Korea: drop`."""
    if subject.stage is not None:
        things = said("stage {stage}", stage=subject.stage)
    elif subject.items:
        things = said("{items}", items=naming.items(subject.items, most=_NAMED))
    else:
        things = said("code {code}", code=subject.code) if subject.code else said("all items")
    to = ", ".join(_economy(naming, name) for name in subject.importers)
    if subject.exporter is None:
        way = said("to {importers}", importers=to) if to else said("all suppliers")
    else:
        sender = _economy(naming, subject.exporter)
        way = said("{exporter} to {importers}", exporter=sender, importers=to) if to else said("{name}", name=sender)
    return said("{things}, {way}: {what}", things=things, way=way, what=subject.what)


def _economy(naming: Naming, name: str) -> str:
    """Name of an economy; a group of a publisher keeps its code."""
    return naming.economy(name) if name in naming.facts.economy_by_id else name
