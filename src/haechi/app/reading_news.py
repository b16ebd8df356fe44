"""`haechi news`: articles become proposals, and a person accepts, edits or rejects each; nothing enters unseen."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from haechi.app import noticing
from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.errors import InputError, UnknownName
from haechi.feed.extractor import extract
from haechi.model.news import (
    Action,
    Article,
    Draft,
    Extractor,
    Found,
    Modality,
    Passage,
    Proposal,
    ProposalKind,
    ProposalState,
    latest,
)
from haechi.model.notice import NoticeState
from haechi.model.trade import PartnerKind
from haechi.news.aliases import Names
from haechi.news.articles import day, parse
from haechi.news.clusters import clusters
from haechi.news.items import Items
from haechi.news.proposals import propose
from haechi.news.readings import Lexicon
from haechi.reference.facts import Facts
from haechi.store import news

_STATES = {
    Action.CONTROL_IN_FORCE.value: NoticeState.IN_FORCE,
    Action.CONTROL_LIFTED.value: NoticeState.RESTORED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A file as it was handed in, under its name."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What one call of `haechi news add` gives; `key` is that of the extractor."""

    released: str | None
    source: str | None
    who: str
    use_extractor: bool = False
    key: str | None = None


def lexicon(facts: Facts) -> Lexicon:
    """What is looked for in an article: names of the tables, with the firms that provisions name, and items."""
    firms = {firm: row.economy for row in facts.provisions for firm in _firms(row.firms)}
    economies = {row.names.en: row.iso3 for row in facts.economies if row.kind is PartnerKind.ECONOMY}
    return Lexicon(names=Names(facts.aliases, firms, economies), items=Items(facts.items))


def _firms(cell: str | None) -> list[str]:
    return [firm.strip() for firm in re.split("[;,]", cell or "") if firm.strip()]


def add(desk: Desk, handed: Sequence[Handed], terms: Terms, *, at: dt.datetime) -> Report:
    """Take in articles, all of them or none, and propose what they say.

    Raises
    ------
    InputError
        If a file cannot be read, has no date, or was released after today; nothing is kept then.
    """
    known = lexicon(desk.facts)
    read = [_read(desk, known, one, terms, at) for one in handed]
    rows: list[Row] = []
    with desk.register() as register, register.writing() as connection:
        for article, drafts, denials in read:
            held, is_new = news.add_article(connection, article)
            earlier = _earlier(held, news.articles(connection), news.versions(connection))
            fresh = [draft for draft in drafts if is_new and not any(_same(draft, one) for one in earlier)]
            proposals = [news.add(connection, _proposal(held, draft, terms.who, at)) for draft in fresh]
            rows.append(
                {
                    **_article_row(held),
                    "is_new": is_new,
                    "proposals": [_row(one) for one in proposals],
                    "denials": [passage.text for passage in denials],
                    "told_before": len(drafts) - len(fresh) if is_new else 0,
                }
            )
    return Report(
        command="news add",
        as_of=desk.as_of,
        rows=rows,
        notes=tuple(_remarks(rows)),
        parameters={"released": terms.released, "extractor": terms.use_extractor},
        sources=tuple(sorted({str(row["source"]) for row in rows})),
    )


def every(desk: Desk) -> Report:
    """Stories, the newest first: what many outlets tell is one story with all of them as its sources."""
    articles, proposals = _held(desk)
    stories = clusters([article.text for article in articles])
    rows = []
    for story in sorted(set(stories), reverse=True):
        told = [article for article, number in zip(articles, stories, strict=True) if number == story]
        of_story = [one for one in proposals.values() if one.article in {article.id for article in told}]
        rows.append(
            {
                "article": told[0].id,
                "title": told[0].title,
                "released": min(article.released for article in told),
                "sources": tuple(dict.fromkeys(article.source for article in told)),
                "articles": tuple(article.id for article in told),
                "proposals": len(of_story),
                "open": sum(one.state is ProposalState.PROPOSED for one in of_story),
            }
        )
    notes = () if rows else ("No article was handed in yet; `haechi news add FILE` takes one.",)
    sources = tuple(sorted({article.source for article in articles}))
    return Report(command="news list", as_of=desk.as_of, rows=rows, notes=notes, sources=sources)


def show(desk: Desk, number: int) -> Report:
    """An article with everything that was proposed on it, each value with its passage."""
    articles, proposals = _held(desk)
    article = next((one for one in articles if one.id == number), None)
    if article is None:
        raise UnknownName(f"there is no article {number}; run `haechi news list` for those that were handed in")
    row = {
        **_article_row(article),
        "text": article.text,
        "proposals": [_row(one) for one in proposals.values() if one.article == number],
    }
    return _report(desk, "show", row, article.source, number)


