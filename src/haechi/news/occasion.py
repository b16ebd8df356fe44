"""The date of an event among the dates of a passage.

What the passage only refers to, measures against or aims at is passed over for what happens.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from haechi.model.dates import Precision
from haechi.model.news import Action, Modality, Passage
from haechi.news.dates import Dated

_MOMENTARY = (Action.MEMORANDUM, Action.AGREEMENT, Action.MEETING, Action.ACCIDENT, Action.CONTROL_LIFTED)
_DEEDS = (
    Action.TRAINING,
    Action.CONTROL_IN_FORCE,
    Action.MEMORANDUM,
    Action.AGREEMENT,
    Action.MEETING,
    Action.ACCIDENT,
    Action.OUTAGE,
)
_MADE_KNOWN = (Action.CAPACITY_INVESTMENT, Action.CONTROL_ANNOUNCED)
_ASIDE = re.compile(
    r"\b(?:after|following|before|ahead of|which|who|whose|because|despite|unlike|since)\b[^,;.:]{0,40}$", re.IGNORECASE
)
_REFERRED = re.compile(
    r"\b(?:curbs?|rules?|bans?|controls?|restrictions?|prohibitions?|measures?|duty|duties|tariffs?|limits?|quotas?)\b"
    r"(?: (?:on|of) [\w -]{1,60})? (?:imposed|introduced|brought in|enacted|adopted|set up|notified|promulgated)"
    r"(?: by \w+)?"
    r" (?:in|on|from|since|last|this)? ?(?:early |late |mid-)?(?:the )?$",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"\b(?:news|newspaper|daily|news agency|portal"
    r"|broadcaster|Reuters|Bloomberg|Nikkei|Yonhap|Xinhua|Journal|Times|Post)"
    r" (?:reported|wrote)(?: \w+){0,2} (?:on )?$",
    re.IGNORECASE,
)
_FORMER = re.compile(r"(?:the )?(?:last|previous) (?:\w+ )?year['’]s", re.IGNORECASE)
_HOPED = re.compile(r"\bhop(?:e|es|ed|ing)\b[^.;]*$", re.IGNORECASE)
_OF_PLAN = re.compile(
    r"\b(?:planned|set|scheduled|foretold|called|fixed|slated|expected|due) (?:for|on) (?:the )?$"
    r"|\bden(?:y|ied|ying) (?:that|a|the|reports?|rumou?rs?)\b[^;.]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a passage of an article released on a day tells: its words, and the sentence that they stand in."""

    action: Action
    said: Modality
    words: Passage
    sentence: Passage
    released: dt.date


def of_event(text: str, found: Sequence[Dated], event: Event) -> Dated | None:
    """The date of an event among those of a passage, by rules: of its own time, and the nearest to its words."""
    action, released = event.action, event.released
    known = ordered(text, found, event.sentence)
    on = [one for one in known if one.role in ("on", "said") or (one.role == "since" and action not in _MOMENTARY)]
    match event.said:
        case Modality.PLANNED:
            return _planned(known, on, action, released)
        case Modality.REPORTED:
            due = [one for one in _due(known, released) if one.rule != "year"]
            on = [one for one in [*on, *due] if one.role != "said"]
        case Modality.DENIED:
            on = [one for one in _past(on, released) if not _OF_PLAN.search(text[: one.passage.start])]
            on = [one for one in on if one.value and one.value.precision is not Precision.YEAR]
            on.sort(key=lambda one: (_precision(one) is not Precision.DAY, one.role != "said"))
        case Modality.DONE:
            by = [one for one in known if one.role == "by" and one.value and one.value.last <= released]
            on = [*_past(on, released), *by]
    return next(iter(on), None)


def ordered(text: str, found: Sequence[Dated], sentence: Passage) -> list[Dated]:
    """The dates that may be those of an event told in a sentence, the likeliest first."""
    known = [one for one in found if one.value and one.role != "compared" and not _is_beside(text, one)]
    return sorted(known, key=lambda one: _rank(text, one, sentence))


def _planned(known: Sequence[Dated], on: Sequence[Dated], action: Action, released: dt.date) -> Dated | None:
    """What is to come, by when it is to come, or when a project or a rule that names no time was made known."""
    coming = [one for one in on if one.value and one.value.last >= released]
    coming.sort(key=lambda one: one.role == "said")
    later = [one for one in coming if one.value and one.value.first > released]
    due = [] if action is Action.TRAINING else _due(known, released)
    gone = [one for one in on if _precision(one) is Precision.DAY and _is_of_the_matter(one, action)]
    return next(iter([*later, *due, *coming, *gone]), None)


def _is_of_the_matter(one: Dated, action: Action) -> bool:
    """Whether a day gone by dates what is planned: a control made known, or a deed to which plans are only added."""
    return action in _MADE_KNOWN or (action in _DEEDS and one.role != "said" and one.is_ahead is False)


def _due(found: Sequence[Dated], released: dt.date) -> list[Dated]:
    """By when something is to come that has not come."""
    return [one for one in found if one.role == "by" and one.value and one.value.last >= released]


def _past(found: Sequence[Dated], released: dt.date) -> list[Dated]:
    """What has come by the day of release; a year or month that is still to run has not."""
    return [
        one
        for one in found
        if one.value and one.value.first <= released and not (one.is_ahead and one.value.last > released)
    ]


def _rank(text: str, one: Dated, sentence: Passage) -> tuple[bool, bool, bool]:
    """What comes later: a date in another sentence, a term (a quota for 2026), a date of something beside."""
    before = text[: one.passage.start]
    is_elsewhere = not sentence.start <= one.passage.start < sentence.end
    is_term = one.passage.text.endswith(("'s", "’s")) or _precision(one) is Precision.YEAR
    return is_elsewhere, is_term, _ASIDE.search(before) is not None


def _is_beside(text: str, one: Dated) -> bool:
    """Whether a date is that of an older measure, of the press or of last year's level, or only hoped for."""
    before = text[: one.passage.start]
    if _FORMER.fullmatch(one.passage.text):
        return True
    return bool(_REFERRED.search(before) or _CARRIED.search(before) or (one.role == "by" and _HOPED.search(before)))


def _precision(one: Dated) -> Precision | None:
    return one.value.precision if one.value else None
