"""What changed lately and what falls due, from events and rules, with the posts that decide."""

import datetime as dt
from collections.abc import Iterator

from haechi.app.desk import Desk
from haechi.app.naming import Naming
from haechi.brief.findings import Change, Decision
from haechi.dependency.supply import WORLD
from haechi.model.dates import PartialDate
from haechi.model.happening import Policy
from haechi.model.posts import Duty
from haechi.sentence import Said, said

_LOOK = dt.timedelta(days=365)
_MOST = 6
_NAMED = 3
_CONTROLS = ("export control", "export ban", "relief", "trade preference")


def changes(desk: Desk, economy: str, naming: Naming) -> tuple[Change, ...]:
    """Events and rules that began or ended in the year before the day and touch the economy, the newest first."""
    found = [*_events(desk, economy), *_rules(desk, economy, naming)]
    return tuple(sorted(found, key=lambda row: row.date, reverse=True)[:_MOST])


def decisions(desk: Desk, economy: str, naming: Naming) -> tuple[Decision, ...]:
    """Rules that end in the year after the day and touch the economy, the first to end first."""
    found = [
        Decision(
            date=str(policy.end),
            text=_with_items(said("{title}: ends", title=policy.title), policy, naming),
            who=_deciders(naming, policy),
            sources=(policy.citation.source,),
        )
        for policy in desk.facts.policies
        if policy.end and desk.as_of <= policy.end.last <= desk.as_of + _LOOK
        if _touches(policy, economy)
    ]
    return tuple(sorted(found, key=lambda row: row.date)[:_MOST])


def _events(desk: Desk, economy: str) -> Iterator[Change]:
    """The last thing that happened to each event within the year."""
    for event in desk.facts.events:
        if not {economy, WORLD} & {event.exporter, *event.importers}:
            continue
        states = (
            (event.eased, said("{title}: first relief ({outcome})", title=event.title, outcome=event.outcome)),
            (event.effective, said("{title}: in force ({outcome})", title=event.title, outcome=event.outcome)),
            (event.announced, said("{title}: announced ({outcome})", title=event.title, outcome=event.outcome)),
        )
        for when, text in states:
            if when is not None and _is_recent(desk, when):
                yield Change(date=str(when), text=text, sources=(event.citation.source,))
                break


def _rules(desk: Desk, economy: str, naming: Naming) -> Iterator[Change]:
    for policy in desk.facts.policies:
        if not _touches(policy, economy):
            continue
        ended = said("{title}: was to end; whether it was prolonged is not in the tables", title=policy.title)
        for when, text in ((policy.end, ended), (policy.start, said("{title}: began", title=policy.title))):
            if when is not None and _is_recent(desk, when):
                text = _with_items(text, policy, naming)
                yield Change(date=str(when), text=text, sources=(policy.citation.source,))
                break


def _is_recent(desk: Desk, when: PartialDate) -> bool:
    return desk.as_of - _LOOK <= when.first <= desk.as_of


def _touches(policy: Policy, economy: str) -> bool:
    """Own rules, those that address the economy, and controls that address all."""
    return economy in policy.economies or (policy.instrument in _CONTROLS and bool(policy.items))


def _deciders(naming: Naming, policy: Policy) -> tuple[str, ...]:
    """Posts that decide: of the first economy of a control, of all that agreed on anything else."""
    if policy.instrument in _CONTROLS:
        return naming.posts(policy.economies[0], Duty.EXPORT_CONTROL)
    parties = (naming.posts(party, Duty.SUPPLY_CHAIN_POLICY, Duty.INDUSTRY_SUPPORT) for party in policy.economies)
    return tuple(post for posts in parties for post in posts)


def _with_items(text: Said, policy: Policy, naming: Naming) -> Said:
    """The text with the first items that a rule names, in brackets."""
    if not policy.items:
        return text
    return said("{text} ({items})", text=text, items=naming.items(policy.items, most=_NAMED))
