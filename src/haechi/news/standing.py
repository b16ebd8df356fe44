"""Which of the names in a passage are parties, by how they stand in it: logistic regression over marks of a name.

Marks are what bears the name, how it was recognised, the words and names on either side, where it stands among the
names and to what happens, and who else is named.
Their weights are learned from labelled passages by `tools/news_weights.py`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from haechi.model.alias import Bearer
from haechi.model.news import Action, Found, Passage
from haechi.news.aliases import Named
from haechi.news.marks import CLAUSE_ENDS, chance, log_odds, words
from haechi.news.parties import Present, is_adjective

_RULED = 1.0  # of log odds, that the rules take a name for a party, and against it that they do not
_LEAST = 1.6  # log odds from which a name is a party: a false party costs more than a missing one
_ALONE = -1.0  # from which the likeliest name is one where no other is, for somebody takes part in all that happens
_NEXT = 4  # words on either side that are looked at
_MOST = 3  # other names that are counted
_STEP = 3  # words between a name and what happens that make a difference
_FURTHEST = 4  # such steps that are counted
_LEGAL_OR_TRADE = re.compile(
    r"\b(?:Associations?|Universit(?:y|eit)|Institutes?|Agency|Federation|Academy|Council|Union|Corp(?:oration)?|Company"
    r"|Group|Holdings?|Inc|Ltd|Chemicals?|Electronics?|Materials?|Semiconductors?|Technolog(?:y|ies)|Systems|Micro"
    r"|Precision|Metals?|Mining|Gas(?:es)?|Energy|Industries|Silicon)\b"
)
_STATES = (Bearer.ECONOMY, Bearer.OFFICE, Bearer.SEAT, Bearer.PERSON)
_FIRMS = (Bearer.FIRM, Bearer.ORGANISATION, Bearer.HEAD)
_IN_PLACE = "economy of a place"
_STRANGER = "stranger"
_RECOGNISED = {"name": "name", "name of a firm": "name", "longer name": "longer name", "likeness": "likeness"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A name in a passage: the parties it would be, where it stands, and the marks of how it stands there."""

    values: tuple[str, ...]
    passage: Passage
    rule: str
    marks: frozenset[str]


class _One(NamedTuple):
    """A name, known or not."""

    passage: Passage
    kind: str
    rule: str
    values: tuple[str, ...]
    named: Named | None


def settle(
    ruled: Sequence[Found], standings: Iterable[Standing], weights: Mapping[str, float] | None
) -> Iterator[Found]:
    """Parties, by rules and by marks together.

    Parameters
    ----------
    ruled : the parties that rules find
    weights : log odds of each mark; None where rules alone decide
    """
    if weights is None:
        yield from ruled
        return
    by_rule = {one.value for one in ruled}
    found = [
        (log_odds(one.marks, weights) + (_RULED if value in by_rule else -_RULED), value, one)
        for one in standings
        for value in one.values
    ]
    likeliest = max((odds for odds, _, _ in found), default=_ALONE)
    least = _LEAST if likeliest > _LEAST else max(_ALONE, likeliest)
    for odds, value, one in found:
        if odds >= least:
            yield Found(field="party", value=value, passage=one.passage, rule=one.rule, score=chance(odds))


def standings(text: str, action: Action | None, who: Present, event: Passage | None) -> Iterator[Standing]:
    """Every name of a passage in the order of the text; `event` are the words that tell what happens."""
    names = sorted(_names(who), key=lambda one: one.passage.start)
    firms, states = (sum(one.kind in kinds for one in names) for kinds in ((*_FIRMS, _STRANGER), _STATES))
    happens = action.value if action else "nothing"
    for place, one in enumerate(names):
        other_firms, other_states = firms - (one.kind in (*_FIRMS, _STRANGER)), states - (one.kind in _STATES)
        marks = {
            *_own(one),
            *_beside(text, one),
            *_among(text, place, names),
            *(_to_event(text, one, names, event, happens) if event else ()),
            f"{one.kind}, {happens}",
            f"{one.kind}, {min(other_firms, _MOST)} other firms",
            f"{one.kind}, {min(other_states, _MOST)} other states",
        }
        yield Standing(values=one.values, passage=one.passage, rule=one.rule, marks=frozenset(marks))


def _names(who: Present) -> Iterator[_One]:
    for one in who.named:
        values = one.economies if one.kind in _STATES else ()
        itself = (one.name,) if one.kind in (*_FIRMS, Bearer.PERSON, Bearer.PLACE) else ()
        yield _One(one.passage, one.kind.value, one.rule, (*values, *itself), one)
        if one.kind is Bearer.PLACE:
            yield _One(one.passage, _IN_PLACE, one.rule, one.economies, one)
    for some, kind, rule in (
        (who.people, "person of no table", "name beside a title"),
        (who.strangers, _STRANGER, "capitalised name that acts"),
        (who.idle, _STRANGER, "capitalised name"),
    ):
        yield from (_One(place, kind, rule, (place.text,), None) for place in some)


