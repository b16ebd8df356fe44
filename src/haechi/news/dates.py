"""Dates as press reports give them, read against the day of release.

A weekday or a day of the month lies before the release, or after it where the sentence speaks of what is to come.
"""

import datetime as dt
import re
from dataclasses import dataclass

from haechi.errors import InputError
from haechi.model.dates import PartialDate
from haechi.model.news import Passage
from haechi.news.reckoning import RULES, Resolver
from haechi.news.tense import is_said, looks_ahead, starts

_PART = r"(?:the )?(?:(?:early|mid(?:dle)?(?: of)?|(?:the )?end of|late)[ -])?(?:the )?"
_CHANGED = (
    r"(?:doubled|tripled|quadrupled|risen|climbed|gained|jumped|soared|surged|increased|fallen|dearer|higher|up \d[^ ]*"
    r"|per ?cent)\b[^,.;]{0,40}|%[^,.;]{0,20}"
)
_ROLES = (
    (
        "compared",
        r"(?:than|above|below|compared (?:with|to)|versus|against|that of|those of)\s+(?:in )?(?:the )?$"
        rf"|(?:{_CHANGED})\bsince\s+{_PART}$",
    ),
    ("until", rf"(?:not (?:be )?\w+ (?:before|by|within)|until|till|through|into|beyond|to last (?:in)?to)\s+{_PART}$"),
    ("by", rf"(?:by|before|up to|no later than|as far as)\s+{_PART}$"),
    ("since", rf"(?:since(?: entering)?|established in|founded in)\s+{_PART}$"),
)
_ROLE_WORDS = tuple((role, re.compile(rf"(?:\b|(?=%))(?:{words})", re.IGNORECASE)) for role, words in _ROLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date in a text; `value` is None where words of time tell no day, month or year.

    `role` is on, by, until or since, said where it is the day of the words alone, or compared where something is
    measured against it. `is_ahead` tells whether the words around it look ahead, None where they do not tell;
    `otherwise` is the date that would be meant if they looked the other way, None where that makes no difference.
    """

    value: PartialDate | None
    role: str
    passage: Passage
    rule: str
    is_ahead: bool | None = None
    otherwise: PartialDate | None = None


def find(text: str, released: dt.date, *, expected: bool | None = None) -> list[Dated]:
    """Every date in a sentence, in its order; what is expected of a date holds where no words look ahead or back.

    Examples
    --------
    >>> [str(found.value) for found in find("It met on Monday and trains 500 by 2028.", dt.date(2024, 2, 21))]
    ['2024-02-19', '2028']
    """
    found: list[Dated] = []
    taken: set[int] = set()
    for rule, pattern, resolve in RULES:
        for match in pattern.finditer(text):
            if taken & set(range(*match.span())):
                continue
            before, after = text[: match.start()], text[match.end() :]
            is_ahead = looks_ahead(before, after)
            if is_ahead is None:
                is_ahead = expected
            if is_ahead is None and rule != "day of the month":  # from the 8th is the nearest 8th
                is_ahead = starts(before) or None
            value, *others = (_resolved(resolve, match, released, way) for way in (is_ahead, True, False))
            taken |= set(range(*match.span()))
            found.append(
                Dated(
                    value=value,
                    role=_role(before, rule),
                    passage=Passage(start=match.start(), end=match.end(), text=match[0]),
                    rule=rule,
                    is_ahead=is_ahead,
                    otherwise=next((other for other in others if value and other and other != value), None),
                )
            )
    return sorted(found, key=lambda dated: dated.passage.start)


def _resolved(resolve: Resolver, match: re.Match[str], released: dt.date, is_ahead: bool | None) -> PartialDate | None:
    try:
        return resolve(match, released, is_ahead)
    except (ValueError, InputError):  # the 31st of a short month
        return None


def _role(before: str, rule: str) -> str:
    if rule != "year" and is_said(before):
        return "said"
    if rule == "year" and before.endswith(" to "):
        return "by"
    return next((role for role, words in _ROLE_WORDS if words.search(before)), "on")
