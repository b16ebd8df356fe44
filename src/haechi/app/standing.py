"""`haechi status`: what the alliance promised and what became of it, as a sheet to hand over."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import haechi
from haechi.alliance.pace import paces
from haechi.alliance.promises import Promise, promises
from haechi.alliance.record import Record
from haechi.app import book, handing
from haechi.app.citing import cited, source_of
from haechi.app.desk import Desk
from haechi.app.naming import Naming
from haechi.app.report import Report
from haechi.brief.citation import numbered
from haechi.brief.findings import Reference
from haechi.brief.messages import Messages
from haechi.brief.reach import Reach
from haechi.brief.status import Status, compose
from haechi.model.entries import Commitment, Document, Programme
from haechi.sentence import said

FORMS = ("html", "pdf", "xlsx")


def write(desk: Desk, folder: Path, *, forms: Sequence[str] = FORMS, language: str = "en") -> Report:
    """Write the status sheet into a folder; rows name the files.

    Raises
    ------
    UnknownName
        If there is no catalogue of messages for the language.
    """
    say, told = Messages(language), status(desk, language)
    stem = handing.stem("status", desk.as_of.isoformat(), language=language)
    files, lacking = handing.write(compose(told, say), folder, stem, forms)
    return Report(
        command="status",
        as_of=desk.as_of,
        rows=[{"language": language, "form": form, "file": str(path)} for form, path in files.items()],
        notes=lacking,
        parameters={"language": language},
        sources=tuple(reference.id for reference in told.references),
    )


def status(desk: Desk, language: str = "en") -> Status:
    """Everything that the status sheet says, with names in its language."""
    held = book.book(desk)
    found = promises(held, desk.as_of)
    programmes = [row for row in held.values() if isinstance(row.content, Programme) and not row.is_withdrawn]
    shown = [text for promise in found for text in promise.evidence]
    references = tuple(cited(desk, (*shown, *_counted_in(programmes)), language))
    return Status(
        sides=tuple(dict.fromkeys(side for promise in found for side in promise.record.sides)),
        promises=found,
        reaches=tuple(_reaches(desk, programmes, references, language)),
        names=dict(_names(Naming(facts=desk.facts, language=language), held, found)),
        sources={
            promise.record.id: tuple(dict.fromkeys(source_of(desk, text) for text in promise.evidence))
            for promise in found
        },
        references=references,
        issued=desk.as_of,
        colophon=said(
            "Haechi {version}, answering as of {day}: entries of the register with every change that had been made to "
            "them by then.",
            version=haechi.__version__,
            day=desk.as_of.isoformat(),
        ),
    )


def _counted_in(programmes: Sequence[Record]) -> Iterator[str]:
    for record in programmes:
        assert isinstance(record.content, Programme)  # noqa: S101 - chosen by the caller
        yield from (f"{row.source}: {row.cohort}" for row in record.content.actuals)


def _reaches(
    desk: Desk, programmes: Sequence[Record], references: Sequence[Reference], language: str
) -> Iterator[Reach]:
    numbers = numbered(references)
    for record in programmes:
        assert isinstance(record.content, Programme)  # noqa: S101 - chosen by the caller
        for pace in paces(record.content, desk.as_of):
            yield Reach(title=record.content.titled(language), programme=record.content, pace=pace, sources=numbers)


def _names(naming: Naming, held: Mapping[str, Record], found: Sequence[Promise]) -> Iterator[tuple[str, str]]:
    """Economies, posts and documents in the language."""
    for promise in found:
        yield from ((side, naming.economy(side)) for side in promise.record.sides)
        for version in promise.record.versions.values():
            owners = version.owners if isinstance(version, Commitment) else ()
            yield from ((owner.post, naming.post(owner.post)) for owner in owners if owner.post)
    documents = ((entry, row.content) for entry, row in held.items() if isinstance(row.content, Document))
    yield from ((entry, content.titled(naming.language)) for entry, content in documents)
