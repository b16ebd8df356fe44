"""The status sheet of the alliance: what was promised, what became of it, and what each side says of it."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from haechi.alliance.deadlines import Rhythm
from haechi.alliance.promises import LATE, Promise, State
from haechi.brief import quantities, reach
from haechi.brief.citation import cited, numbered
from haechi.brief.document import Block, Brief, Bullets, Paragraph, Section, Table
from haechi.brief.findings import Reference
from haechi.brief.messages import Messages
from haechi.brief.reach import Reach
from haechi.model.entries import Commitment, Result
from haechi.sentence import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a status sheet is told.

    Parameters
    ----------
    sides : economies whose word counts on any promise
    promises : what is latest first
    reaches : programmes with their targets
    names : ids of economies, posts and documents -> their names in the language of the document
    sources : id of a promise -> ids of `references`
    """

    sides: tuple[str, ...]
    promises: tuple[Promise, ...]
    reaches: tuple[Reach, ...]
    names: Mapping[str, str]
    sources: Mapping[str, tuple[str, ...]]
    references: tuple[Reference, ...]
    issued: dt.date
    colophon: Said


def compose(status: Status, say: Messages) -> Brief:
    """The sheet in the language of the messages; titles and words of the register stay as they were entered."""
    return Brief(
        title=say("What was promised and what became of it"),
        subtitle=say("Status sheet: {sides}", sides=", ".join(status.names[side] for side in status.sides)),
        issued=status.issued,
        language=say.language,
        lead=tuple(_lead(status, say)),
        sections=tuple(_sections(status, say)),
        references_heading=say("Sources"),
        references=tuple(reference.text for reference in status.references),
        colophon=(say.put(status.colophon),),
    )


def _lead(status: Status, say: Messages) -> Iterator[str]:
    states = [promise.state for promise in status.promises]
    yield say(
        "{n} promises: {overdue} overdue, {drifting} drifting, {done} done.",
        n=len(states),
        overdue=states.count(State.OVERDUE),
        drifting=states.count(State.DRIFTING),
        done=states.count(State.DONE),
    )
    yield from (line for row in status.reaches for line in reach.shortfall(row, say))


def _sections(status: Status, say: Messages) -> Iterator[Section]:
    numbered = tuple(enumerate(status.promises, start=1))
    late = tuple(row for row in numbered if row[1].state in LATE)
    others = tuple(row for row in numbered if row[1].state not in LATE)
    for heading, rows in ((say("Overdue and drifting"), late), (say("Other promises"), others)):
        blocks = (_promises(status, rows, say),) if rows else (Paragraph(text=say("None.")),)
        yield Section(heading=heading, blocks=blocks)
    if numbered:
        yield Section(heading=say("In the words of the documents"), blocks=(_wordings(status, numbered, say),))
    for row in status.reaches:
        yield Section(heading=row.title, blocks=reach.blocks(row, say))
    yield Section(heading=say("What cannot be seen"), blocks=(Bullets(points=tuple(_blind(status, say))),))


def _promises(status: Status, rows: tuple[tuple[int, Promise], ...], say: Messages) -> Block:
    numbers = numbered(status.references)
    return Table(
        caption=say(
            "For each side the post that answers and what it says. Done counts once both sides say so; whether it "
            "helped is another question."
        ),
        header=(
            say("No."),
            say("Promise"),
            say("Due"),
            say("Where it stands"),
            *(status.names[side] for side in status.sides),
            say("Did it help"),
            say("Agreed"),
            say("Source"),
        ),
        rows=tuple(
            (
                str(number),
                promise.content.titled(say.language),
                _each(promise, lambda version: _due(version, say)),
                _standing(promise, say),
                *(_side(status, promise, side, say) for side in status.sides),
                _each(promise, lambda version: say(version.result.value)),
                _agreed(promise, say),
                cited(status.sources[promise.record.id], numbers),
            )
            for number, promise in rows
        ),
        widths=(3, 12, 8, 12, *(12 for _ in status.sides), 7, 6, 5),
    )


def _due(content: Commitment, say: Messages) -> str:
    due = quantities.date(content.due, say) if content.due else ""
    every = quantities.rhythm(content.every_months, say) if content.every_months else ""
    return "; ".join(filter(None, (due, every))) or say("no date agreed")


