"""Dates as press reports give them, read against the day of release.

A weekday or a day of the month lies before the release, or after it where the sentence speaks of what is to come. What
cannot be told more closely stays a month or a year; what fits neither stays open. Nothing is filled in.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from haechi.errors import InputError
from haechi.model.dates import PartialDate, Precision
from haechi.model.news import Passage

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}

_MONTH = r"(?P<month>(?-i:" + "|".join(sorted((one.capitalize() for one in _MONTHS), key=len, reverse=True)) + r"))\.?"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WHICH = (
    r"(?P<which>last|this|current|next|the same|same|the previous|previous|the following|following|the coming|coming)"
)
_PART = (
    r"(?:the )?(?:(?:first|second|third|fourth|last|1st|2nd|3rd|4th) (?:half|quarter)|[1-4]Q|Q[1-4]|[HQ][1-4]"
    r"|beginning|start|early|mid|middle|end|late|course|spring|summer|autumn|fall|winter)(?: part)?"
)
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(_NUMBERS) + r")"
_WEEKDAY = r"(?P<weekday>" + "|".join(_DAYS) + r")"
_AFTER = (
    "(?:"
    + "|".join(
        rf"(?<=\b{word} )"
        for word in [
            "in",
            "since",
            "starting",
            "beginning",
            "of",
            "by",
            "early",
            "late",
            "until",
            "from",
            "during",
            "within",
            "in the",
        ]
    )
    + ")"
)
_NO_NOUN = (
    r"(?! (?:session|round|meeting|anniversary|edition|century|time|place|floor|avenue|street|year"
    r"|generation|batch|summit|congress|forum))"
)
# a weekday named beside its day and month adds nothing to them
_BARE_MONTH = _MONTH.replace("?P<month>", "?:")
_NO_DATE = rf"(?!,? (?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_BARE_MONTH}|{_BARE_MONTH} \d))"
_NO_COUNT = r"(?!\w|[.,]\d| (?:people|students|experts|engineers|tons|tonnes|units|wafers|won|euros|workers|employees))"
_COMING = re.compile(
    r"\b(?:will|shall|to be|intends?|wants|plans?|planned|scheduled|due(?! to (?:the|an?|\w+ing)\b)|set to|going to"
    r"|begins|starts|opens|holds|takes place|lays|meets|flies|follows|feared|is to|are to|expected|would|starting"
    r"|upcoming|expects|schedule of)\b"
    r"[^.;]*$|\b(?:from|effective|starting|beginning) (?:the )?$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|told|announced|confirmed|reported|stated|declared|warned|added|denied|withdrew|rejected|refuted"
    r"|dismissed)(?: \w+){0,2} (?:on )?$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:until|till|through|into|beyond|to last (?:in)?to)\s+(?:the )?(?:end of )?(?:the )?$", re.IGNORECASE
)
_BEGUN = r"(?:began|started|entered|stopped|halted|stood|fell into|went (?:into|on))"
_BEGUN_FROM = re.compile(rf"\b{_BEGUN}\b[^.;,]*\bfrom (?:the )?$", re.IGNORECASE)
_BEGUN_AFTER = re.compile(rf" (?:\w+ )?{_BEGUN}\b", re.IGNORECASE)
_HAPPENED = re.compile(
    r"(?<!\bbe )\b(?:signed|reached|concluded|sealed|struck|initialled|adopted|approved|published|notified)"
    r"(?: late| early)? (?:on )?$",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?:by|before|within|up to|no later than|as far as)\s+(?:the )?(?:end of )?(?:the )?$", re.IGNORECASE
)
_SINCE = re.compile(
    r"\b(?:since|established in|founded in)\s+(?:the )?(?:early |mid(?:dle)?(?: of)? |end of |late )?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date in a text; `value` is None where words of time tell no day, month or year.

    `role` is on, by, until or since, or said where it is the day of the words alone.
    """

    value: PartialDate | None
    role: str
    passage: Passage
    rule: str