def review(desk: Desk) -> Report:
    """Proposals that nobody has judged yet."""
    articles, proposals = _held(desk)
    titles = {article.id: article for article in articles}
    rows = [
        {**_row(one), "title": titles[one.article].title, "source": titles[one.article].source}
        for one in proposals.values()
        if one.state is ProposalState.PROPOSED
    ]
    notes = () if rows else ("No proposal is open.",)
    sources = tuple(sorted({str(row["source"]) for row in rows}))
    return Report(command="news review", as_of=desk.as_of, rows=rows, notes=notes, sources=sources)


def accept(desk: Desk, number: int, given: Sequence[tuple[str, str]], *, who: str, at: dt.datetime) -> Report:
    """Accept a proposal, with other values where some are given; a notice is entered as one.

    Raises
    ------
    UnknownName
        If there is no such proposal.
    InputError
        If it was judged before, or a notice cannot be entered as it stands.
    """
    article, before = _open(desk, number)
    edited = _edited(before, given)
    state = ProposalState.EDITED if given else ProposalState.ACCEPTED
    entry = _enter(desk, edited, article, who, at) if edited.kind is ProposalKind.NOTICE else None
    return _judged(desk, "accept", article, replace(edited, id=0, state=state, entry=entry, who=who, at=at))


def reject(desk: Desk, number: int, reason: str, *, who: str, at: dt.datetime) -> Report:
    """Reject a proposal and say why; it stays in the register as rejected."""
    if not reason.strip():
        raise InputError("a rejection needs a reason; say in a few words why by --reason")
    article, before = _open(desk, number)
    rejected = replace(before, id=0, state=ProposalState.REJECTED, note=reason, who=who, at=at)
    return _judged(desk, "reject", article, rejected)


def accepted(proposal: Proposal) -> tuple[ProposalKind, Mapping[str, tuple[str, ...]]]:
    """Kind and values by field of a proposal that a person accepted, for who enters it elsewhere.

    Raises
    ------
    InputError
        If nobody accepted it.
    """
    if proposal.state not in (ProposalState.ACCEPTED, ProposalState.EDITED):
        raise InputError(f"proposal {proposal.number} is {proposal.state.value}; only an accepted one is entered")
    return proposal.kind, {found.field: proposal.values(found.field) for found in proposal.fields}


def _read(
    desk: Desk, known: Lexicon, one: Handed, terms: Terms, at: dt.datetime
) -> tuple[Article, list[tuple[Draft, Extractor]], tuple[Passage, ...]]:
    text = parse(one.content, one.name)
    released = day(terms.released) if terms.released else text.released
    if released is None:
        raise InputError(f"{one.name} does not say when it was released; give --released YYYY-MM-DD")
    if released > desk.today:
        raise InputError(f"{one.name} would be released on {released}, after today, {desk.today}; give --released")
    article = Article(
        id=0,
        title=text.title,
        text=text.body,
        released=released,
        source=terms.source or one.name,
        digest=text.digest,
        who=terms.who,
        at=at,
    )
    proposed = propose(text.body, released, known)
    drafts = [(draft, Extractor.RULES) for draft in proposed.drafts]
    if terms.use_extractor:
        if desk.place.endpoint is None:
            raise InputError("no extractor is set; name one under [extractor] in haechi.toml or leave out --extractor")
        made = extract(desk.place.endpoint, text.body, key=terms.key)
        drafts += [(draft, Extractor.MACHINE) for draft in made]
    return article, drafts, proposed.denials


def _earlier(article: Article, articles: Sequence[Article], versions: Iterable[Proposal]) -> list[Proposal]:
    """What other articles of the same story have proposed."""
    stories = clusters([one.text for one in articles])
    story = dict(zip((one.id for one in articles), stories, strict=True))
    return [
        one
        for one in latest(versions).values()
        if one.article != article.id and story[one.article] == story[article.id]
    ]


def _same(draft: tuple[Draft, Extractor], before: Proposal) -> bool:
    """Whether another outlet has told the same: kind, items and, where both name one, the date."""
    kind, fields = draft[0].kind, draft[0]
    dates = set(fields.values("date")[:1]), set(before.values("date")[:1])
    is_dated_alike = not (dates[0] and dates[1]) or dates[0] == dates[1]
    return kind is before.kind and is_dated_alike and fields.values("action") == before.values("action")


def _proposal(article: Article, draft: tuple[Draft, Extractor], who: str, at: dt.datetime) -> Proposal:
    return Proposal(
        id=0,
        number=0,
        article=article.id,
        kind=draft[0].kind,
        state=ProposalState.PROPOSED,
        extractor=draft[1],
        fields=draft[0].fields,
        who=who,
        at=at,
    )


