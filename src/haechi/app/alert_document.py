"""The document on an alert as blocks: what `--html` writes to a file, a page shows.

Of data it is the card of the node in the month that the alert last spoke of; of a notice what hangs on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from haechi.app import alerting, carding, judged_flows, notified
from haechi.app.desk import Desk
from haechi.app.item_flows import Flow
from haechi.app.judged_flows import Judged
from haechi.app.lives import lives
from haechi.app.report import Report
from haechi.brief.alert import compose
from haechi.brief.document import Brief
from haechi.brief.dossier import Dossier
from haechi.brief.messages import Messages
from haechi.errors import NotCovered
from haechi.model.alert import Alert
from haechi.model.notice import Notice
from haechi.model.signal import Node
from haechi.watch.life import alert_of
from haechi.watch.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a page shows of an alert or of flows: the document, and the parts of the sum over the years.

    `parts` None: it is the sum of none, or no data speak of it. `sides` are its exporter and importer, None: all.
    """

    document: Brief
    parts: Parts | None = None
    sides: tuple[str | None, str | None] = (None, None)


def of_flow(desk: Desk, judged: Judged, flow: Flow, language: str) -> Dossier:
    """Everything on a flow in a month, notable or not."""
    return carding.of_signal(desk, flow.held.followed, flow.held.panel, judged.signal(flow), language=language)


def of_alert(desk: Desk, name: str, *, language: str = "en") -> Shown:
    """What stands behind an alert, by its id or a part of it.

    Raises
    ------
    UnknownName
        If there is no such alert.
    NotCovered
        If the data that it stands on are not held any more.
    """
    alert, notice, known = _found(desk, name)
    if notice is not None:
        return Shown(document=compose(carding.of_notice(desk, notice, language=language), Messages(language)))
    judged, flow = _judged(desk, alert, known)
    return shown(desk, judged, flow, language)


def write(desk: Desk, name: str, folder: Path, *, forms: Sequence[str], language: str = "en") -> Report:
    """Write the document on an alert, by its id or a part of it, into a folder; rows name the files.

    Raises
    ------
    UnknownName
        If there is no such alert.
    NotCovered
        If the data that it stands on are not held any more.
    """
    alert, notice, known = _found(desk, name)
    if notice is not None:
        dossier = carding.of_notice(desk, notice, language=language)
    else:
        dossier = of_flow(desk, *_judged(desk, alert, known), language)
    rows, lacking = carding.write(dossier, folder, forms=forms, language=language)
    return Report(command="alert document", as_of=desk.as_of, rows=rows, notes=lacking)


def _found(desk: Desk, name: str) -> tuple[Alert, Notice | None, tuple[Notice, ...]]:
    """An alert, the notice that it is on, and all notices."""
    alert = alerting.find(lives(desk), name)
    known = (*notified.open_notices(desk), *notified.ended_notices(desk))
    return alert, next((row for row in known if alert_of(row) == alert.id), None), known


def shown(desk: Desk, judged: Judged, flow: Flow, language: str) -> Shown:
    """A flow in a month as a page shows it."""
    document = compose(of_flow(desk, judged, flow, language), Messages(language))
    return Shown(document=document, parts=flow.parts, sides=flow.sides)


def _judged(desk: Desk, alert: Alert, known: Sequence[Notice]) -> tuple[Judged, Flow]:
    """The flow that an alert is on, judged: in the month of which the data last spoke."""
    node = Node.named(alert.id)
    period = next((act.period for act in reversed(alert.acts) if act.p_value is not None), alert.acts[-1].period)
    found = judged_flows.of_node(desk, node, period, known)
    if found is not None:
        return found
    raise NotCovered(
        f"the data of {alert.id} in {period} are not among the months held on {desk.as_of}; load them again or ask for "
        "a later day"
    )
