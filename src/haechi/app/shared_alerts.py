"""Open alerts that concern both sides of a body: what both depend on one economy for, and what they promised of."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from haechi.alliance.record import Record
from haechi.app import alerting, code_items, implications, notified, pairing
from haechi.app.desk import Desk
from haechi.app.lives import lives
from haechi.app.naming import Naming
from haechi.brief.agenda import Point, Topic
from haechi.model.alert import Alert
from haechi.model.entries import Commitment
from haechi.model.notice import Notice
from haechi.model.signal import Node
from haechi.sentence import Said, said
from haechi.watch.life import LIVE, alert_of

_NAMED = 3  # items of an alert


def points(desk: Desk, held: Mapping[str, Record], sides: Sequence[str], naming: Naming) -> Iterator[Point]:
    """One for each live alert on an item of either kind, the most pressing first."""
    common = common_suppliers(desk, sides)
    promised = frozenset(_promised(desk, held))
    notices = {alert_of(notice): notice for notice in (*notified.open_notices(desk), *notified.ended_notices(desk))}
    live = [alert for alert in lives(desk) if alert.state in LIVE]
    for alert in sorted(live, key=alerting.pressing):
        items = _items(desk, alert, notices.get(alert.id))
        grounds = tuple(_grounds(items, common, promised, naming))
        if grounds:
            last = alert.acts[-1]
            yield Point(
                topic=Topic.ALERTS,
                subject=alert.id,
                text=said(
                    "{items}: alert {id} of {period}, {state}; {grounds}",
                    items=naming.items(items, most=_NAMED),
                    id=alert.id,
                    period=last.period,
                    state=said(last.state.value),
                    grounds=grounds,
                ),
                who=tuple(filter(None, [last.who])),
            )


def common_suppliers(desk: Desk, sides: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Item -> the economies that all sides depend on for it."""
    if len(sides) < 2:
        return {}
    made, _ = pairing.group_sheet(desk, sides)
    found: dict[str, dict[str, None]] = {}
    for common in made.common:
        if {*sides} <= {*common.members}:
            for item in common.items:
                found.setdefault(item, {})[common.economy] = None
    return {item: tuple(economies) for item, economies in found.items()}


def remarks(desk: Desk) -> Iterator[Said]:
    """What limits the choice of alerts."""
    if desk.workspace is None:
        yield said("No workspace is named, so that no alert is seen.")
    if not desk.has_flows:
        yield said(
            "No customs data are loaded: common dependence is judged by published shares alone, and alerts rest on "
            "notices."
        )


def _promised(desk: Desk, held: Mapping[str, Record]) -> Iterator[str]:
    """Items that a promise names, and those of the stages that one names."""
    for record in held.values():
        if isinstance(record.content, Commitment) and not record.is_withdrawn:
            yield from record.content.items
            yield from (item.id for item in desk.facts.items if item.stage in record.content.stages)


def _items(desk: Desk, alert: Alert, notice: Notice | None) -> tuple[str, ...]:
    """Items that an alert is on: of its notice, of its code, or of its stage."""
    if notice is not None:
        return implications.items(desk, notice)
    node = Node.named(alert.id)
    if node.stage is not None:
        return tuple(item.id for item in desk.facts.items if item.stage == node.stage)
    year, month = alert.acts[-1].period.split("-")
    return code_items.items_of_node(desk, node, dt.date(int(year), int(month), 1))


def _grounds(
    items: Sequence[str], common: Mapping[str, tuple[str, ...]], promised: frozenset[str], naming: Naming
) -> Iterator[Said]:
    suppliers = dict.fromkeys(economy for item in items for economy in common.get(item, ()))
    if suppliers:
        yield said("both sides depend on {economies}", economies=", ".join(map(naming.economy, suppliers)))
    if promised & {*items}:
        yield said("a promise touches it")
