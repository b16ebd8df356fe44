"""The agenda of a body's next meeting, as points by topic; on the terminal and in the document they are the same."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from haechi.brief import quantities
from haechi.brief.citation import cited, numbered
from haechi.brief.document import Block, Brief, Bullets, Paragraph, Section, Table
from haechi.brief.findings import Reference
from haechi.brief.messages import Messages
from haechi.model.dates import PartialDate
from haechi.sentence import Said


class Topic(StrEnum):
    """What a point belongs to, in the order of the agenda."""

    ACTIONS = "open actions"
    CARRIED_OVER = "points carried over"
    DIFFERING = "entries on which the sides differ"
    LATE = "overdue and drifting promises, and what is due in 90 days"
    ALERTS = "alerts on what both sides depend on or promised"
    POLICIES = "policies since the last meeting"
    MATCHES = "needs and offers that fit together"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of an agenda; `subject` is the id of the entry, alert or policy, `sources` what shows it."""

    topic: Topic
    subject: str
    text: Said | str
    who: tuple[str, ...] = ()
    date: PartialDate | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """The meeting that an agenda is for.

    Parameters
    ----------
    body, members : names
    last, next_planned, expected_by : the latest meeting held, the next one planned, and the last day by which the body
        should meet again; None where that is not known
    remarks : what must be known to read the points
    """

    body: str
    members: tuple[str, ...]
    last: PartialDate | None
    next_planned: PartialDate | None
    expected_by: dt.date | None
    points: tuple[Point, ...]
    remarks: tuple[Said, ...]
    references: tuple[Reference, ...]
    issued: dt.date
    colophon: Said


def compose(meeting: Meeting, say: Messages) -> Brief:
    """The agenda in the language of the messages."""
    sections = [Section(heading=heading(topic, say), blocks=_points(meeting, topic, say)) for topic in Topic]
    remarks = Bullets(points=tuple(remarked(meeting, say)))
    return Brief(
        title=say("Agenda: {body}", body=meeting.body),
        subtitle=say("Proposed points for the next meeting"),
        issued=meeting.issued,
        language=say.language,
        lead=tuple(lead(meeting, say)),
        sections=(*sections, Section(heading=say("What cannot be seen"), blocks=(remarks,))),
        references_heading=say("Sources"),
        references=tuple(reference.text for reference in meeting.references),
        colophon=(say.put(meeting.colophon),),
    )


def heading(topic: Topic, say: Messages) -> str:
    """The heading of a topic."""
    text = say(topic.value)
    return text[:1].upper() + text[1:]


def lead(meeting: Meeting, say: Messages) -> Iterator[str]:
    """When the body met and is to meet, and whose posts sit in it."""
    yield say(
        "Last meeting: {last}. Next one planned: {planned}. To meet by: {expected}.",
        last=quantities.date(meeting.last, say) if meeting.last else say("none recorded"),
        planned=quantities.date(meeting.next_planned, say) if meeting.next_planned else say("none recorded"),
        expected=quantities.day(meeting.expected_by, say) if meeting.expected_by else say("no rhythm agreed"),
    )
    if meeting.members:
        yield say("Members: {posts}.", posts="; ".join(meeting.members))


def remarked(meeting: Meeting, say: Messages) -> Iterator[str]:
    """What must be known to read the points."""
    yield from (say.put(remark) for remark in meeting.remarks)
    yield say(
        "Only what was published or entered here stands in the register: the minutes of a meeting that nobody entered "
        "leave no points."
    )


def _points(meeting: Meeting, topic: Topic, say: Messages) -> tuple[Block, ...]:
    points = [point for point in meeting.points if point.topic is topic]
    if not points:
        return (Paragraph(text=say("None.")),)
    numbers = numbered(meeting.references)
    return (
        Table(
            caption=say("Number of points: {n}", n=len(points)),
            header=(say("Point"), say("Who"), say("Date"), say("Source")),
            rows=tuple(
                (
                    say.put(point.text),
                    "; ".join(point.who) or "–",
                    quantities.date(point.date, say) if point.date else "–",
                    cited(point.sources, numbers),
                )
                for point in points
            ),
            widths=(21, 12, 7, 4),
        ),
    )
