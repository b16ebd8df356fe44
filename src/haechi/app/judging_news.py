"""`haechi news accept` and `reject`: a person judges a proposal, and what is accepted is entered in the same step."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from haechi.app import noticing
from haechi.app.admitting import Told, admit
from haechi.app.desk import Desk
from haechi.app.reading_news import one_row, proposal_row
from haechi.app.registering import Given
from haechi.app.report import Report
from haechi.errors import InputError, UnknownName
from haechi.model.dates import PartialDate
from haechi.model.entries import Kind
from haechi.model.news import Action, Article, Found, Modality, Proposal, ProposalKind, ProposalState, latest
from haechi.model.notice import NoticeState
from haechi.sentence import said
from haechi.store import news
from haechi.store.register import Connection
from haechi.watch.life import alert_of

_STATES = {
    Action.CONTROL_IN_FORCE.value: NoticeState.IN_FORCE,
    Action.CONTROL_LIFTED.value: NoticeState.RESTORED,
}
_BY_HAND = "entered by a person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Who accepts a proposal and, for an entry of the alliance, as which side has it and under which id."""

    who: str
    at: dt.datetime
    side: str | None = None
    entry: str | None = None


def accept(desk: Desk, number: int, given: Sequence[tuple[str, str]], judge: Judge) -> Report:
    """Accept a proposal, with other values where some are given, and enter it; both happen or neither does.

    Raises
    ------
    UnknownName
        If there is no such proposal, or it speaks of something that there is not.
    InputError
        If it was judged before, or cannot be entered as it stands.
    """
    with desk.register() as register, register.writing() as connection:
        article, before = _open(connection, number)
        edited = _edited(before, given)
        state = ProposalState.EDITED if given else ProposalState.ACCEPTED
        entry = _enter(desk, connection, edited, article, judge)
        judged = replace(edited, id=0, state=state, entry=entry, who=judge.who, at=judge.at)
        added = news.add(connection, judged)
    return one_row(desk, "accept", proposal_row(added), article.source, number)


def reject(desk: Desk, number: int, reason: str, *, who: str, at: dt.datetime) -> Report:
    """Reject a proposal and say why; it stays in the register as rejected."""
    if not reason.strip():
        raise InputError(said("a rejection needs a reason; say in a few words why by --reason"))
    with desk.register() as register, register.writing() as connection:
        article, before = _open(connection, number)
        rejected = replace(before, id=0, state=ProposalState.REJECTED, note=reason, who=who, at=at)
        added = news.add(connection, rejected)
    return one_row(desk, "reject", proposal_row(added), article.source, number)


def _open(connection: Connection, number: int) -> tuple[Article, Proposal]:
    """A proposal that nobody has judged, on whatever day the desk answers."""
    found = latest(news.versions(connection)).get(number)
    if found is None:
        raise UnknownName(f"there is no proposal {number}; run `haechi news review` for those that are open")
    if found.state is not ProposalState.PROPOSED:
        raise InputError(
            said(
                "proposal {number} was {state} by {who}; what was judged stays so",
                number=number,
                state=found.state.value,
                who=found.who,
            )
        )
    return next(article for article in news.articles(connection) if article.id == found.article), found


def _edited(proposal: Proposal, given: Sequence[tuple[str, str]]) -> Proposal:
    """The proposal with the values that a person gave in place of those found."""
    names = {name for name, _ in given}
    whole = proposal.fields[0].passage
    entered = [Found(field=name, value=value, passage=whole, rule=_BY_HAND, score=1.0) for name, value in given]
    return replace(proposal, fields=(*(one for one in proposal.fields if one.field not in names), *entered))


def _enter(desk: Desk, connection: Connection, proposal: Proposal, article: Article, judge: Judge) -> str | None:
    """Enter what a proposal stands for and give its alert or id; an event has no place of its own and stays here."""
    if proposal.kind in (ProposalKind.NOTICE, ProposalKind.EVENT):
        if judge.side or judge.entry:
            raise InputError(f"proposal {proposal.number} is no entry of the alliance; leave out the side and the id")
        return _notice(desk, connection, proposal, article, judge) if proposal.kind is ProposalKind.NOTICE else None
    if not judge.side or not judge.entry:
        raise InputError(
            f"a {proposal.kind} is entered as one side has it and under an id of its own; "
            f"give both, as by --side KOR --as {proposal.kind}-{article.released}"
        )
    told = Told(
        fields={found.field: proposal.values(found.field) for found in proposal.fields},
        title=article.title,
        source=f"{article.source}, {article.released}: {article.title}",
    )
    given = Given(
        side=judge.side,
        why=f"proposal {proposal.number} from article {article.id}",
        evidence=(told.source,),
        who=judge.who,
        at=judge.at,
    )
    return admit(desk, connection, Kind(proposal.kind.value), told, given, entry=judge.entry).id


def _notice(desk: Desk, connection: Connection, proposal: Proposal, article: Article, judge: Judge) -> str:
    exporters = [one for one in proposal.values("party") if one in desk.facts.economy_by_id]
    if not exporters:
        raise InputError(
            said(
                "proposal {number} names no economy that supplies; give one by --set party=JPN", number=proposal.number
            )
        )
    action, is_reported = proposal.value("action") or "", proposal.value("modality") == Modality.REPORTED.value
    announced, effective = _times(proposal, article)
    entry = noticing.Entry(
        items=proposal.values("item"),
        codes=proposal.values("code"),
        exporter=exporters[0],
        importers=proposal.values("importer"),
        what=proposal.value("sentence") or article.title,
        announced=announced,
        effective=effective,
        state=NoticeState.RUMOUR if is_reported else _STATES.get(action, NoticeState.ANNOUNCED),
        note=f"proposal {proposal.number} from article {article.id}",
        source=article.source,
        who=judge.who,
    )
    return alert_of(noticing.put(desk, connection, entry, at=judge.at))


def _times(proposal: Proposal, article: Article) -> tuple[str | None, str | None]:
    """When a notice was announced and when it takes effect.

    The only date of a plan, of a rule in force or lifted, and one after the release, is that of the effect. A date that
    was found but cannot be that of the announcement, after the release or the effect, is left out beside an effect.
    """
    date, effective = proposal.value("date"), proposal.value("effective")
    is_found = not any(one.field == "date" and one.rule == _BY_HAND for one in proposal.fields)
    is_late = date is not None and is_found and PartialDate.parse(date).first > article.released
    if effective is None:
        is_ahead = proposal.value("modality") == Modality.PLANNED.value or proposal.value("action") in _STATES
        return (None, date) if is_ahead or is_late else (date, None)
    if date and is_found and PartialDate.parse(date).first > PartialDate.parse(effective).last:
        is_late = True
    return None if is_late else date, effective
