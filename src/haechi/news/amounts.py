"""Amounts in a text: people, tonnes, shares, wafers a month and money, in full units.

Of a range both ends count. Who told a thing without a name is nobody that it happened to, and a purity is no share.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from haechi.model.news import Passage

_SCALES = {
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "mn": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "bln": 1e9,
    "m": 1e6,
    "b": 1e9,
}
_SCALES |= {
    "hundred million": 1e8,
    "ten thousand": 1e4,
    "hundred thousand": 1e5,
    "ten million": 1e7,
    "hundred billion": 1e11,
    "lakh": 1e5,
    "crore": 1e7,
    "lakh crore": 1e12,
}
# words behind a number, signs before or behind it; the code stands for itself
_CURRENCIES = {
    "KRW": (r"(?:Korean )?won|(?:South )?Korean (?:yuan|dollars?)", "₩"),
    "TWD": (r"(?:yuan )?(?:New )?Taiwan(?:ese)? dollars?|NT dollars?", r"NT\$"),
    "HKD": (r"Hong Kong dollars?", r"HK\$"),
    "SGD": (r"Singapore dollars?", r"S\$"),
    "AUD": (r"Australian dollars?", r"A\$"),
    "CAD": (r"Canadian dollars?", r"C\$"),
    "EUR": (r"euros?", "€"),
    "JPY": (r"(?:Japanese )?yen", "¥"),
    "CNY": (r"(?:Chinese )?yuan|renminbi", "RMB"),
    "GBP": (r"(?:British )?pounds?(?: sterling)?", "£"),
    "CHF": (r"(?:Swiss )?francs?", "SFr"),
    "INR": (r"(?:Indian )?rupees?", r"Rs\.?|₹"),
    "MYR": (r"(?:Malaysian )?ringgit", "RM"),
    "THB": (r"(?:Thai )?baht", "฿"),
    "VND": (r"(?:Vietnamese )?dong", "₫"),
    "IDR": (r"(?:Indonesian )?rupiah", "Rp"),
    "PHP": (r"(?:Philippine )?pesos?", "₱"),
    "RUB": (r"(?:Russian )?roubles?|rubles?", "₽"),
    "PLN": (r"(?:Polish )?zlot(?:y|ys|ies)", "zł"),
    "CZK": (r"(?:Czech )?(?:koruna|korunas|crowns?)", "Kč"),
    "ILS": (r"(?:new |Israeli )?shekels?", "₪|NIS"),
    "SEK": (r"Swedish (?:kronor|krona|crowns?)", "kr"),
    "USD": (r"(?:US |U\.S\. |American )?dollars?", r"US\$|\$"),
}
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TEENS = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: float(number) for number, word in enumerate([*_ONES, *_TEENS], 1)} | {
    "a hundred": 100.0,
    "a dozen": 12.0,
}
_WORDS |= {word: 10.0 * number for number, word in enumerate(_TENS, 2)}
_WORDS |= {f"{ten}-{one}": _WORDS[ten] + _WORDS[one] for ten in _TENS for one in _ONES[:9]}
_PEOPLE = (
    r"people|persons?|experts?|engineers?|(?:under|post)?graduates|operators|interns|pupils|scientists|students?"
    r"|workers?|employees?|staff|talents?|professionals|specialists?|trainees?|graduates|researchers?|participants"
    r"|members|m[ae]n|wom[ae]n|apprentices|technicians?|personnel|young people|teachers|entrepreneurs|lecturers"
    r"|freshmen|designers|contractors?|cleaners?|officials|drivers?|dockers|jobs|dead|deaths?|killed|injured|hurt|wounded"
    r"|missing|victims|strikers|delegates|doctorates|masters|residents|households|entrants|newcomers|recruits"
    r"|(?:job[ -])?seekers|graders|machinists|welders|fitters|electricians|mechanics|labourers|miners|passers-by"
    r"|firefighters|soldiers|veterans|mothers|inspectors|lawyers|analysts|customers|buyers|applicants|candidates"
)
_SIMPLE = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[:9])}))?|{'|'.join([*_TEENS, *reversed(_ONES)])}"
_WORD = rf"(?:{'|'.join(_ONES[:9])}) hundred(?: and (?:{_SIMPLE}))?|{_SIMPLE}|a (?:hundred|dozen)"
_FIGURES = r"\d++(?:,\d++)*+(?:\.\d++)?+"
_NUMBER = rf"(?P<number>(?<!\d)(?<!\d,)(?<!\d\.){_FIGURES}|(?<![\w-])(?<!no )(?:{_WORD}))"
_RANGE = rf"(?:(?<![\w.,-])(?P<lower>{_FIGURES}) ?(?:to|or|-|–) ?)?{_NUMBER}"
_SCALE_WORD = "|".join(sorted(_SCALES, key=len, reverse=True))
_SCALE = rf"(?:[ -]?(?P<scale>{_SCALE_WORD})\b(?: (?P<more>\d[\d,.]*) (?P<smaller>{_SCALE_WORD})\b)?)?"
_BEHIND = "|".join(f"(?P<{code}>{words}|{code}|{signs})" for code, (words, signs) in _CURRENCIES.items())
_BEFORE = "|".join(f"(?P<{code}>{code}(?!3\\b)|{signs})" for code, (_, signs) in _CURRENCIES.items())
_NO_NOUN = r"[,.;]|$| (?:in|at|from|on|to|is|are|was|were|has|have|will|began|started|entered|lands?)\b"
_DISC = r"(?:wafers?|slices|discs|pieces|sheets)"
_PATTERNS = (
    ("money", rf"{_RANGE}{_SCALE}[ -]?(?:of )?(?:{_BEHIND})(?![A-Za-z])"),
    ("money", rf"(?<![A-Za-z])(?:{_BEFORE}) ?{_RANGE}{_SCALE}"),
    ("%", rf"{_RANGE} ?(?:%|(?:per ?cent|percent|percentage points?)(?!age))"),
    ("tonnes", rf"{_RANGE}{_SCALE} (?:metric |wet |dry |long |short )?(?:tonnes?|tons?)\b"),
    ("wafers per month", rf"{_NUMBER}{_SCALE} (?:[\w-]+ ){{0,2}}wafers? (?:a|per|each|every) month"),
    ("wafers per month", rf"\bmonthly\b[^.;]{{0,60}}?(?<![A-Za-z]){_NUMBER}{_SCALE} (?:[\w-]+ ){{0,3}}?{_DISC}\b"),
    ("people", rf"(?<![A-Za-z]){_RANGE}{_SCALE} (?:[a-z'’-]+(?: and [a-z'’-]+)? ){{0,3}}?(?:{_PEOPLE})\b"),
    ("people", rf"(?-i:\b(?:class|group|team|intake|cohort)) of (?:about |some |over )?{_NUMBER}(?={_NO_NOUN})"),
    ("people", rf"{_NUMBER} of them\b"),
    ("people", rf"\b(?:hurt|hurting|injur(?:ed|ing)|kill(?:ed|ing)|wound(?:ed|ing)) {_NUMBER}(?={_NO_NOUN})"),
    (
        "people",
        rf"(?<![A-Za-z])(?!(?:19|20)\d\d\b){_NUMBER} (?:others? |more )?(?:was|were) (?:taken|brought|rushed|hurt"
        r"|injured|killed)\b",
    ),
)
_FIRMS = re.compile(r"\b[A-Z][a-z]+(?:ese|an|ish|ch) designers$")  # Chinese designers are firms
_COMPILED = tuple((unit, re.compile(pattern, re.IGNORECASE)) for unit, pattern in _PATTERNS)
_MAY_COUNT = re.compile(rf"\d|\b(?:{_WORD})\b", re.IGNORECASE)
_TELLS = re.compile(
    r"[^.;,]{0,50}\b(?:briefed|familiar|close to|knowledge|said|says?|told|tell|seen|(?:have|has) read|on condition"
    r"|speaking|declined|not (?:entitled|authori[sz]ed|permitted|willing))\b|[^.;]{0,60}\b(?:speaking|to be named)\b",
    re.IGNORECASE,
)
_FEW = 20  # people who tell a thing without their names
_PURE = 99  # per cent; what is more, with a decimal, is a purity


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
    for unit, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if any(match.start() < one.passage.end and one.passage.start < match.end() for one in found):
                continue
            passage = Passage(start=match.start(), end=match.end(), text=match[0])
            named = _currency(match) if unit == "money" else unit
            values = [value for value in _values(match) if not _is_beside(value, named, text, match)]
            found += [Amount(value=value, unit=named, passage=passage) for value in values]
    return sorted(found, key=lambda one: one.passage.start)


def _values(match: re.Match[str]) -> Iterator[float]:
    """The number, and before it the lower end of a range."""
    groups = match.groupdict()
    scale = _SCALES.get((groups.get("scale") or "").lower(), 1.0)
    if lower := groups.get("lower"):
        yield _figures(lower) * scale
    value = _number(match["number"].lower()) * scale
    if more := groups.get("more"):  # 4 trillion 620 billion, as Korean counts
        value += _figures(more) * _SCALES[match["smaller"].lower()]
    yield value


def _number(words: str) -> float:
    """A number in figures or words: 62, sixty-two, two hundred and forty."""
    hundreds, _, rest = words.partition(" hundred")
    if hundreds in _WORDS and " hundred" in words:
        return _WORDS[hundreds] * 100 + _WORDS.get(rest.removeprefix(" and "), 0.0)
    return _WORDS[words] if words in _WORDS else _figures(words)


def _figures(digits: str) -> float:
    return float(digits.replace(",", ""))


def _is_beside(value: float, unit: str, text: str, match: re.Match[str]) -> bool:
    """Whether an amount is a purity, a number of firms, or the few people by whom a thing was told."""
    if unit == "people":
        is_told = _TELLS.match(text, match.end()) or text[: match.start()].endswith("ccording to ")
        if match[0].endswith(" of them"):
            return re.search(rf"\b(?:{_PEOPLE})\b", text[: match.start()], re.IGNORECASE) is None
        return _FIRMS.search(match[0]) is not None or (value < _FEW and bool(is_told))
    return unit == "%" and _PURE < value < 100


def _currency(match: re.Match[str]) -> str:
    return next(code for code in _CURRENCIES if match.groupdict()[code])
