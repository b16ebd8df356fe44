"""`haechi news`: articles become proposals, which a person judges; nothing enters unseen."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.errors import InputError, UnknownName
from haechi.feed.extractor import extract
from haechi.model.alias import Alias
from haechi.model.news import (
    Article,
    Draft,
    Extractor,
    Proposal,
    ProposalState,
    latest,
)
from haechi.model.trade import PartnerKind
from haechi.news.aliases import Names
from haechi.news.articles import day, parse
from haechi.news.clusters import clusters
from haechi.news.items import Items
from haechi.reference.examples import WEIGHTS, Example, examples, weights
from haechi.reference.facts import Facts
from haechi.sentence import Said, said
from haechi.store import news
from haechi.store.register import Connection

if TYPE_CHECKING:
    from haechi.news.proposals import Proposed
    from haechi.news.readings import Lexicon
    from haechi.news.verdicts import Taught


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


def lexicon(facts: Facts, passages: Sequence[Example] | None = None) -> "Lexicon":
    """What is looked for in an article: names of the tables, with the firms that provisions name, items and events.

    Parameters
    ----------
    passages : labelled ones that teach what an event looks like; None: all that are bundled; none: rules alone
    """
    from haechi.news.readings import Lexicon  # its many patterns take long to compile, and few pages read an article

    given = examples() if passages is None else tuple(passages)
    return Lexicon(names=named(facts, given or examples()), items=Items(facts.items), taught=_taught(given))


def named(facts: Facts, passages: Sequence[Example]) -> Names:
    """Names to look for, and whom the press tells of as far as passages say."""
    firms = {firm: row.economy for row in facts.provisions for firm in _firms(row.firms)}
    economies = {row.names.en: row.iso3 for row in facts.economies if row.kind is PartnerKind.ECONOMY}
    return _names(facts.aliases, tuple(firms.items()), tuple(economies.items()), _told(tuple(passages)))


@lru_cache(maxsize=2)
def _names(
    aliases: tuple[Alias, ...],
    firms: tuple[tuple[str, str], ...],
    economies: tuple[tuple[str, str], ...],
    actors: frozenset[str],
) -> Names:
    """The same ones while a process runs: what is looked up takes seconds to make."""
    every = Names(aliases, dict(firms), dict(economies))
    return replace(every, told=frozenset(map(every.bearer, actors)))


@lru_cache(maxsize=2)
def _told(passages: tuple[Example, ...]) -> frozenset[str]:
    return frozenset(actor for one in passages for actor in one.actors)


@lru_cache(maxsize=2)
def _taught(passages: tuple[Example, ...]) -> "Taught | None":
    from haechi.news.verdicts import Taught

    events = [(one.text, one.action, one.modality) for one in passages]
    return Taught.of(events, {of: weights(of) for of in WEIGHTS}) if events else None


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
        for article, drafts, proposed in read:
            kept, is_new = news.add_article(connection, article)
            earlier = _earlier(kept, news.articles(connection), news.versions(connection))
            fresh = [draft for draft in drafts if is_new and not any(_same(draft, one) for one in earlier)]
            proposals = [news.add(connection, _proposal(kept, draft, terms.who, at)) for draft in fresh]
            rows.append(
                {
                    **_article_row(kept),
                    "is_new": is_new,
                    "proposals": [proposal_row(one) for one in proposals],
                    "denials": [passage.text for passage in proposed.denials],
                    "unread": len(proposed.unread),
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
    with desk.register() as register, register.reading() as connection:
        articles, proposals = _held(desk, connection)
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
    notes = () if rows else (said("No article was handed in yet; `haechi news add FILE` takes one."),)
    sources = tuple(sorted({article.source for article in articles}))
    return Report(command="news list", as_of=desk.as_of, rows=rows, notes=notes, sources=sources)


def show(desk: Desk, number: int) -> Report:
    """An article with everything that was proposed on it, each value with its passage."""
    with desk.register() as register, register.reading() as connection:
        articles, proposals = _held(desk, connection)
    article = next((one for one in articles if one.id == number), None)
    if article is None:
        raise UnknownName(f"there is no article {number}; run `haechi news list` for those that were handed in")
    row = {
        **_article_row(article),
        "text": article.text,
        "proposals": [proposal_row(one) for one in proposals.values() if one.article == number],
    }
    return one_row(desk, "show", row, article.source, number)


def review(desk: Desk) -> Report:
    """Proposals that nobody has judged yet."""
    with desk.register() as register, register.reading() as connection:
        articles, proposals = _held(desk, connection)
    titles = {article.id: article for article in articles}
    rows = [
        {**proposal_row(one), "title": titles[one.article].title, "source": titles[one.article].source}
        for one in proposals.values()
        if one.state is ProposalState.PROPOSED
    ]
    notes = () if rows else (said("No proposal is open."),)
    sources = tuple(sorted({str(row["source"]) for row in rows}))
    return Report(command="news review", as_of=desk.as_of, rows=rows, notes=notes, sources=sources)


def _read(
    desk: Desk, known: "Lexicon", one: Handed, terms: Terms, at: dt.datetime
) -> tuple[Article, list[tuple[Draft, Extractor]], "Proposed"]:
    from haechi.news.proposals import propose

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
    return article, drafts, proposed


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
    """Whether another outlet has told the same: kind, action and, where both name them, the date and that of effect."""
    kind, fields = draft[0].kind, draft[0]
    dates = [(fields.values(name)[:1], before.values(name)[:1]) for name in ("date", "effective")]
    is_dated_alike = all(one == other for one, other in dates if one and other)
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


def _held(desk: Desk, connection: Connection) -> tuple[list[Article], Mapping[int, Proposal]]:
    """Articles and proposals as they stood on the day."""
    articles, versions = news.articles(connection), news.versions(connection)
    known = [article for article in articles if article.at <= desk.end_of_day]
    return known, latest(versions, as_of=desk.end_of_day)


def one_row(desk: Desk, command: str, row: Row, source: str, number: int) -> Report:
    """A report on one article or proposal."""
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


def proposal_row(proposal: Proposal) -> Row:
    """A proposal with every value, the passage it stands on, the rule and its score."""
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
        "effective": proposal.value("effective"),
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
    counts = Counter({"known": 0, "told": 0, "denied": 0, "unread": 0})
    for row in rows:
        denials, told, unread = row["denials"], row["told_before"], row["unread"]
        counts["known"] += not row["is_new"]
        counts["told"] += told if isinstance(told, int) else 0
        counts["denied"] += len(denials) if isinstance(denials, list) else 0
        counts["unread"] += unread if isinstance(unread, int) else 0
    texts = {
        "known": said("{n} of the texts were handed in before; nothing is proposed anew."),
        "told": said("{n} proposals were made before from another article of the same story."),
        "denied": said("{n} sentences deny something; they propose nothing."),
        "unread": said("{n} runs of more than 200 characters without a space are no words and were not read."),
    }
    told = [Said(texts[name].message, {"n": count}) for name, count in counts.items() if count]
    return [*told, said("Nothing is entered yet: `haechi news review` lists what is open.")]
