"""Which of the dates in a passage is that of its event: logistic regression over marks of how they stand in it.

Marks are how closely a date is known, whether it lies before or after the release, the words on either side, where it
stands to the words of the event, what the event is and how sure, and the other dates.
Their weights are learned from labelled passages by `tools/news_weights.py`.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from haechi.model.dates import Precision
from haechi.model.news import Passage
from haechi.news.dates import Dated
from haechi.news.marks import CLAUSE_ENDS, chance, log_odds, words
from haechi.news.occasion import Event

_RULED = 0.5  # of log odds, that rules take a date for that of the event, and against it that they do not
_LEAST = -0.5  # log odds from which a date is that of the event: passages that name dates mostly date their event
_BY_RULE = 0.9  # score of a date that rules alone take
_NEXT = 4  # words on either side that are looked at
_MOST = 3  # other dates, and sentences, that are counted
_STEP = 3  # words between a date and what happens that make a difference
_FURTHEST = 5  # such steps that are counted
_WEEK = 7
_LOOKS = {True: "ahead", False: "back", None: "neither way"}
_SENTENCE_ENDS = re.compile(r"[.!?](?=\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A date that may be that of the event, and the marks of how it stands in the passage."""

    dated: Dated
    marks: frozenset[str]


def settle(
    ruled: Dated | None, candidates: Iterable[Candidate], weights: Mapping[str, float] | None
) -> tuple[Dated, float] | None:
    """The date of an event, by rules and by marks together, and its score; by marks that is the chance they give.

    Parameters
    ----------
    ruled : the date that rules take
    weights : log odds of each mark; None where rules alone decide
    """
    if weights is None:
        return (ruled, _BY_RULE) if ruled else None
    found = [(_odds(one, ruled, weights), one.dated) for one in candidates]
    odds, likeliest = max(found, key=lambda one: one[0], default=(_LEAST, None))
    return (likeliest, chance(odds)) if likeliest and odds > _LEAST else None


def _odds(one: Candidate, ruled: Dated | None, weights: Mapping[str, float]) -> float:
    is_ruled = ruled is not None and ruled.value == one.dated.value
    return log_odds(one.marks, weights) + (_RULED if is_ruled else -_RULED)


def candidates(text: str, found: Sequence[Dated], event: Event) -> Iterator[Candidate]:
    """Every date of a passage, each also as what it would be if the words around it looked the other way."""
    known = [one for one in found if one.value and one.role != "compared"]
    said = event.said.value
    for place, one in enumerate(known):
        others = [other for other in known if other.value != one.value]
        around = {*_beside(text, one), *_to_event(text, one, known, event), *_among(place, known)}
        for turned in (one, *_turned(one)):
            own = {*_own(turned, others, event)}
            when = _when(turned, event.released)
            marks = {*around, *own, *(f"{when}: {mark}" for mark in around)}
            yield Candidate(dated=turned, marks=frozenset((*marks, *(f"{said}: {mark}" for mark in marks))))


def times(found: Iterable[Dated], released: dt.date) -> list[str]:
    """Whether dates are past, now or future, each once and in order; what is only measured against tells nothing."""
    return sorted({_when(one, released) for one in found if one.value and one.role != "compared"})


def _turned(one: Dated) -> Iterator[Dated]:
    if one.otherwise:
        yield replace(one, value=one.otherwise, rule=f"{one.rule}, the other way")


def _when(one: Dated, released: dt.date) -> str:
    if one.value is None:
        return "open"
    if one.value.last < released:
        return "past"
    return "future" if one.value.first > released else "now"


def _precision(one: Dated) -> str:
    return one.value.precision.value if one.value else "open"


def _own(one: Dated, others: Sequence[Dated], event: Event) -> Iterator[str]:
    """Marks of the date itself, and of the other dates beside it."""
    when = _when(one, event.released)
    kind, role = f"{_precision(one)} {when}", f"{one.role} {when}"
    for mark in (kind, role):
        yield mark
        yield f"{event.action.value}: {mark}"
        if not others:
            yield f"alone: {mark}"
    yield f"by {one.rule}"
    yield f"looks {_LOOKS[one.is_ahead]}, {when}"
    if one.value and one.value.precision is Precision.DAY:
        days = (event.released - one.value.first).days
        if 0 <= days <= _WEEK:
            yield "same week" if days else "same day"
    for other in others:
        then = _when(other, event.released)
        yield f"{kind} beside {_precision(other)} {then}"
        yield f"{role} beside {other.role} {then}"


def _beside(text: str, one: Dated) -> Iterator[str]:
    """Marks of the words before and after a date, ^ and $ where there are none."""
    before = ["^"] * _NEXT + words(text[: one.passage.start])
    after = [*words(text[one.passage.end :]), *["$"] * _NEXT]
    yield f"{before[-1]} _"
    yield f"{before[-2]} {before[-1]} _"
    yield f"{before[-3]} {before[-2]} {before[-1]} _"
    yield f"_ {after[0]}"
    yield f"_ {after[0]} {after[1]}"
    yield from (f"{word} .. _" for word in before[-_NEXT:])
    yield from (f"_ .. {word}" for word in after[:_NEXT])


def _among(place: int, known: Sequence[Dated]) -> Iterator[str]:
    """Marks of where a date stands among the others."""
    yield f"date {min(place, _MOST)} of {min(len(known), _MOST + 1)}"
    yield f"{min(sum(other.value != known[place].value for other in known), _MOST)} other dates"


def _to_event(text: str, one: Dated, known: Sequence[Dated], event: Event) -> Iterator[str]:
    """Marks of where a date stands to the words that tell what happens, and to the sentence that rules read."""
    is_before = one.passage.start < event.words.start
    start, end = (one.passage.end, event.words.start) if is_before else (event.words.end, one.passage.start)
    side, between = "before" if is_before else "after", text[max(start, 0) : max(end, 0)]
    yield side
    yield f"{side}, {min(len(between.split()) // _STEP, _FURTHEST)} steps"
    yield f"{side}, {'another' if CLAUSE_ENDS.search(between) else 'one'} clause"
    yield f"{side}, {min(sum(start <= other.passage.start < end for other in known), _MOST)} dates between"
    yield f"{side}, {min(_sentence(text, one.passage) - _sentence(text, event.words), _MOST)} sentences on"
    yield f"sentence {min(_sentence(text, one.passage), _MOST)}"
    yield f"{'in' if event.sentence.start <= one.passage.start < event.sentence.end else 'out of'} the sentence"


def _sentence(text: str, place: Passage) -> int:
    return len(_SENTENCE_ENDS.findall(text[: place.start]))
