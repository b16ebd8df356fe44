"""What one passage of an article says: who, what, whether it is so, on which items, when, where and how much."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from haechi.model.alias import Bearer
from haechi.model.news import Action, Found, Modality, Passage
from haechi.news import actions, amounts, dates, modality, unknown
from haechi.news.aliases import Named, Names
from haechi.news.items import Items, codes

_FOR_STATES = (
    Action.CONTROL_ANNOUNCED,
    Action.CONTROL_IN_FORCE,
    Action.CONTROL_LIFTED,
    Action.CONTROL_DENIED,
)
_TOGETHER = (Action.MEETING, Action.AGREEMENT, Action.MEMORANDUM)
_OF_FIRMS = (
    Action.OUTAGE,
    Action.ACCIDENT,
    Action.STRIKE,
    Action.CAPACITY_INVESTMENT,
    Action.PRICE_JUMP,
    Action.SHORTAGE,
)
_AIMED_AT = re.compile(r"\b(?:to|toward|towards|against|into|for|bound for|going to)\s+(?:the )?$", re.IGNORECASE)
_PLACED = re.compile(r"\b(?:in|at|near|inside|within|outside|from|for|off)\s+(?:the )?(?:[\w-]+ )?$", re.IGNORECASE)
_IN_PLACE = re.compile(
    r"\b(?:in|at|near|inside|within|central|northern|southern|eastern|western)\s+(?:the )?(?:[a-z]+ )?$", re.IGNORECASE
)
_OF = re.compile(r"\bof\s+(?:the )?$", re.IGNORECASE)
_BEFORE_FIRM = re.compile(r"^(?:[ -][a-z]+){0,4}[ -]?$")
_ABOUT = re.compile(r"\b(?:about|on|over|concerning|of|around)\s+(?:the )?$", re.IGNORECASE)
_CITIES = re.compile(r"\bcit(?:y|ies) of (?:[A-Z]\w+ and )?$")
_COMMENTS = re.compile(r"^ (?:spoke of|commented|welcomed the|are waiting|is waiting|gave no)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What is looked for: names and items."""

    names: Names
    items: Items


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was found in a passage; each value with the words it stands on, placed in the article."""

    passage: Passage
    action: Action | None
    modality: Modality | None
    fields: tuple[Found, ...]

    def values(self, field: str) -> tuple[str, ...]:
        """Different values of a field."""
        return tuple(dict.fromkeys(found.value for found in self.fields if found.field == field))


def read(passage: Passage, released: dt.date, lexicon: Lexicon) -> Reading:
    """Read a passage of an article released on a day."""
    text = passage.text
    named = _named(text, lexicon.names)
    acted = actions.find(_without_names(text, named))
    found_dates = dates.find(text, released)
    action = None
    judged = date = None
    if acted is not None:
        first = next((one.value for one in found_dates if one.value is not None and one.role == "on"), None)
        judged = modality.judge(text, acted, first, released)
        action = actions.settled(acted.action, judged.modality)
        if judged.modality in (Modality.DENIED, Modality.DONE):
            found_dates = dates.find(text, released, looks_back=True)
        date = _event_date(found_dates, action, judged.modality, released)
    fields = [*_parties(text, action, named)]
    if acted and action and judged:
        fields.append(_found("action", action.value, acted.passage, "words for the action", acted.score))
        fields.append(_found("modality", judged.modality.value, judged.passage, "words of certainty", judged.score))
        fields += [
            _found("amount", f"{one.value:.15g} {one.unit}", one.passage, "number and unit", 0.9)
            for one in amounts.find(text)
        ]
        fields += [
            _found("until", str(one.value), one.passage, one.rule, 0.9)
            for one in found_dates
            if one.role == "by" and one.value
        ]
    if date is not None:
        fields.append(_found("date", str(date.value), date.passage, date.rule, 0.9))
    fields += [_found("item", one.name, one.passage, one.rule, 0.9) for one in lexicon.items.find(text)]
    fields += [_found("code", one.name, one.passage, one.rule, 1.0) for one in codes(text)]
    placed = tuple(_moved(found, passage.start) for found in fields)
    return Reading(passage=passage, action=action, modality=judged.modality if judged else None, fields=placed)


def _event_date(found: Sequence[dates.Dated], action: Action, said: Modality, released: dt.date) -> dates.Dated | None:
    """The date of the event: the first that is not only a target, one to come for what is planned."""
    known = [one for one in found if one.value is not None]
    on = [one for one in known if one.role == "on" or (one.role == "since" and action in _FOR_STATES)]
    if said is Modality.PLANNED:
        on = [one for one in on if one.value and one.value.last >= released]
        if not on and action is not Action.TRAINING:
            on = [one for one in known if one.role == "by" and one.value and one.value.last >= released]
    elif said in (Modality.DONE, Modality.DENIED):
        on = [one for one in on if one.value and one.value.first <= released]
    return on[0] if on else None


def _named(text: str, names: Names) -> list[Named]:
    """Names in a text, but for those of currencies."""
    sums = [one.passage for one in amounts.find(text)]
    return [one for one in names.find(text) if not any(_overlap(one.passage, sum_) for sum_ in sums)]


def _overlap(one: Passage, other: Passage) -> bool:
    return one.start < other.end and other.start < one.end


def _without_names(text: str, named: Sequence[Named]) -> str:
    """The text without names of offices and firms, which say nothing of what is done: a Ministry of Policy does not."""
    for one in named:
        if one.kind in (Bearer.OFFICE, Bearer.ORGANISATION, Bearer.FIRM):
            place = one.passage
            text = f"{text[: place.start]}{'X' * (place.end - place.start)}{text[place.end :]}"
    return text


def _parties(text: str, action: Action | None, named: Sequence[Named]) -> Iterator[Found]:
    """Who acts or takes part; where nobody does, the economy in which it happens."""
    firms = [one for one in named if one.kind in (Bearer.FIRM, Bearer.ORGANISATION)]
    strangers = list(
        unknown.firms(text, [*(one.passage for one in named), *(one.passage for one in amounts.find(text))])
    )
    states = [one for one in named if one.kind in (Bearer.ECONOMY, Bearer.OFFICE, Bearer.SEAT, Bearer.PERSON)]
    is_of_state = action in _FOR_STATES
    acting_firms = [one for one in firms if _acts_as_firm(text, one, action, has_states=bool(states))]
    acting = [one for one in states if _acts(text, one, action, [*firms], strangers)]
    if not is_of_state or not acting:
        yield from (_party(one, one.name) for one in acting_firms if not (is_of_state and states))
        if not is_of_state:
            yield from (_found("party", one.text, one, "capitalised name that acts", 0.6) for one in strangers)
    yield from (
        _party(one, one.name) for one in named if one.kind is Bearer.PLACE and _CITIES.search(text[: one.passage.start])
    )
    for one in acting:
        yield from (_party(one, economy) for economy in one.economies)
        if one.kind is Bearer.PERSON:
            yield _party(one, one.name)
    if not acting and not acting_firms and not strangers and action is not None:
        yield from (_party(one, one.economies[0]) for one in states if not _AIMED_AT.search(text[: one.passage.start]))
    yield from (
        _found("office", one.name, one.passage, one.rule, one.score) for one in named if one.kind is Bearer.OFFICE
    )
    yield from (
        _found("place", one.name, one.passage, one.rule, one.score)
        for one in named
        if one.kind in (Bearer.PLACE, Bearer.SEAT)
    )


def _acts_as_firm(text: str, one: Named, action: Action | None, *, has_states: bool) -> bool:
    """Whether a firm or body takes part, and is not what others speak of or act on."""
    if _COMMENTS.search(text[one.passage.end :]):
        return False
    is_spoken_of = _ABOUT.search(text[: one.passage.start]) is not None
    return not (is_spoken_of and has_states and action in (Action.MEETING, Action.POLICY))


def _acts(text: str, one: Named, action: Action | None, firms: Sequence[Named], strangers: Sequence[Passage]) -> bool:
    """Whether an economy, an office, a seat of government or a person takes part."""
    before, after = text[: one.passage.start], text[one.passage.end :]
    if action in _OF_FIRMS and (firms or strangers) and one.kind is not Bearer.PERSON:
        return False
    if one.kind is Bearer.PERSON:
        return True
    if _IN_PLACE.search(before) or (one.kind is Bearer.SEAT and _PLACED.search(before)):
        return False
    if one.kind is Bearer.OFFICE:
        return True
    if action not in _TOGETHER and _AIMED_AT.search(before):
        return False
    others = [other.passage for other in firms] + list(strangers)
    if any(
        other.start >= one.passage.end and _BEFORE_FIRM.match(text[one.passage.end : other.start]) for other in others
    ):
        return False
    is_of_firm = _OF.search(before) is not None and any(other.end <= one.passage.start for other in others)
    return not (is_of_firm and not re.match(r" (?:and|side|government)", after))


def _party(one: Named, value: str) -> Found:
    return _found("party", value, one.passage, one.rule, one.score)


def _found(field: str, value: str, passage: Passage, rule: str, score: float) -> Found:
    return Found(field=field, value=value, passage=passage, rule=rule, score=score)


def _moved(found: Found, by: int) -> Found:
    """A finding placed in the article instead of the passage."""
    place = found.passage
    moved = Passage(start=place.start + by, end=place.end + by, text=place.text)
    return Found(field=found.field, value=found.value, passage=moved, rule=found.rule, score=found.score)
