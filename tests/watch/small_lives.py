"""Signals, acts and notices for the tests of alerts."""

import datetime as dt

from haechi.model.alert import Act, Alert, AlertState, ClosingReason
from haechi.model.dates import PartialDate
from haechi.model.notice import Notice, NoticeState
from haechi.model.signal import AlertLevel, Level, Movement, Node, Reading, Signal
from haechi.watch.life import WATCH, Release

AT = dt.datetime(2024, 1, 20, 9, 0, tzinfo=dt.UTC)
NODE = Node(level=Level.PAIR, code="250410", edition="HS22", exporter="CHN", importer="KOR")
OTHER = Node(level=Level.EXPORTER_ITEM, code="250410", edition="HS22", exporter="CHN")
DROP = f"{NODE.id}/drop"


def make_signal(level: AlertLevel = AlertLevel.WATCH, *, node: Node = NODE, period: str = "2023-12") -> Signal:
    return Signal(
        node=node,
        period=period,
        movement=Movement.DROP,
        level=level,
        reading=Reading.PAIR,
        p_value=0.002,
        q_value=0.1,
        probability=0.9,
        expected=1e6,
        low=5e5,
        high=2e6,
        value_usd=0.0,
        weight_kg=0.0,
        stratum="regular",
        evidence=(),
    )


def make_release(
    *signals: Signal, period: str = "2023-12", vintage: str = "2024-01-20", judged: tuple[Node, ...] = (NODE, OTHER)
) -> Release:
    return Release(
        period=period,
        vintage=dt.date.fromisoformat(vintage),
        signals=signals,
        consequences={signal.id: 0.5 for signal in signals},
        judged={node.id for node in judged},
    )


def make_act(
    state: AlertState = AlertState.OPEN,
    *,
    alert: str = DROP,
    period: str = "2023-12",
    level: AlertLevel | None = AlertLevel.WATCH,
    probability: float | None = 0.9,
    consequence: float | None = 0.5,
    vintage: str | None = "2024-01-20",
    who: str = WATCH,
    day: int = 0,
) -> Act:
    return Act(
        id=0,
        alert=alert,
        period=period,
        state=state,
        reason=ClosingReason.FALSE_DATA if state is AlertState.CLOSED else None,
        who=who,
        at=AT + dt.timedelta(days=day),
        level=level,
        p_value=None if probability is None else 0.002,
        probability=probability,
        consequence=consequence,
        vintage=None if vintage is None else dt.date.fromisoformat(vintage),
    )


def make_alert(*acts: Act) -> Alert:
    return Alert(id=acts[0].alert, acts=acts)


def make_notice(
    state: NoticeState = NoticeState.ANNOUNCED, *, number: int = 0, what: str = "Inspection before export", day: int = 0
) -> Notice:
    return Notice(
        id=0,
        number=number,
        items=("urea",),
        codes=("310210",),
        exporter="CHN",
        importers=("KOR",),
        what=what,
        announced=PartialDate.parse("2021-10-11"),
        effective=PartialDate.parse("2021-10"),
        state=state,
        who="a desk",
        at=AT + dt.timedelta(days=day),
        source="a cable",
    )
