"""Articles and proposals in the register: every article once, every version of every proposal."""

from dataclasses import replace

import sqlalchemy as sa

from haechi.model.news import Article, Proposal
from haechi.store.columns import values
from haechi.store.schema import ARTICLE, PROPOSAL


def add_article(connection: sa.Connection, article: Article) -> tuple[Article, bool]:
    """Add an article, in a transaction that writes; return the one of its words that is held, and whether it is new."""
    held = connection.execute(sa.select(ARTICLE).where(ARTICLE.c.digest == article.digest)).mappings().first()
    if held is not None:
        return Article(**held), False
    added = connection.execute(sa.insert(ARTICLE).returning(ARTICLE.c.id), values(article))
    return replace(article, id=added.scalar_one()), True


def articles(connection: sa.Connection) -> tuple[Article, ...]:
    """Every article, the oldest entry first."""
    query = sa.select(ARTICLE).order_by(ARTICLE.c.id)
    return tuple(Article(**row) for row in connection.execute(query).mappings())


def add(connection: sa.Connection, proposal: Proposal) -> Proposal:
    """Add a version of a proposal, in a transaction that writes, and return it as numbered; a new one has number 0."""
    number = proposal.number
    if not number:
        number = connection.execute(sa.select(sa.func.coalesce(sa.func.max(PROPOSAL.c.number), 0) + 1)).scalar_one()
    numbered = replace(proposal, number=number)
    added = connection.execute(sa.insert(PROPOSAL).returning(PROPOSAL.c.id), values(numbered))
    return replace(numbered, id=added.scalar_one())


def versions(connection: sa.Connection) -> tuple[Proposal, ...]:
    """Every version of every proposal, the oldest first."""
    query = sa.select(PROPOSAL).order_by(PROPOSAL.c.at, PROPOSAL.c.id)
    return tuple(Proposal(**row) for row in connection.execute(query).mappings())
