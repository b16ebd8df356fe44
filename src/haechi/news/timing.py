"""When a rule was told and from when it applies, among the dates of a sentence; the dateline is neither."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from haechi.model.dates import Precision
from haechi.model.news import Passage
from haechi.news.dates import Dated, find

_FROM = re.compile(
    r"\b(?:from|effective(?: (?:from|on|as of|as from|in))?|as (?:of|from)|(?:starting|beginning)(?: (?:from|on|in))?"
    r"|(?:tak(?:es?|ing)|took|(?:into|in|to)) (?:legal )?(?:effect|force)(?: (?:from|on|in|as of|since))?"
    r"|(?:effective|applied|valid|appl(?:y|ies)) (?:on|in|since))\s+(?:the )?$",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"(?:%|\b(?:per ?cent|percent|up|down|fell|rose|grew|compared|changed|unchanged))\s+from\s+$")
_VERB = (
    r"(?:said|told|announc\w+|confirmed|reported|stated|declared|published|issued|notified|made public"
    r"|made known|disclosed|revealed|wrote|notified|sent)"
)
_TOLD_AFTER = re.compile(rf",? (?:[\w'’-]+ ){{0,5}}{_VERB}\b", re.IGNORECASE)
_TOLD_BEFORE = re.compile(rf"\b{_VERB}(?: late| early)? (?:on )?$", re.IGNORECASE)
_AT_ONCE = re.compile(
    r"\b(?:with immediate effect|(?:effective|in force|applicable|applies|valid|takes? effect"
    r"|took effect) (?:immediately|at once)"
    r"|immediately (?:effective|in force))\b",
    re.IGNORECASE,
)
_WEEK = 7  # days that a report may be older than the page it stands on
_PLACE = re.compile(r"\(?(?:[A-Z][A-Za-z .,/-]{0,40}?[,(/] ?)?$")
_DASH = re.compile(r"\)?(?: ?[(/][^)/]{1,40}[)/])? ?(?:--|[-–—:|])|,? \([A-Z][\w .]{1,30}\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """The day on which a rule was told, and the date from which it applies; None where the sentence tells none."""

    announced: Dated | None
    effective: Dated | None


def told(text: str, found: Sequence[Dated], released: dt.date) -> Timing:
    """The day of saying and the date of effect among the dates of a sentence; nothing is told before it is said.

    Examples
    --------
    >>> from haechi.news.dates import find
    >>> text, day = "China said on Wednesday it will license gallium from January 1, 2027.", dt.date(2026, 11, 20)
    >>> timing = told(text, find(text, day), day)
    >>> str(timing.announced.value), str(timing.effective.value)
    ('2026-11-18', '2027-01-01')
    """
    known = [one for one in found if one.value is not None]
    effective = next((one for one in known if _is_start(text, one)), None)
    days = [one for one in known if one is not effective and _is_of_saying(text, one, released)]
    announced = next(iter(days), None)
    if announced and effective and announced.value and effective.value:
        announced = announced if announced.value.first <= effective.value.last else None
    return Timing(announced=announced, effective=effective or _at_once(text, announced, known, released))


def _at_once(text: str, announced: Dated | None, known: Sequence[Dated], released: dt.date) -> Dated | None:
    """The day of the telling, where a rule applies at once and that day is told; otherwise the effect stays open."""
    words = _AT_ONCE.search(text)
    day = announced or next((one for one in known if one.role in ("on", "said") and _is_past_day(one, released)), None)
    if words is None or day is None:
        return None
    passage = Passage(start=words.start(), end=words.end(), text=words[0])
    return replace(day, passage=passage, rule="effect at once, on the day of the telling")


def found_in(text: str, released: dt.date, *, expected: bool | None = None) -> list[Dated]:
    """The dates of a sentence counted from the day of its dateline, which itself counts only where it has no other."""
    found = find(text, released, expected=expected)
    lines = [one for one in found if _is_dateline(text, one)]
    if not lines:
        return found
    if (day := lines[0].value) and day.precision is Precision.DAY and 0 < (released - day.first).days <= _WEEK:
        found = find(text, day.first, expected=expected)
    body = [one for one in found if not _is_dateline(text, one)]
    return body if any(one.value for one in body) else found


def _is_start(text: str, one: Dated) -> bool:
    before = text[: one.passage.start]
    return _FROM.search(before) is not None and not _COMPARED.search(before)


def _is_of_saying(text: str, one: Dated, released: dt.date) -> bool:
    """Whether a date up to the release is a day on which somebody spoke; the words stand right beside it."""
    return _is_past_day(one, released) and bool(
        one.role == "said"
        or _TOLD_BEFORE.search(text[: one.passage.start])
        or _TOLD_AFTER.match(text[one.passage.end :])
    )


def _is_past_day(one: Dated, released: dt.date) -> bool:
    value = one.value
    return value is not None and value.precision is Precision.DAY and value.first <= released


def _is_dateline(text: str, one: Dated) -> bool:
    before, after = text[: one.passage.start], text[one.passage.end :]
    return (
        one.rule in ("full date", "day and month")
        and _PLACE.match(before) is not None
        and _DASH.match(after) is not None
    )
