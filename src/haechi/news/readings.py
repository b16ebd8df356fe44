"""What one passage of an article says: who, what, whether it is so, on which items, when, where and how much."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from haechi.model.alias import Bearer
from haechi.model.dates import Precision
from haechi.model.news import Action, Found, Modality, Passage
from haechi.news import (
    actions,
    amounts,
    dates,
    dating,
    modality,
    occasion,
    parties,
    standing,
    timing,
    verdicts,
)
from haechi.news.actions import Acted
from haechi.news.aliases import Named, Names
from haechi.news.items import Items, codes
from haechi.news.items import Named as NamedItem
from haechi.news.occasion import Event
from haechi.news.sentences import sentences
from haechi.news.unknown import has_name
from haechi.news.verdicts import Settled, Taught

_UNION = re.compile(r"^(?:The )?(?:National )?(?P<firm>.+?) (?:Labou?r )?Union$")
_SET_ON = re.compile(r"\b(?<!effect )(?<!force )(?:in|on) (?:the )?$", re.IGNORECASE)
_OF_THE_WHOLE = re.compile(
    r"\s*(?:So said|It|This|That|Such|The (?:report|rumou?r|ministry|firm|company|government))\b.*(?:den|refut|true"
    r"|rumou?r|false)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What is looked for: names and items; and what labelled passages teach, None for rules alone."""

    names: Names
    items: Items
    taught: Taught | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What happens in a text and what stands in it besides.

    ruled : words for an event that rules find, whatever it is taken for
    event : None where none is told
    settled : the event and how sure it is, with the words they stand on
    """

    named: Sequence[Named]
    items: Sequence[NamedItem]
    sums: Sequence[amounts.Amount]
    dates: Sequence[dates.Dated]
    told: timing.Timing
    ruled: Acted | None
    settled: Settled
    event: Event | None


def read(passage: Passage, released: dt.date, lexicon: Lexicon) -> Reading:
    """Read a passage of an article released on a day."""
    text = passage.text
    found = happening(text, released, lexicon)
    acted, judged, event, taught = found.settled.acted, found.settled.judged, found.event, lexicon.taught
    goods = [*(one.passage for one in found.items), *(one.passage for one in found.sums)]
    who = parties.present(text, found.named, goods)
    action, words = acted.action if acted else None, found.ruled.passage if found.ruled else None
    ruled = [*parties.read(text, action, who)]
    fields = [
        *standing.settle(ruled, standing.standings(text, action, who, words), taught.odds["party"] if taught else None),
        *parties.surroundings(who),
    ]
    if acted and judged and event:
        fields += _of_event(text, acted, judged, found.sums, found.dates)
        ruled_date = occasion.of_event(text, found.dates, event)
        settled = dating.settle(
            ruled_date, dating.candidates(text, found.dates, event), taught.odds["date"] if taught else None
        )
        if settled is not None:
            date, score = settled
            fields.append(_found("date", str(date.value), date.passage, date.rule, score))
    for name, one in (("announced", found.told.announced if acted else None), ("effective", found.told.effective)):
        if one is not None:
            fields.append(_found(name, str(one.value), one.passage, one.rule, 0.8))
    fields += [_found("item", one.name, one.passage, one.rule, 0.9) for one in found.items]
    fields += [_found("code", one.name, one.passage, one.rule, 1.0) for one in codes(text)]
    placed = tuple(_moved(field, passage.start) for field in fields)
    return Reading(passage=passage, action=action, modality=judged.modality if judged else None, fields=placed)


def happening(text: str, released: dt.date, lexicon: Lexicon) -> Happening:
    """The event of a text of an article released on a day, with what it is told from."""
    sums = amounts.find(text)
    named = named_in(text, lexicon.names, sums)
    items = lexicon.items.find(text)
    sentence, ruled = told_in(text, named)
    found = timing.found_in(text, released)
    told = timing.told(text, found, released)
    is_of_anybody = bool(items or has_name(text, named) or actions.is_of_the_chain(text))

    def judge(acted: Acted) -> modality.Judged:
        return _judged(text, sentence, acted, found, told, released)

    times = dating.times(found, released)
    settled = verdicts.settle(text, ruled, judge, times, lexicon.taught) if is_of_anybody else Settled()
    acted, judged = settled.acted, settled.judged
    event, known = None, found
    if acted and judged:
        event = Event(
            action=acted.action,
            said=judged.modality,
            words=acted.passage,
            sentence=_place(sentence),
            released=released,
        )
        if found and judged.modality in (Modality.DENIED, Modality.DONE):
            known = timing.found_in(text, released, expected=False)
        if acted.action is Action.CONTROL_IN_FORCE:
            told = timing.told(text, known, released)
    return Happening(
        named=named,
        items=items,
        sums=sums,
        dates=known,
        told=told,
        ruled=ruled,
        settled=settled,
        event=event,
    )


def _of_event(
    text: str, acted: Acted, judged: modality.Judged, sums: Sequence[amounts.Amount], found: Sequence[dates.Dated]
) -> Iterator[Found]:
    """The action, how sure it is, its amounts and its term."""
    yield _found("action", acted.action.value, _as_written(text, acted.passage), acted.rule, acted.score)
    yield _found("modality", judged.modality.value, _as_written(text, judged.passage), judged.rule, judged.score)
    for one in sums:
        if not (judged.modality is Modality.REPORTED and _overlap(one.passage, judged.passage)):
            yield _found("amount", f"{one.value:.15g} {one.unit}", one.passage, "number and unit", 0.9)
    for term in found:
        if term.role in ("by", "until") and term.value:
            yield _found("until", str(term.value), term.passage, term.rule, 0.9)


def _judged(
    text: str, sentence: str, acted: Acted, found: Sequence[dates.Dated], told: timing.Timing, released: dt.date
) -> modality.Judged:
    leading = occasion.ordered(text, found, _place(sentence))
    first = next((one for one in leading if one.role in ("on", "said")), None)
    is_ahead = first is not None and first.value is not None and first.value.first > released
    is_set = bool(
        is_ahead
        and first
        and first.value
        and first.value.precision is not Precision.YEAR
        and told.announced is None
        and _SET_ON.search(text[: first.passage.start])
    )
    return modality.judge(
        _judged_on(text, sentence), acted, is_ahead=is_ahead, is_told=told.announced is not None, is_set=is_set
    )


def named_in(text: str, names: Names, sums: Sequence[amounts.Amount]) -> list[Named]:
    """Names in a text, but for those of currencies; whose union it is, is named with it."""
    found = [one for one in names.find(text) if not any(_overlap(one.passage, sum_.passage) for sum_ in sums)]
    return [*found, *(firm for one in found for firm in _whose(one, names))]


def _whose(union: Named, names: Names) -> Iterator[Named]:
    """The firm in the name of a union: the National Samsung Electronics Union."""
    match = _UNION.match(union.passage.text)
    if match is None:
        return
    for one in names.find(match["firm"]):
        if one.kind is Bearer.FIRM:
            start = union.passage.start + match.start("firm") + one.passage.start
            text = one.passage.text
            yield replace(one, passage=Passage(start=start, end=start + len(text), text=text))


def told_in(text: str, named: Sequence[Named]) -> tuple[str, Acted | None]:
    """The sentence in which rules find an action, in its place, and the action; what names say is no action."""
    return _acted(_without_names(text, named))


def _acted(text: str) -> tuple[str, Acted | None]:
    """The first sentence of a passage that tells an action, in its place, and the action; all of it where none does."""
    if actions.is_of_another_sense(text):
        return text, None
    for one in sentences(text):
        sentence = _alone(text, one.start, one.end)
        if found := actions.find(sentence):
            return sentence, found
    return text, None


def _alone(text: str, start: int, end: int) -> str:
    """A stretch of a text in its place, with nothing beside it."""
    return f"{' ' * start}{text[start:end]}{' ' * (len(text) - end)}"


def _place(sentence: str) -> Passage:
    """Where a sentence stands that has nothing beside it."""
    return Passage(start=len(sentence) - len(sentence.lstrip()), end=len(sentence.rstrip()), text=sentence.strip())


def _judged_on(text: str, sentence: str) -> str:
    """What tells how sure a sentence is: itself, and what follows of the whole (It is not true) or as an answer."""
    place = _place(sentence)
    goes_on = place.text.endswith("?") or _OF_THE_WHOLE.match(text, place.end)
    return _alone(text, place.start, len(text) if goes_on else place.end)


def _overlap(one: Passage, other: Passage) -> bool:
    return one.start < other.end and other.start < one.end


def _without_names(text: str, named: Sequence[Named]) -> str:
    """The text without names of offices and firms, which say nothing of what is done: a Ministry of Policy does not."""
    for one in named:
        if one.kind in (Bearer.OFFICE, Bearer.ORGANISATION, Bearer.FIRM):
            place = one.passage
            text = f"{text[: place.start]}{'X' * (place.end - place.start)}{text[place.end :]}"
    return text


def _as_written(text: str, place: Passage) -> Passage:
    """A passage with the names in it that were left out to read it."""
    return Passage(start=place.start, end=place.end, text=text[place.start : place.end])


def _found(field: str, value: str, passage: Passage, rule: str, score: float) -> Found:
    return Found(field=field, value=value, passage=passage, rule=rule, score=score)


def _moved(found: Found, by: int) -> Found:
    """A finding placed in the article instead of the passage."""
    place = found.passage
    moved = Passage(start=place.start + by, end=place.end + by, text=place.text)
    return Found(field=found.field, value=found.value, passage=moved, rule=found.rule, score=found.score)
