"""Amounts in a text: people, tonnes, shares, wafers a month and money, in full units."""

import re
from dataclasses import dataclass

from haechi.model.news import Passage

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mn": 1e6, "bn": 1e9, "m": 1e6, "b": 1e9}
_SCALES |= {
    "hundred million": 1e8,
    "ten thousand": 1e4,
    "hundred thousand": 1e5,
    "ten million": 1e7,
    "hundred billion": 1e11,
}
_CURRENCIES = {
    "KRW": r"(?:Korean )?won|(?:South )?Korean (?:yuan|dollars?)|KRW|₩",
    "TWD": r"(?:New )?Taiwan(?:ese)? dollars?|NT dollars?|NT\$|TWD",
    "EUR": r"euros?|EUR|€",
    "JPY": r"(?:Japanese )?yen|JPY|¥",
    "CNY": r"(?:Chinese )?yuan|renminbi|CNY|RMB",
    "GBP": r"(?:British )?pounds?(?: sterling)?|GBP|£",
    "SGD": r"Singapore dollars?|SGD",
    "USD": r"(?:US |U\.S\. |American )?dollars?|USD|US\$|\$",
}
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: float(number) for number, word in enumerate(_ONES, 1)} | {"a hundred": 100.0, "a dozen": 12.0}
_WORDS |= {word: 10.0 * number for number, word in enumerate(_TENS, 2)}
_WORDS |= {f"{ten}-{one}": _WORDS[ten] + _WORDS[one] for ten in _TENS for one in _ONES[:9]}
_PEOPLE = (
    r"people|persons?|experts?|engineers?|(?:under|post)?graduates|operators|interns|pupils|scientists|students?"
    r"|workers?|employees|staff|talents?|professionals"
    r"|specialists|trainees"
    r"|graduates|researchers|participants|members|men|women|apprentices|technicians|personnel|young people|teachers"
    r"|entrepreneurs|lecturers|freshmen|designers|contractors|cleaners|officials|drivers|dockers|jobs|dead|injured"
    r"|victims|strikers|delegates|doctorates|masters"
)
_WORD = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[:9])}))?|{'|'.join(reversed(_ONES))}|a (?:hundred|dozen)"
_NUMBER = rf"(?P<number>(?<!\d)(?<!\d,)\d[\d,]*+(?:\.\d++)?+|(?<![\w-])(?<!no )(?:{_WORD}))"
_SCALE_WORD = "|".join(sorted(_SCALES, key=len, reverse=True))
_SCALE = rf"(?:[ -]?(?P<scale>{_SCALE_WORD})\b(?: (?P<more>\d[\d,.]*) (?P<smaller>{_SCALE_WORD})\b)?)?"
_MONEY = "|".join(f"(?P<{unit}>{pattern})" for unit, pattern in _CURRENCIES.items())
_PATTERNS = (
    ("money", re.compile(rf"{_NUMBER}{_SCALE} ?(?:of )?(?:{_MONEY})(?![A-Za-z])", re.IGNORECASE)),
    ("money", re.compile(rf"(?:{_MONEY}) ?{_NUMBER}{_SCALE}", re.IGNORECASE)),
    ("%", re.compile(rf"{_NUMBER} ?(?:%|per ?cent|percent)(?!age)", re.IGNORECASE)),
    ("tonnes", re.compile(rf"{_NUMBER}{_SCALE} (?:metric )?(?:tonnes?|tons?)\b", re.IGNORECASE)),
    (
        "wafers per month",
        re.compile(rf"{_NUMBER}{_SCALE} (?:[\w-]+ ){{0,2}}wafers? (?:a|per|each|every) month", re.IGNORECASE),
    ),
    ("people", re.compile(rf"{_NUMBER}{_SCALE} (?:[a-z-]+ ){{0,3}}?(?:{_PEOPLE})\b", re.IGNORECASE)),
)


_MAY_COUNT = re.compile(rf"\d|\b(?:{_WORD})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with its unit: people, tonnes, %, wafers per month, or a currency (ISO 4217)."""

    value: float
    unit: str
    passage: Passage


def find(text: str) -> list[Amount]:
    """Every amount in a text, in its order.

    Examples
    --------
    >>> [(found.value, found.unit) for found in find("500 experts for 1.2 trillion won")]
    [(500.0, 'people'), (1200000000000.0, 'KRW')]
    """
    if _MAY_COUNT.search(text) is None:
        return []
    found: list[Amount] = []
    for unit, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < one.passage.end and one.passage.start < match.end() for one in found):
                continue
            passage = Passage(start=match.start(), end=match.end(), text=match[0])
            named = _currency(match) if unit == "money" else unit
            found.append(Amount(value=_value(match), unit=named, passage=passage))
    return sorted(found, key=lambda one: one.passage.start)


def _value(match: re.Match[str]) -> float:
    number = match["number"].lower()
    scale = (match.groupdict().get("scale") or "").lower()
    value = _WORDS[number] if number in _WORDS else float(number.replace(",", ""))
    value *= _SCALES.get(scale, 1.0)
    if more := match.groupdict().get("more"):  # 4 trillion 620 billion, as Korean counts
        value += float(more.replace(",", "")) * _SCALES[match["smaller"].lower()]
    return value


def _currency(match: re.Match[str]) -> str:
    return next(unit for unit in _CURRENCIES if match.groupdict()[unit])
