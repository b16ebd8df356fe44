"""Which of the names in a passage are parties, by how they stand in it: logistic regression over marks of a name.

Marks are what bears the name, how it was recognised, the words on either side, what happens and who else is named.
Their weights are learned from labelled passages by `tools/party_weights.py`.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from haechi.model.alias import Bearer
from haechi.model.news import Action, Found, Passage
from haechi.news.aliases import Named
from haechi.news.parties import Present, is_adjective

BASE = "base"  # what speaks for any name
_RULED = 1.0  # of log odds, that the rules take a name for a party, and against it that they do not
_LEAST = 1.0  # log odds from which a name is a party: a false party costs more than a missing one
_NEXT = 4  # words on either side that are looked at
_MOST = 3  # other names that are counted
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_LEGAL_OR_TRADE = re.compile(
    r"\b(?:Associations?|Universit(?:y|eit)|Institutes?|Agency|Federation|Academy|Council|Union|Corp(?:oration)?|Company"
    r"|Group|Holdings?|Inc|Ltd|Chemicals?|Electronics?|Materials?|Semiconductors?|Technolog(?:y|ies)|Systems|Micro"
    r"|Precision|Metals?|Mining|Gas(?:es)?|Energy|Industries|Silicon)\b"
)
_STATES = (Bearer.ECONOMY, Bearer.OFFICE, Bearer.SEAT, Bearer.PERSON)
_FIRMS = (Bearer.FIRM, Bearer.ORGANISATION, Bearer.HEAD)
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
    for one in standings:
        odds = log_odds(one.marks, weights)
        for value in one.values:
            found = odds + (_RULED if value in by_rule else -_RULED)
            if found > _LEAST:
                score = round(1 / (1 + math.exp(-found)), 3)
                yield Found(field="party", value=value, passage=one.passage, rule=one.rule, score=score)


def log_odds(marks: Iterable[str], weights: Mapping[str, float]) -> float:
    """What marks say together, with what speaks for any name."""
    return math.fsum([weights[BASE], *(weights.get(mark, 0.0) for mark in marks)])


def standings(text: str, action: Action | None, who: Present) -> Iterator[Standing]:
    """Every name of a passage in the order of the text."""
    names = sorted(_names(who), key=lambda one: one.passage.start)
    firms, states = (sum(one.kind in kinds for one in names) for kinds in ((*_FIRMS, "stranger"), _STATES))
    happens = action.value if action else "nothing"
    for one in names:
        other_firms, other_states = firms - (one.kind in (*_FIRMS, "stranger")), states - (one.kind in _STATES)
        marks = {
            *_own(one),
            *_beside(text, one),
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
    for some, kind, rule in (
        (who.people, "person of no table", "name beside a title"),
        (who.strangers, "stranger", "capitalised name that acts"),
        (who.idle, "stranger", "capitalised name"),
    ):
        yield from (_One(place, kind, rule, (place.text,), None) for place in some)


def _own(one: _One) -> Iterator[str]:
    """Marks of the name itself."""
    words = one.passage.text.split()
    yield one.kind
    yield f"{one.kind}, by {_RECOGNISED.get(one.rule, 'spelling') if one.named else one.rule}"
    yield f"{one.kind} of {min(len(words), _MOST)} words"
    if one.named is None:
        yield f"{'capitals' if one.passage.text.isupper() else 'word'} of {min(len(words), _MOST)}"
        yield f"{one.kind}, {'a' if _LEGAL_OR_TRADE.search(one.passage.text) else 'no'} word of trade"
        yield f"begins {words[0].casefold()}"
        yield f"ends {words[-1].casefold()}"


def _beside(text: str, one: _One) -> Iterator[str]:
    """Marks of the words before and after a name, ^ and $ where there are none."""
    before = ["^"] * _NEXT + _words(text[: one.passage.start])
    after = [*_words(text[one.passage.end :]), *["$"] * _NEXT]
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


def _words(text: str) -> list[str]:
    return ["0" if word[0].isdigit() else word.casefold() for word in _WORD.findall(text)]