def find(text: str, released: dt.date, *, looks_back: bool = False) -> list[Dated]:
    """Every date in a sentence, in its order; one that looks back knows no weekday to come.

    Examples
    --------
    >>> [str(found.value) for found in find("It met on Monday and trains 500 by 2028.", dt.date(2024, 2, 21))]
    ['2024-02-19', '2028']
    """
    found: list[Dated] = []
    taken: set[int] = set()
    for rule, pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            if taken & set(range(*match.span())):
                continue
            try:
                value = resolve(match, released, not looks_back and _looks_ahead(text, match))
            except (ValueError, InputError):  # the 31st of a short month
                value = None
            taken |= set(range(*match.span()))
            before = text[: match.start()]
            is_end = rule == "year" and before.endswith(" to ")
            is_said = rule != "year" and _SAID.search(before) is not None
            role = (
                "said"
                if is_said
                else "by"
                if is_end or _TARGET.search(before)
                else "until"
                if _UNTIL.search(before)
                else "since"
                if _SINCE.search(before)
                else "on"
            )
            passage = Passage(start=match.start(), end=match.end(), text=match[0])
            found.append(Dated(value=value, role=role, passage=passage, rule=rule))
    return sorted(found, key=lambda dated: dated.passage.start)


def _looks_ahead(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    if _BEGUN_FROM.search(before) or _BEGUN_AFTER.match(text, match.end()):
        return False
    is_past = _SAID.search(before) or _HAPPENED.search(before) or _SINCE.search(before)
    return _COMING.search(before) is not None and not is_past


def _full(match: re.Match[str], _released: dt.date, _is_coming: bool) -> PartialDate:
    month = match["month"].lower()
    return PartialDate(dt.date(int(match["year"]), _MONTHS.get(month) or int(month), int(match["day"])))


def _day_and_month(match: re.Match[str], released: dt.date, is_coming: bool) -> PartialDate:
    """The day of the nearest year; of two as near, the one to come where the sentence looks ahead."""
    month, day = _MONTHS[match["month"].lower()], int(match["day"])
    days = [
        dt.date(released.year + offset, month, day)
        for offset in (-1, 0, 1)
        if _exists(released.year + offset, month, day)
    ]
    return PartialDate(min(days, key=lambda one: abs((one - released).days) + 60 * ((one > released) != is_coming)))


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(year, month)[1]


def _month_and_year(match: re.Match[str], _released: dt.date, _is_coming: bool) -> PartialDate:
    return PartialDate.parse(f"{match['year']}-{_MONTHS[match['month'].lower()]:02}")


def _month_of_year(match: re.Match[str], released: dt.date, _is_coming: bool) -> PartialDate:
    year = released.year + _step(match["which"])
    return PartialDate.parse(f"{year}-{_MONTHS[match['month'].lower()]:02}")


def _day_of_year(match: re.Match[str], released: dt.date, _is_coming: bool) -> PartialDate:
    year = released.year + _step(match["which"])
    return PartialDate(dt.date(year, _MONTHS[match["month"].lower()], int(match["day"])))


def _month_by_name(match: re.Match[str], released: dt.date, is_coming: bool) -> PartialDate:
    """Last February lies before the month of release, next February after it; a bare one is the nearest."""
    month = _MONTHS[match["month"].lower()]
    which = (match.groupdict().get("which") or "").lower()
    year = released.year
    if _step(which) < 0:
        year -= month >= released.month
    elif _step(which) > 0:
        year += month <= released.month
    elif not which:
        distance = month - released.month
        year += (distance < -6 or (is_coming and distance < 0)) - (distance > 6 or (not is_coming and distance > 2))
    return PartialDate.parse(f"{year}-{month:02}")


def _day_of_month(match: re.Match[str], released: dt.date, is_coming: bool) -> PartialDate:
    """The 13th: of this month, or of the one before or after where that fits."""
    day, which = int(match["day"]), (match.groupdict().get("which") or "").lower()
    offset = _step(which)
    if not which and not is_coming and day > released.day:
        offset = -1
    elif not which and is_coming and day < released.day:
        offset = 1
    return PartialDate(_shifted(released, offset).first.replace(day=day))


def _day_near(match: re.Match[str], released: dt.date, _is_coming: bool) -> PartialDate:
    """The last 26th and the coming 19th: the nearest such day before or after the release."""
    day, is_next = int(match["day"]), match["which"].lower() != "last"
    offset = (1 if day <= released.day else 0) if is_next else (-1 if day > released.day else 0)
    return PartialDate(_shifted(released, offset).first.replace(day=day))


def _weekday(match: re.Match[str], released: dt.date, is_coming: bool) -> PartialDate:
    """On Monday: the last one up to the day of release, or the next one where the sentence looks ahead."""
    which = (match["which"] or "").lower()
    back = (released.weekday() - _DAYS[match["weekday"].lower()]) % 7
    if _step(which) > 0 or (not which and is_coming):
        return PartialDate(released + dt.timedelta(days=(7 - back) % 7 or 7))
    return PartialDate(released - dt.timedelta(days=back or (7 if _step(which) < 0 else 0)))


def _near_day(match: re.Match[str], released: dt.date, _is_coming: bool) -> PartialDate:
    offset = {
        "the day before yesterday": -2,
        "day before yesterday": -2,
        "yesterday": -1,
        "last night": -1,
        "last evening": -1,
        "tomorrow": 1,
        "the day after tomorrow": 2,
    }
    return PartialDate(released + dt.timedelta(days=offset.get(match[0].lower(), 0)))


def _near_month(match: re.Match[str], released: dt.date, _is_coming: bool) -> PartialDate:
    return _shifted(released, _step(match["which"]))


def _near_year(match: re.Match[str], released: dt.date, _is_coming: bool) -> PartialDate:
    return _year(released.year + _step(match["which"]))


def _new_year(_match: re.Match[str], released: dt.date, is_coming: bool) -> PartialDate:
    """The nearest first of January: the one gone by, or the next where the sentence looks ahead."""
    return PartialDate(dt.date(released.year + is_coming, 1, 1))


def _this_year(_match: re.Match[str], released: dt.date, _is_coming: bool) -> PartialDate:
    return _year(released.year)


def _ago(match: re.Match[str], released: dt.date, _is_coming: bool) -> PartialDate | None:
    """Days ago is a day, months ago a month, years ago a year; weeks stay open."""
    count = _NUMBERS.get(match["count"].lower()) or int(match["count"])
    sign = 1 if match["sign"].lower() in ("from now", "later") else -1
    unit = match["unit"].lower()
    if unit == "day":
        return PartialDate(released + dt.timedelta(days=sign * count))
    if unit == "month":
        return _shifted(released, sign * count)
    return _year(released.year + sign * count) if unit == "year" else None


def _week(match: re.Match[str], released: dt.date, _is_coming: bool) -> PartialDate:
    """The month in which that week's day like the day of release lies."""
    return _shifted(released + dt.timedelta(weeks=_step(match["which"] or "")), 0)


def _season(match: re.Match[str], released: dt.date, is_coming: bool) -> PartialDate:
    """The year in which a quarter, a half or a season lies, so far as the words tell."""
    step = _step(match.groupdict().get("which") or "")
    word = match[0].lower().split()[-1]
    months = {"spring": 4, "summer": 7, "autumn": 10, "fall": 10, "winter": 1}
    if word in ("quarter", "half"):
        return _year(_shifted(released, step * (3 if word == "quarter" else 6)).first.year)
    month = months[word]
    if step < 0 or (not step and not is_coming):
        return _year(released.year - (month > released.month))
    return _year(released.year + (month < released.month))


def _only_year(match: re.Match[str], _released: dt.date, _is_coming: bool) -> PartialDate:
    return _year(int(match["year"]))


def _open(_match: re.Match[str], _released: dt.date, _is_coming: bool) -> None:
    return None


def _year(year: int) -> PartialDate:
    return PartialDate(dt.date(year, 1, 1), Precision.YEAR)


def _shifted(day: dt.date, months: int) -> PartialDate:
    place = day.year * 12 + day.month - 1 + months
    return PartialDate(dt.date(place // 12, place % 12 + 1, 1), Precision.MONTH)


def _step(which: str) -> int:
    word = which.lower().removeprefix("the ")
    return -1 if word in ("last", "previous") else 1 if word in ("next", "following", "coming") else 0


_Resolver = Callable[[re.Match[str], dt.date, bool], PartialDate | None]


# rule, what it looks like, what it means; the first that fits a place takes it
_RULES: tuple[tuple[str, re.Pattern[str], _Resolver], ...] = tuple(
    (rule, re.compile(rf"\b(?:{pattern})", re.IGNORECASE), resolve)
    for rule, pattern, resolve in (
        ("full date", r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)", _full),
        ("full date", rf"(?:the )?{_DAY}(?: of)? {_MONTH},? {_YEAR}", _full),
        ("full date", rf"{_MONTH} {_DAY}(?: local time)?,? {_YEAR}", _full),
        ("day of last or next year", rf"{_MONTH} {_DAY},? (?:of )?{_WHICH} year", _day_of_year),
        ("day of last or next year", rf"(?:the )?{_DAY}(?: of)? {_MONTH},? (?:of )?{_WHICH} year", _day_of_year),
        ("month of last or next year", rf"{_MONTH},? (?:of )?{_WHICH} year", _month_of_year),
        ("month of last or next year", rf"{_WHICH} year(?:['’]s)?,? (?:in )?{_MONTH}", _month_of_year),
        ("day and month", rf"(?:the )?{_DAY} ?(?:to|until|-|–) ?\d{{1,2}}(?: of)? {_MONTH}(?!\w)", _day_and_month),
        ("day and month", rf"(?:the )?{_DAY}(?: of)? {_MONTH}(?!\w)", _day_and_month),
        ("month and year", rf"{_MONTH},?(?: of)? {_YEAR}", _month_and_year),
        ("month and year", rf"{_YEAR},? {_MONTH}(?!\w)", _month_and_year),
        ("day and month", rf"{_MONTH} {_DAY}(?![\d%,.]*\d)", _day_and_month),
        ("last or next month by name", rf"{_WHICH} {_MONTH}(?!\w)", _month_by_name),
        ("month by name", rf"{_AFTER}{_MONTH}(?!\w)", _month_by_name),
        ("day of another month", rf"(?:the )?{_DAY} (?:day )?of {_WHICH} month", _day_of_month),
        ("day of another month", rf"the {_DAY} (?:day )?{_WHICH} month", _day_of_month),
        ("day of another month", rf"{_WHICH} month(?: on)?(?: the)? {_DAY}{_NO_COUNT}", _day_of_month),
        (
            "day of the month",
            rf"(?:the )?(?P<which>last|coming|next) {_ORDINAL}(?!\w)",
            _day_near,
        ),
        ("day of the month", rf"the {_ORDINAL}{_NO_NOUN}", _day_of_month),
        (
            "day of the month",
            rf"(?:(?<=\bon )|(?<=\bfrom )|(?<=\bsince )|(?<=\bat )|(?<=\bof )|(?<=\()){_ORDINAL}{_NO_NOUN}",
            _day_of_month,
        ),
        ("weekday", rf"(?:{_WHICH} )?{_WEEKDAY}{_NO_DATE}", _weekday),
        (
            "day beside the release",
            r"(?:the )?day before yesterday|the day after tomorrow|yesterday|today|tomorrow|this (?:morning"
            r"|afternoon|evening)|tonight|last (?:night|evening)",
            _near_day,
        ),
        ("part of a year", rf"{_PART}(?:[ -]of)?(?: the)?[ -]{_YEAR}", _only_year),
        ("part of a year", rf"{_PART} (?:of )?{_WHICH} year", _near_year),
        ("part of a year", r"(?:the )?(?:end|turn) of the year", _this_year),
        ("last or next month", rf"{_WHICH} month(?:['’]s)?", _near_month),
        ("last or next year", rf"{_WHICH} (?:fiscal |financial |business )?year(?:['’]s)?", _near_year),
        ("so long ago", rf"{_COUNT} (?P<unit>day|week|month|year)s? (?P<sign>ago|earlier|from now|later)", _ago),
        ("week", rf"{_WHICH} (?:week|weekend)|over the weekend", _week),
        ("part of a year", rf"{_WHICH} (?:quarter|half|spring|summer|autumn|fall|winter)", _season),
        (
            "part of a year",
            r"(?:in|from|by|until|during) (?:the )?(?:early |late )?(?:spring|summer|autumn|winter)"
            r"|in the (?:first|second|third|fourth|last) (?:half|quarter)\b(?! of)",
            _season,
        ),
        ("day beside a feast", r"New Year['’]s Day", _new_year),
        ("open", r"recently|soon|(?:the )?(?:near future|coming weeks)", _open),
        ("year", rf"(?<![\d.,$€]){_YEAR}{_NO_COUNT}", _only_year),
    )
)
