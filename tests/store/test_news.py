"""Articles and versions of proposals in the register."""

import datetime as dt
from dataclasses import replace

from haechi.model.news import (
    Article,
    Extractor,
    Found,
    Passage,
    Proposal,
    ProposalKind,
    ProposalState,
    latest,
)
from haechi.store import news
from haechi.store.register import Register

AT = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
ARTICLE = Article(
    id=0, title="T", text="It met.", released=dt.date(2026, 11, 20), source="a", digest="d", who="desk", at=AT
)
FOUND = Found(
    field="date", value="2026-11", passage=Passage(start=3, end=6, text="met"), rule="month by name", score=0.9
)
PROPOSAL = Proposal(
    id=0,
    number=0,
    article=1,
    kind=ProposalKind.MEETING,
    state=ProposalState.PROPOSED,
    extractor=Extractor.RULES,
    fields=(FOUND,),
    who="desk",
    at=AT,
)


def test_the_same_words_are_one_article(url: str) -> None:
    with Register(url) as register, register.writing() as connection:
        first, is_new = news.add_article(connection, ARTICLE)
        again, is_new_again = news.add_article(connection, replace(ARTICLE, source="b"))
        assert (first, is_new, is_new_again) == (again, True, False)
        assert news.articles(connection) == (first,)


def test_a_proposal_comes_back_as_it_was_entered_with_its_number(url: str) -> None:
    with Register(url) as register, register.writing() as connection:
        added = news.add(connection, PROPOSAL)
        assert news.versions(connection) == (added,)
        assert added == replace(PROPOSAL, id=1, number=1)


def test_a_later_version_hides_and_never_removes_the_earlier(url: str) -> None:
    with Register(url) as register, register.writing() as connection:
        first = news.add(connection, PROPOSAL)
        news.add(connection, replace(first, state=ProposalState.REJECTED, at=AT + dt.timedelta(days=1)))
        versions = news.versions(connection)
    assert [row.state.value for row in versions] == ["proposed", "rejected"]
    assert latest(versions)[1].state is ProposalState.REJECTED
    assert latest(versions, as_of=AT)[1].state is ProposalState.PROPOSED
