"""The points that an agenda collects: from the register, from open alerts, from policies, from round tables."""

from collections.abc import Iterator, Mapping

from haechi.alliance.agenda import Agenda
from haechi.alliance.deadlines import Deadline
from haechi.alliance.matching import matches
from haechi.alliance.promises import PRESSING, Promise, promises
from haechi.alliance.record import Record
from haechi.app.desk import Desk
from haechi.app.naming import Naming
from haechi.brief.agenda import Point, Topic
from haechi.model.content import told
from haechi.model.dates import PartialDate
from haechi.model.entries import Entry, Kind, Opportunity, Rule
from haechi.sentence import Said, said


def of_register(desk: Desk, held: Mapping[str, Record], found: Agenda, naming: Naming) -> Iterator[Point]:
    """Open actions, points carried over, what the sides differ on, and what is late or due."""
    for meeting, action in found.actions:
        yield Point(
            topic=Topic.ACTIONS,
            subject=meeting,
            text=said(
                "{meeting}, action {n}: {what}",
                meeting=_title(held, meeting, naming),
                n=action.number,
                what=action.what,
            ),
            who=_posts(naming, action.owner),
            date=action.due,
            sources=_evidence(held[meeting]),
        )
    for text in found.carried_over:
        yield Point(topic=Topic.CARRIED_OVER, subject=found.body.id, text=text, date=found.last)
    for record in found.differing:
        yield Point(
            topic=Topic.DIFFERING,
            subject=record.id,
            text=said(
                "{title}: {versions}",
                title=record.content.titled(naming.language),
                versions=tuple(_versions(record, naming)),
            ),
            who=tuple(naming.economy(side) for side in record.sides),
            sources=_evidence(record),
        )
    yield from _late(desk, held, found, naming)


def policies(desk: Desk, found: Agenda, naming: Naming) -> Iterator[Point]:
    """Policies of the sides or of a union that one of them is in, begun after the latest meeting; then entered ones."""
    unions = {row.union for row in desk.facts.memberships if row.economy in found.body.sides}
    for policy in desk.facts.policies:
        if {*policy.economies} & {*found.body.sides, *unions} and _is_after(policy.start, found.last):
            who = tuple(naming.economy(economy) for economy in policy.economies)
            sources = (f"{policy.citation.source}: {policy.citation.locator}",)
            yield Point(
                topic=Topic.POLICIES,
                subject=policy.id,
                text=policy.title,
                who=who,
                date=policy.start,
                sources=sources,
            )
    for record in found.policies:
        assert isinstance(record.content, Rule)  # noqa: S101 - a policy of the register
        yield Point(
            topic=Topic.POLICIES,
            subject=record.id,
            text=record.content.titled(naming.language),
            who=tuple(naming.economy(economy) for economy in record.content.economies),
            date=record.content.start,
            sources=_evidence(record),
        )


def opportunities(held: Mapping[str, Record], naming: Naming) -> Iterator[Point]:
    """Needs of round tables with the offers that fit."""
    for match in matches(held):
        shared = naming.items(match.items, most=len(match.items)) or ", ".join(match.stages)
        parties = [row.content.party for row in (match.need, match.offer) if isinstance(row.content, Opportunity)]
        yield Point(
            topic=Topic.MATCHES,
            subject=f"{match.need.id} {match.offer.id}",
            text=said(
                "{need} is met by {offer} ({shared})",
                need=match.need.content.titled(naming.language),
                offer=match.offer.content.titled(naming.language),
                shared=shared,
            ),
            who=tuple(_title(held, party, naming) for party in parties if party),
            sources=(*_evidence(match.need), *_evidence(match.offer)),
        )


def _late(desk: Desk, held: Mapping[str, Record], found: Agenda, naming: Naming) -> Iterator[Point]:
    """Promises that are late or due, those that the body itself fulfils first; then what else has a date."""
    pressing = [row for row in promises(held, desk.as_of) if row.state in PRESSING]
    for promise in sorted(pressing, key=lambda row: row.content.body != found.body.id):
        yield Point(
            topic=Topic.LATE,
            subject=promise.record.id,
            text=_standing(promise, naming.language),
            who=tuple(
                naming.post(owner.post) if owner.post else naming.economy(owner.economy)
                for owner in promise.content.owners
            ),
            date=promise.content.due,
            sources=promise.evidence,
        )
    for deadline in found.overdue:
        record = held[deadline.entry]
        if record.kind is not Kind.COMMITMENT and not _is_listed(deadline, found):
            owners = tuple(_owner(held, naming, owner) for owner in deadline.owners)
            yield Point(
                topic=Topic.LATE,
                subject=record.id,
                text=_dated(record, deadline, naming.language),
                who=owners,
                date=deadline.due,
                sources=_evidence(record),
            )


def _standing(promise: Promise, language: str) -> Said:
    title, state = promise.content.titled(language), said(promise.state.value)
    if not promise.late_days:
        return said("{title}: {state}", title=title, state=state)
    return said("{title}: {state}, {n} days late", title=title, state=state, n=promise.late_days)


def _dated(record: Record, deadline: Deadline, language: str) -> str:
    title = record.content.titled(language)
    return f"{title}, {deadline.part}: {deadline.what}" if deadline.part else title


def _is_listed(deadline: Deadline, found: Agenda) -> bool:
    """Whether a deadline is that of an action which stands among the open ones."""
    return any(meeting == deadline.entry and bool(deadline.part) for meeting, _ in found.actions)


def _versions(record: Record, naming: Naming) -> Iterator[Said]:
    """What each side says in the fields in which they differ; only who spoke where another has said nothing."""
    is_answered = None not in record.versions.values()
    for side, version in record.versions.items():
        if version is None:
            yield said("{side} has said nothing", side=naming.economy(side))
        elif is_answered:
            words = tuple(_field(name, version) for name in record.differences)
            yield said("{side} says {what}", side=naming.economy(side), what=words)
        else:
            yield said("{side} entered it", side=naming.economy(side))


def _field(name: str, version: Entry) -> Said:
    value = told(getattr(version, name))
    text = ", ".join(map(str, value)) if isinstance(value, list) else value
    return said("{field} {value}", field=said(name.replace("_", " ")), value="–" if text in (None, "") else text)


def _owner(held: Mapping[str, Record], naming: Naming, owner: str) -> str:
    """The name of a post, an economy or a party that answers for something."""
    if owner in held:
        return _title(held, owner, naming)
    return naming.economy(owner) if owner in naming.facts.economy_by_id else naming.post(owner)


def _posts(naming: Naming, post: str | None) -> tuple[str, ...]:
    return (naming.post(post),) if post else ()


def _title(held: Mapping[str, Record], entry: str, naming: Naming) -> str:
    return held[entry].content.titled(naming.language)


def _evidence(record: Record) -> tuple[str, ...]:
    return tuple(text for change in record.changes for text in change.evidence)


def _is_after(start: PartialDate, last: PartialDate | None) -> bool:
    return last is None or start.first > last.last
