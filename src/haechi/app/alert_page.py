"""Everything that the page of an alert shows around its evidence: what it is about, its life, labels and documents."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from haechi.app import alerting, enclosing, labelling, noticing
from haechi.app.alert_subjects import Subject, Subjects, title
from haechi.app.desk import Desk
from haechi.app.naming import Naming
from haechi.app.report import Report, Row
from haechi.app.stressing import touching
from haechi.model.alert import Alert
from haechi.model.enclosure import About, Remark
from haechi.model.label import Label
from haechi.sentence import Said
from haechi.watch.life import LIVE, UNDONE


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPage:
    """An alert for a person to decide on.

    Parameters
    ----------
    id, title : of the alert
    row : where it stands, with the number of the last act as `act`
    life : every act, the oldest first
    names : of its items, by id
    scenarios : of the library that take one of its items from its supplier, by id with their titles
    loads : loads that hold the publication that the figures stand on
    can_undo : whether the visitor can take back the last act
    """

    id: str
    title: Said
    row: Row
    subject: Subject
    names: dict[str, str]
    life: Report
    scenarios: dict[str, str]
    loads: tuple[Row, ...]
    notice: Report | None
    labels: list[Label]
    remarks: tuple[Remark, ...]
    documents: tuple[Row, ...]
    is_live: bool
    can_undo: bool


def alert_page(desk: Desk, name: str, *, who: str, language: str = "en") -> AlertPage:
    """The page of an alert as somebody sees it.

    Raises
    ------
    UnknownName
        If there is no such alert.
    """
    alert = alerting.one(desk, name)
    subject, naming = Subjects.at(desk).of(alert), Naming(facts=desk.facts, language=language)
    last = alert.acts[-1]
    return AlertPage(
        id=alert.id,
        title=title(subject, naming),
        row=alerting.standing(alert),
        subject=subject,
        names={item: naming.item(item) for item in subject.items},
        scenarios={one.id: one.title for one in touching(subject.items, subject.exporter)},
        life=alerting.life(desk, "show", alert),
        loads=tuple(_loads(desk, alert)),
        notice=noticing.show(desk, subject.notice) if subject.notice is not None else None,
        labels=labelling.labels_on(desk, alert.id, who=who),
        remarks=enclosing.remarks(desk, About.ALERT, alert.id),
        documents=enclosing.documents(desk, About.ALERT, alert.id),
        is_live=last.state in LIVE,
        can_undo=last.who == who and len(alert.acts) > 1 and not (last.note or "").startswith(UNDONE),
    )


def note(desk: Desk, name: str, text: str, *, who: str, at: dt.datetime) -> None:
    """Say something on an alert that decides nothing."""
    enclosing.remark(desk, About.ALERT, name, text, who=who, at=at)


def _loads(desk: Desk, alert: Alert) -> Iterator[Row]:
    """Loads that hold the publication of the last act."""
    vintage = alert.acts[-1].vintage
    for manifest in desk.lake.loads() if vintage else ():
        if vintage in manifest.vintages:
            yield {
                "source": manifest.source,
                "basis": manifest.basis,
                "file": manifest.file,
                "vintage": vintage,
                "digest": manifest.sha256[:16],
            }