def _standing(promise: Promise, say: Messages) -> str:
    state, rhythm = say(promise.state.value), promise.rhythm
    if promise.state is State.OVERDUE:
        return say("overdue by {n} days", n=promise.late_days)
    if promise.state is State.DRIFTING and rhythm:
        return _drift(rhythm, say)
    if rhythm and rhythm.last:
        return say("{state}; last met {last}", state=state, last=quantities.date(rhythm.last, say))
    return state


def _drift(rhythm: Rhythm, say: Messages) -> str:
    expected = quantities.day(rhythm.expected_by, say)
    if rhythm.last is None:
        return say(
            "drifting: no meeting is recorded, one expected by {expected}, {n} days late",
            expected=expected,
            n=rhythm.days_late,
        )
    return say(
        "drifting: last met {last}, expected by {expected}, {n} days late",
        last=quantities.date(rhythm.last, say),
        expected=expected,
        n=rhythm.days_late,
    )


def _side(status: Status, promise: Promise, side: str, say: Messages) -> str:
    """The post that answers for a side, and what it says was done."""
    if side not in promise.record.sides:
        return "–"
    version = promise.record.versions[side]
    if version is None:
        return say("has said nothing")
    assert isinstance(version, Commitment)  # noqa: S101 - of a promise
    post = next((owner.post for owner in version.owners if owner.economy == side), None)
    return say(
        "{post}; says: {completion}",
        post=status.names[post] if post else say("post not known"),
        completion=say(version.completion.value),
    )


def _each(promise: Promise, write: Callable[[Commitment], str]) -> str:
    """What the sides say, with a slash between where they differ."""
    held = [version for version in promise.record.versions.values() if isinstance(version, Commitment)]
    return " / ".join(dict.fromkeys(write(version) for version in held))


def _agreed(promise: Promise, say: Messages) -> str:
    if promise.record.is_agreed:
        return say("yes")
    if None in promise.record.versions.values():
        return say("no; not acknowledged")
    differing = ", ".join(say(name.replace("_", " ")) for name in promise.record.differences)
    return say("no; they differ in: {fields}", fields=differing)


def _wordings(status: Status, numbered: tuple[tuple[int, Promise], ...], say: Messages) -> Block:
    return Table(
        caption=say("Exact words where somebody entered them, in the language of the document."),
        header=(
            say("No."),
            say("Document"),
            say("Place"),
            say("Binding"),
            say("Exact words"),
            say("Measured by"),
            say("What would show it"),
        ),
        rows=tuple(
            (
                str(number),
                status.names.get(promise.content.document or "", "–"),
                promise.content.paragraph or "–",
                say(promise.content.weight.value),
                _words(promise.content, say),
                _measure(promise.content, say),
                promise.content.evidence_needed or "–",
            )
            for number, promise in numbered
        ),
        widths=(3, 11, 6, 9, 24, 9, 11),
    )


def _words(content: Commitment, say: Messages) -> str:
    if content.wording is None:
        return say("not entered")
    return say("“{words}” ({language})", words=content.wording, language=content.language)


def _measure(content: Commitment, say: Messages) -> str:
    if content.indicator is None:
        return "–"
    if content.baseline is None or content.target is None:
        return content.indicator
    return say(
        "{indicator}: from {baseline:,g} to {target:,g} {unit}",
        indicator=content.indicator,
        baseline=content.baseline,
        target=content.target,
        unit=content.unit or "",
    ).strip()


def _blind(status: Status, say: Messages) -> Iterator[str]:
    contents = [promise.content for promise in status.promises]
    yield say(
        "The sheet holds what governments or the press published and what was entered here; a meeting or a result that "
        "nobody published is not seen."
    )
    yield say(
        "Of {n} promises {wordless} have no exact words here, {dateless} neither date nor rhythm, and {ownerless} a "
        "side whose post is not known.",
        n=len(contents),
        wordless=sum(content.wording is None for content in contents),
        dateless=sum(content.due is None and content.every_months is None for content in contents),
        ownerless=sum(any(owner.post is None for owner in content.owners) for content in contents),
    )
    done = [promise.content.result for promise in status.promises if promise.state is State.DONE]
    if done:
        yield say(
            "Of {n} promises that were done, {unassessed} were never assessed: done does not say that it helped.",
            n=len(done),
            unassessed=done.count(Result.NOT_ASSESSED),
        )
    yield from (line for row in status.reaches for line in reach.unseen(row, say))
    yield say("Titles and words of the register stand in the language in which they were entered.")
