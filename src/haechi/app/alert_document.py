"""The document on an alert as blocks: what `--html` writes to a file, a page shows.

Of data it is the card of the node in the month that the alert last spoke of; of a notice what hangs on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from haechi.app import alerting, carding, notified, panels
from haechi.app.desk import Desk
from haechi.app.lives import lives
from haechi.app.naming import Naming
from haechi.app.panels import History
from haechi.app.report import Report
from haechi.brief.alert import compose
from haechi.brief.document import Brief
from haechi.brief.dossier import Dossier
from haechi.brief.messages import Messages
from haechi.charts import matrix as chart
from haechi.errors import NotCovered
from haechi.model.alert import Alert
from haechi.model.estimate import Estimate
from haechi.model.notice import Notice
from haechi.model.signal import Node
from haechi.watch.decision import as_signals
from haechi.watch.life import alert_of
from haechi.watch.parts import Parts, parts_by_year

_PARTS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a page shows of an alert or of flows: the document, and the parts of the sum over the years.

    `parts` None: it is the sum of none, or no data speak of it. `sides` are its exporter and importer, None: all.
    """

    document: Brief
    parts: Parts | None = None
    sides: tuple[str | None, str | None] = (None, None)


def of_node(desk: Desk, view: History, month: int, index: int, speaking: Sequence[Notice], language: str) -> Dossier:
    """Everything on a node of a view in a month, notable or not."""
    decided = panels.decide(desk, view, month, speaking).signals
    node = view.watched.nodes.node(index)
    signal = next((signal for signal in decided if signal.node == node), None)
    if signal is None:
        (signal,) = as_signals(view.watched, month, [index], lambda _: False)
    return carding.of_signal(desk, view.watched, view.panel, signal, language=language)


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
    view, month, index = _place(desk, alert)
    return shown(desk, view, month, index, known, language)


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
        dossier = of_node(desk, *_place(desk, alert), known, language)
    rows, lacking = carding.write(dossier, folder, forms=forms, language=language)
    return Report(command="alert document", as_of=desk.as_of, rows=rows, notes=lacking)


def _found(desk: Desk, name: str) -> tuple[Alert, Notice | None, tuple[Notice, ...]]:
    """An alert, the notice that it is on, and all notices."""
    alert = alerting.find(lives(desk), name)
    known = (*notified.open_notices(desk), *notified.ended_notices(desk))
    return alert, next((row for row in known if alert_of(row) == alert.id), None), known


def shown(desk: Desk, view: History, month: int, index: int, speaking: Sequence[Notice], language: str) -> Shown:
    """A node of a view in a month as a page shows it."""
    node = view.watched.nodes.node(index)
    parts = parts_by_year(view.watched, index, month, most=_PARTS)
    return Shown(
        document=compose(of_node(desk, view, month, index, speaking, language), Messages(language)),
        parts=parts if parts.parts else None,
        sides=(node.exporter, node.importer),
    )


def _place(desk: Desk, alert: Alert) -> tuple[History, int, int]:
    """The view, month and place of the node that an alert is on: in the month of which the data last spoke."""
    node = Node.named(alert.id)
    period = next((act.period for act in reversed(alert.acts) if act.p_value is not None), alert.acts[-1].period)
    for view in panels.histories(desk, panels.settings(desk), source=None):
        index, months = view.watched.nodes.place(node.id), [str(month) for month in view.months]
        if index is not None and period in months:
            return view, months.index(period), index
    raise NotCovered(
        f"the data of {alert.id} in {period} are not among the months held on {desk.as_of}; load them again or ask for "
        "a later day"
    )


def label(node: Node, sides: tuple[str | None, str | None], desk: Desk, language: str) -> str:
    """What tells a part from the others of its sum: the code, the exporter or the importer that the sum leaves open."""
    naming = Naming(facts=desk.facts, language=language)
    exporter, importer = (naming.economy(name) if name else "" for name in (node.exporter, node.importer))
    told = (exporter if sides[0] is None else "", importer if sides[1] is None else "")
    return " → ".join(part for part in told if part) or str(node.code)


def parts_picture(desk: Desk, found: Shown, words: chart.Words, *, language: str, href: str) -> str:
    """Shares of the parts by year as a matrix."""
    assert found.parts is not None  # noqa: S101 - the caller looked
    parts = found.parts
    rows = [
        chart.Line(
            label=label(part.node, found.sides, desk, language),
            href=href,
            cells=tuple(
                (chart.Cell(number=Estimate(value=share, reason="not known" if share is None else "seen")),)
                for share in part.shares
            ),
        )
        for part in parts.parts
    ]
    return chart.matrix(rows, [str(year) for year in parts.years], [words.shading], words)
