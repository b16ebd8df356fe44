"""A sentence read with the bundled names and items, for the tests of news."""

import datetime as dt
from functools import cache

from haechi.app.reading_news import lexicon
from haechi.model.news import Passage
from haechi.news.readings import Lexicon, Reading, read
from haechi.reference.facts import load

WEDNESDAY = dt.date(2024, 2, 21)


@cache
def words() -> Lexicon:
    return lexicon(load(), ())


@cache
def taught() -> Lexicon:
    """What `haechi news` reads with: rules, and what labelled passages teach."""
    return lexicon(load())


def reading(text: str, released: dt.date = WEDNESDAY) -> Reading:
    """What rules read in one sentence of an article released on a day."""
    return read(Passage(start=0, end=len(text), text=text), released, words())
