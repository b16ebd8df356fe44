"""`haechi agenda`: what the next meeting of a body should speak of, on the terminal or as a document."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import haechi
from haechi.alliance.agenda import Agenda, agenda
from haechi.alliance.deadlines import rhythms
from haechi.app import book, handing, points, shared_alerts
from haechi.app.citing import cited, source_of
from haechi.app.desk import Desk
from haechi.app.naming import Naming
from haechi.app.report import Report, Row
from haechi.brief.agenda import Meeting, Point, compose, heading, lead, remarked
from haechi.brief.messages import Messages
from haechi.model.entries import Body, Kind
from haechi.sentence import Said, said


def listed(desk: Desk, name: str, *, language: str = "en") -> Report:
    """The points as rows, in the order of the agenda.

    Raises
    ------
    UnknownName
        If there is no such body, or no catalogue of messages for the language.
    """
    say = Messages(language)
    body, meeting = convene(desk, name, language)
    return Report(
        command="agenda",
        as_of=desk.as_of,
        rows=[_row(point, say) for point in meeting.points],
        notes=(*lead(meeting, say), *remarked(meeting, say)),
        parameters={"body": body, "language": language},
        sources=tuple(reference.id for reference in meeting.references),
    )


def write(desk: Desk, name: str, folder: Path, *, forms: Sequence[str], language: str = "en") -> Report:
    """Write the agenda into a folder; rows name the files."""
    say = Messages(language)
    body, meeting = convene(desk, name, language)
    stem = handing.stem("agenda", body, desk.as_of.isoformat(), language=language)
    files, lacking = handing.write(compose(meeting, say), folder, stem, forms)
    return Report(
        command="agenda",
        as_of=desk.as_of,
        rows=[{"body": body, "form": form, "file": str(path)} for form, path in files.items()],
        notes=lacking,
        parameters={"body": body, "language": language},
        sources=tuple(reference.id for reference in meeting.references),
    )


def convene(desk: Desk, name: str, language: str = "en") -> tuple[str, Meeting]:
    """The id of a body and everything that the agenda of its next meeting says, with names in the language."""
    held, naming = book.book(desk), Naming(facts=desk.facts, language=language)
    record = book.find(held, name, Kind.BODY)
    assert isinstance(record.content, Body)  # noqa: S101 - found by its kind
    found = agenda(held, record, desk.as_of)
    rhythm = next((row for row in rhythms(held, desk.as_of) if row.body == record.id), None)
    collected = (
        *points.of_register(desk, held, found, naming),
        *shared_alerts.points(desk, held, record.sides, naming),
        *points.policies(desk, found, naming),
        *points.opportunities(held, naming),
    )
    return record.id, Meeting(
        body=record.content.titled(language),
        members=tuple(naming.post(post) for post in record.content.members),
        last=found.last,
        next_planned=rhythm.next_planned if rhythm else None,
        expected_by=rhythm.expected_by if rhythm else None,
        points=tuple(_with_sources(desk, point) for point in collected),
        remarks=tuple(_remarks(desk, found)),
        references=tuple(cited(desk, (text for point in collected for text in point.sources), language)),
        issued=desk.as_of,
        colophon=said(
            "Haechi {version}, answering as of {day}: entries of the register with every change that had been made to "
            "them by then.",
            version=haechi.__version__,
            day=desk.as_of.isoformat(),
        ),
    )


def _with_sources(desk: Desk, point: Point) -> Point:
    """The point with the ids of its sources in place of what was shown."""
    return replace(point, sources=tuple(dict.fromkeys(source_of(desk, text) for text in point.sources)))


def _remarks(desk: Desk, found: Agenda) -> Iterator[Said]:
    if found.last is None:
        yield said("No meeting of the body is recorded, so that every policy counts as new.")
    yield from shared_alerts.remarks(desk)


def _row(point: Point, say: Messages) -> Row:
    return {
        "topic": point.topic,
        "heading": heading(point.topic, say),
        "subject": point.subject,
        "text": say.put(point.text),
        "who": point.who,
        "date": point.date,
        "sources": point.sources,
    }