def _own(one: _One) -> Iterator[str]:
    """Marks of the name itself."""
    parts = one.passage.text.split()
    yield one.kind
    yield f"{one.kind}, by {_RECOGNISED.get(one.rule, 'spelling') if one.named else one.rule}"
    yield f"{one.kind} of {min(len(parts), _MOST)} words"
    if one.named and not one.named.is_told:
        yield f"{one.kind} not told of"
        yield f"{one.kind} not told of, {min(len(parts), _MOST)} words"
    if one.named is None:
        yield f"{'capitals' if one.passage.text.isupper() else 'word'} of {min(len(parts), _MOST)}"
        yield f"{one.kind}, {'a' if _LEGAL_OR_TRADE.search(one.passage.text) else 'no'} word of trade"
        yield f"begins {parts[0].casefold()}"
        yield f"ends {parts[-1].casefold()}"


def _beside(text: str, one: _One) -> Iterator[str]:
    """Marks of the words before and after a name, ^ and $ where there are none."""
    before = ["^"] * _NEXT + words(text[: one.passage.start])
    after = [*words(text[one.passage.end :]), *["$"] * _NEXT]
    last, first = before[-1], after[0]
    for side in (f"{last} _", f"{before[-2]} {last} _", f"_ {first}", f"_ {first} {after[1]}"):
        yield side
        yield f"{one.kind}: {side}"
    for word in before[-_NEXT:]:
        yield f"{word} .. _"
        yield f"{one.kind}: {word} .. _"
    for word in after[:_NEXT]:
        yield f"_ .. {word}"
        yield f"{one.kind}: _ .. {word}"
    if one.named and one.named.kind is Bearer.ECONOMY:
        form = "adjective" if is_adjective(one.named) else "country"
        yield form
        yield f"{form}: _ {first}"
        yield f"{form}: {last} _"


def _among(text: str, place: int, names: Sequence[_One]) -> Iterator[str]:
    """Marks of where a name stands among the others, which count as one word each: `<firm> and _`."""
    one = names[place]
    yield f"{one.kind} at place {min(place, _MOST)}"
    yield f"{one.kind} at place {min(len(names) - 1 - place, _MOST)} from the end"
    yield f"{one.kind} at place {min(sum(other.kind == one.kind for other in names[:place]), _MOST)} of its kind"
    yield f"{one.kind}, named {min(sum(not set(other.values).isdisjoint(one.values) for other in names), _MOST)}"
    before = ["^"] * _MOST + _tagged(text, 0, one.passage.start, names)
    after = [*_tagged(text, one.passage.end, len(text), names), *["$"] * _MOST]
    for side in (
        f"{before[-1]} _",
        " ".join([*before[-2:], "_"]),
        " ".join([*before[-3:], "_"]),
        f"{before[-1]} _ {after[0]}",
        f"_ {after[0]}",
        " ".join(["_", *after[:2]]),
        " ".join(["_", *after[:3]]),
    ):
        yield f"# {side}"
        yield f"# {one.kind}: {side}"


def _tagged(text: str, start: int, end: int, names: Sequence[_One]) -> list[str]:
    """Words of a stretch of text in which every name is what bears it."""
    found: list[str] = []
    for other in names:
        if start <= other.passage.start and other.passage.end <= end:
            found += [*words(text[start : other.passage.start]), _tag(other)]
            start = other.passage.end
    return found + words(text[start:end])


def _tag(one: _One) -> str:
    if one.kind in (*_FIRMS, _STRANGER):
        return "<firm>"
    return "<place>" if one.kind in (Bearer.PLACE, _IN_PLACE) else "<state>"


def _to_event(text: str, one: _One, names: Sequence[_One], event: Passage, happens: str) -> Iterator[str]:
    """Marks of where a name stands to the words that tell what happens."""
    is_before = one.passage.start < event.start
    start, end = (one.passage.end, event.start) if is_before else (event.end, one.passage.start)
    side = "before" if is_before else "after"
    between = text[start:end]
    yield f"{one.kind} {side}"
    yield f"{one.kind} {side}, {min(len(between.split()) // _STEP, _FURTHEST)} steps"
    yield f"{one.kind} {side}, {'another' if CLAUSE_ENDS.search(between) else 'one'} clause"
    yield f"{one.kind} {side}, {min(sum(start <= other.passage.start < end for other in names), _MOST)} names between"
    yield f"{happens}: {side}"
    yield f"{one.kind}, {happens}: {side}"