def _held(desk: Desk) -> tuple[list[Article], Mapping[int, Proposal]]:
    """Articles and proposals as they stood on the day."""
    with desk.register() as register, register.reading() as connection:
        articles, versions = news.articles(connection), news.versions(connection)
    known = [article for article in articles if article.at <= desk.end_of_day]
    return known, latest(versions, as_of=desk.end_of_day)


def _open(desk: Desk, number: int) -> tuple[Article, Proposal]:
    articles, proposals = _held(desk)
    found = proposals.get(number)
    if found is None:
        raise UnknownName(f"there is no proposal {number}; run `haechi news review` for those that are open")
    if found.state is not ProposalState.PROPOSED:
        raise InputError(f"proposal {number} was {found.state.value} by {found.who}; what was judged stays so")
    return next(article for article in articles if article.id == found.article), found


def _edited(proposal: Proposal, given: Sequence[tuple[str, str]]) -> Proposal:
    """The proposal with the values that a person gave in place of those found."""
    names = {name for name, _ in given}
    whole = proposal.fields[0].passage
    entered = [
        Found(field=name, value=value, passage=whole, rule="entered by a person", score=1.0) for name, value in given
    ]
    return replace(proposal, fields=(*(one for one in proposal.fields if one.field not in names), *entered))


def _enter(desk: Desk, proposal: Proposal, article: Article, who: str, at: dt.datetime) -> int:
    """Enter the notice that a proposal stands for, and give its number."""
    exporters = [one for one in proposal.values("party") if one in desk.facts.economy_by_id]
    if not exporters:
        raise InputError(f"proposal {proposal.number} names no economy that supplies; give one by --set party=JPN")
    action, date = proposal.value("action") or "", proposal.value("date")
    is_reported = proposal.value("modality") == Modality.REPORTED.value
    is_ahead = proposal.value("modality") == Modality.PLANNED.value or action in _STATES
    entry = noticing.Entry(
        items=proposal.values("item"),
        codes=proposal.values("code"),
        exporter=exporters[0],
        importers=proposal.values("importer"),
        what=proposal.value("sentence") or article.title,
        announced=None if is_ahead else date,
        effective=date if is_ahead else None,
        state=NoticeState.RUMOUR if is_reported else _STATES.get(action, NoticeState.ANNOUNCED),
        note=f"proposal {proposal.number} from article {article.id}",
        source=article.source,
        who=who,
    )
    (row,) = noticing.add(desk, entry, at=at).rows
    number = row["number"]
    assert isinstance(number, int)  # noqa: S101 - rows of a report
    return number


def _judged(desk: Desk, command: str, article: Article, proposal: Proposal) -> Report:
    with desk.register() as register, register.writing() as connection:
        added = news.add(connection, proposal)
    return _report(desk, command, _row(added), article.source, added.number)


def _report(desk: Desk, command: str, row: Row, source: str, number: int) -> Report:
    return Report(
        command=f"news {command}", as_of=desk.as_of, rows=[row], parameters={"number": number}, sources=(source,)
    )


def _article_row(article: Article) -> Row:
    return {
        "article": article.id,
        "title": article.title,
        "released": article.released,
        "source": article.source,
        "who": article.who,
        "at": article.at.isoformat(timespec="seconds"),
    }


def _row(proposal: Proposal) -> Row:
    return {
        "number": proposal.number,
        "article": proposal.article,
        "kind": proposal.kind,
        "state": proposal.state,
        "extractor": proposal.extractor,
        "what": proposal.value("sentence") or proposal.fields[0].passage.text,
        "parties": proposal.values("party"),
        "action": proposal.value("action"),
        "modality": proposal.value("modality"),
        "date": proposal.value("date"),
        "items": proposal.values("item"),
        "entry": proposal.entry,
        "note": proposal.note,
        "who": proposal.who,
        "at": proposal.at.isoformat(timespec="seconds"),
        "fields": [
            {
                "field": one.field,
                "value": one.value,
                "start": one.passage.start,
                "end": one.passage.end,
                "passage": one.passage.text,
                "rule": one.rule,
                "score": one.score,
            }
            for one in proposal.fields
        ],
    }


def _remarks(rows: Sequence[Row]) -> list[str]:
    counts = Counter({"known": 0, "told": 0, "denied": 0})
    for row in rows:
        denials, told = row["denials"], row["told_before"]
        counts["known"] += not row["is_new"]
        counts["told"] += told if isinstance(told, int) else 0
        counts["denied"] += len(denials) if isinstance(denials, list) else 0
    texts = {
        "known": "{} of the texts were handed in before; nothing is proposed anew.",
        "told": "{} proposals were made before from another article of the same story.",
        "denied": "{} sentences deny something; they propose nothing.",
    }
    said = [texts[name].format(count) for name, count in counts.items() if count]
    return [*said, "Nothing is entered yet: `haechi news review` lists what is open."]
