"""What a secretary of a joint body looks over: promises, bodies, meetings and the other entries of the register."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from types import MappingProxyType

from haechi.alliance.deadlines import around, late, rhythms
from haechi.alliance.matching import matches
from haechi.alliance.record import Record
from haechi.app import book, promising
from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.model.entries import Action, Body, Completion, Kind, Meeting, Opportunity, Package, Project, Rule
from haechi.model.happening import Policy

_ENDED = (Completion.DONE, Completion.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries: those in which a side has a say, that touch an item, of which something is late."""

    side: str | None = None
    item: str | None = None
    only_late: bool = False


def sides(desk: Desk) -> tuple[str, ...]:
    """Economies that have a say in any entry."""
    return tuple(sorted({side for record in book.book(desk).values() for side in record.sides}))


def titles(desk: Desk, language: str) -> Mapping[str, str]:
    """The title of every entry in a language."""
    return {entry: record.content.titled(language) for entry, record in book.book(desk).items()}


def section(desk: Desk, kind: Kind, wanted: Wanted) -> Report:
    """Entries of a kind with what a secretary asks of that kind; withdrawn ones are left out.

    Raises
    ------
    InputError
        If a side is named that has no say in any entry.
    UnknownName
        If there is no such item.
    """
    if kind is Kind.COMMITMENT:
        return promising.commitments(desk, item=wanted.item, side=wanted.side, only_late=wanted.only_late)
    parameters = {"kind": kind, "item": wanted.item, "side": wanted.side, "late": wanted.only_late}
    rows = list(_READ.get(kind, _plain)(desk, list(_chosen(desk, kind, wanted)), wanted))
    return Report(command="register list", as_of=desk.as_of, rows=rows, parameters=parameters)


def _chosen(desk: Desk, kind: Kind, wanted: Wanted) -> Iterator[Record]:
    held = book.book(desk)
    item = desk.facts.item(wanted.item).id if wanted.item else None
    pressing = late(held, desk.as_of) if wanted.only_late else held.keys()
    for record in book.of_side(held, wanted.side).values():
        is_pressing = record.id in pressing and not record.is_withdrawn
        if record.kind is kind and is_pressing and promising.touches(desk, record, item):
            yield record


def _plain(_desk: Desk, chosen: Sequence[Record], _wanted: Wanted) -> Iterable[Row]:
    return map(_entry, chosen)


def _bodies(desk: Desk, chosen: Sequence[Record], _wanted: Wanted) -> Iterator[Row]:
    """Bodies with their last and their next meeting, the one that is latest first."""
    held = book.book(desk)
    rhythm = {row.body: row for row in rhythms(held, desk.as_of)}
    places = list(rhythm)
    for record in sorted(chosen, key=lambda one: places.index(one.id) if one.id in rhythm else len(places)):
        content = record.content
        assert isinstance(content, Body)  # noqa: S101 - chosen by its kind
        last, following = around(held, record.id, desk.as_of)
        expected = rhythm.get(record.id)
        yield {
            **_entry(record),
            "form": content.form,
            "level": content.level,
            "every_months": content.every_months,
            "last_meeting": last.id if last else None,
            "last": last and _meeting(last).date,
            "next_meeting": following.id if following else None,
            "next": following and _meeting(following).date,
            "expected_by": expected.expected_by if expected else None,
            "late_days": expected.days_late if expected else None,
        }


def _meetings(_desk: Desk, chosen: Sequence[Record], _wanted: Wanted) -> Iterator[Row]:
    """Meetings, those that are planned and the newest first."""
    found = [(_meeting(record), record) for record in chosen]
    found.sort(key=lambda pair: (pair[0].date is None, pair[0].date and pair[0].date.first, pair[1].id), reverse=True)
    for content, record in found:
        yield {
            **_entry(record),
            "body": content.body,
            "date": content.date,
            "held": content.is_held,
            "place": content.place,
            "actions": len(content.actions),
            "open": _open(content.actions),
            "carried_over": content.carried_over,
        }


def _opportunities(desk: Desk, chosen: Sequence[Record], _wanted: Wanted) -> Iterator[Row]:
    """Needs and offers of round tables, each with those of the other half that fit it."""
    fitting = matches(book.book(desk))
    for record in chosen:
        content = record.content
        assert isinstance(content, Opportunity)  # noqa: S101 - chosen by its kind
        yield {
            **_entry(record),
            "form": content.form,
            "party": content.party,
            "meeting": content.meeting,
            "until": content.until,
            "matches": [
                {"entry": other, "items": match.items, "stages": match.stages}
                for match in fitting
                for one, other in permutations((match.need.id, match.offer.id))
                if one == record.id
            ],
        }


def _policies(desk: Desk, chosen: Sequence[Record], wanted: Wanted) -> Iterator[Row]:
    """Policies that hold or are to come, the newest first: those entered, and those of the tables that touch a side.

    None of the tables is ever late.
    """
    among = {wanted.side} if wanted.side else set(sides(desk))
    among |= {row.union for row in desk.facts.memberships if row.economy in among}
    found: list[tuple[Rule | Policy, str, bool]] = [
        (record.content, record.id, True) for record in chosen if isinstance(record.content, Rule)
    ]
    if not wanted.only_late:
        found += [(row, row.id, False) for row in desk.facts.policies if among & {*row.economies}]
    item = desk.facts.item(wanted.item) if wanted.item else None
    for rule, entry, is_entered in sorted(found, key=lambda row: str(row[0].start), reverse=True):
        is_on = item is None or item.id in rule.items or item.stage in rule.stages
        if is_on and (rule.end is None or rule.end.last >= desk.as_of):
            yield {
                "id": entry,
                "title": rule.title,
                "entered": is_entered,
                "instrument": rule.instrument,
                "economies": rule.economies,
                "budget": rule.budget,
                "unit": rule.budget_unit,
                "start": rule.start,
                "end": rule.end,
                "items": rule.items,
            }


def _projects(_desk: Desk, chosen: Sequence[Record], _wanted: Wanted) -> Iterator[Row]:
    """Joint projects with their packages."""
    for record in chosen:
        content = record.content
        assert isinstance(content, Project)  # noqa: S101 - chosen by its kind
        yield {
            **_entry(record),
            "question": content.question,
            "partners": content.partners,
            "packages": len(content.packages),
            "open": _open(content.packages),
            "start": content.start,
            "end": content.end,
        }


def _meeting(record: Record) -> Meeting:
    assert isinstance(record.content, Meeting)  # noqa: S101 - chosen by its kind
    return record.content


def _open(parts: Iterable[Action | Package]) -> list[str]:
    """Actions or packages that are not done, with their dates."""
    left = [part for part in parts if part.completion not in _ENDED]
    return [f"{part.what} ({part.due})" if part.due else part.what for part in left]


def _entry(record: Record) -> Row:
    content = record.content
    return {
        "id": record.id,
        "sides": record.sides,
        "agreed": record.is_agreed,
        "differs_in": record.differences,
        "silent": record.silent,
        "completion": record.completion,
        "items": content.items,
        "stages": content.stages,
        "last_change": record.changes[-1].at.date(),
    }


_READ: Mapping[Kind, Callable[[Desk, Sequence[Record], Wanted], Iterable[Row]]] = MappingProxyType(
    {
        Kind.BODY: _bodies,
        Kind.MEETING: _meetings,
        Kind.OPPORTUNITY: _opportunities,
        Kind.POLICY: _policies,
        Kind.PROJECT: _projects,
    }
)
