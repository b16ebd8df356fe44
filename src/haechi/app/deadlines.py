"""What changed lately and what falls due, from events and rules, with the posts that decide."""

import datetime as dt
from collections.abc import Iterator

from haechi.app.desk import Desk
from haechi.brief.findings import Change, Decision
from haechi.dependency.supply import WORLD
from haechi.model.dates import PartialDate
from haechi.model.happening import Policy
from haechi.model.posts import Duty

_LOOK = dt.timedelta(days=365)
_MOST = 6
_NAMED = 3
_ENDED = "was to end; whether it was prolonged is not in the tables"
_CONTROLS = ("export control", "export ban", "trade preference")


def changes(desk: Desk, economy: str) -> tuple[Change, ...]:
    """Events and rules that began or ended in the year before the day and touch the economy, the newest first."""
    found = [*_events(desk, economy), *_rules(desk, economy)]
    return tuple(sorted(found, key=lambda row: row.date, reverse=True)[:_MOST])


def decisions(desk: Desk, economy: str) -> tuple[Decision, ...]:
    """Rules that end in the year after the day and touch the economy, the first to end first."""
    found = [
        Decision(
            date=str(policy.end),
            text=f"{policy.title}: ends{_items(desk, policy)}",
            who=tuple(name for decider in policy.economies for name in _deciders(desk, decider, policy)),
            sources=(policy.citation.source,),
        )
        for policy in desk.facts.policies
        if policy.end and desk.as_of <= policy.end.last <= desk.as_of + _LOOK
        if _touches(policy, economy)
    ]
    return tuple(sorted(found, key=lambda row: row.date)[:_MOST])


def posts(desk: Desk, economy: str, *duties: Duty) -> tuple[str, ...]:
    """The post of an economy that has the first of these duties that any post has; else the economy itself."""
    for duty in duties:
        for post in desk.facts.posts:
            if (post.economy, post.duty) == (economy, duty):
                return (f"{post.names.en} ({economy})",)
    return (desk.facts.economy_by_id[economy].names.en,)


def _events(desk: Desk, economy: str) -> Iterator[Change]:
    for event in desk.facts.events:
        if not {economy, WORLD} & {event.exporter, *event.importers}:
            continue
        for what, when in (
            ("announced", event.announced),
            ("in force", event.effective),
            ("first relief", event.eased),
        ):
            if when is not None and _is_recent(desk, when):
                yield Change(
                    date=str(when), text=f"{event.title}: {what} ({event.outcome})", sources=(event.citation.source,)
                )
                break


def _rules(desk: Desk, economy: str) -> Iterator[Change]:
    for policy in desk.facts.policies:
        if not _touches(policy, economy):
            continue
        for what, when in ((_ENDED, policy.end), ("began", policy.start)):
            if when is not None and _is_recent(desk, when):
                yield Change(
                    date=str(when),
                    text=f"{policy.title}: {what}{_items(desk, policy)}",
                    sources=(policy.citation.source,),
                )
                break


def _is_recent(desk: Desk, when: PartialDate) -> bool:
    return desk.as_of - _LOOK <= when.first <= desk.as_of


def _touches(policy: Policy, economy: str) -> bool:
    """Own rules, and controls of others: those bind whoever buys."""
    return economy in policy.economies or policy.instrument in _CONTROLS


def _deciders(desk: Desk, economy: str, policy: Policy) -> tuple[str, ...]:
    first = Duty.EXPORT_CONTROL if policy.instrument in _CONTROLS else Duty.SUPPLY_CHAIN_POLICY
    return posts(desk, economy, first, Duty.INDUSTRY_SUPPORT)


def _items(desk: Desk, policy: Policy) -> str:
    """The first items that a rule names, in brackets."""
    names = [desk.facts.item_by_id[item].names.en for item in policy.items]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f" ({', '.join(names[:_NAMED])}{more})" if names else ""
