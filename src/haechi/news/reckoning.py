"""What words of time mean, counted from the day of release: a day, a month or a year.

What cannot be told more closely stays a month or a year; what fits neither stays open. Nothing is filled in.
"""

import calendar
import datetime as dt
import re
from collections.abc import Callable

from haechi.model.dates import PartialDate, Precision

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_PLACES = ("first", "second", "third", "fourth")
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


def _behind(words: str) -> str:
    """What looks back at one of some words; a bare month or ordinal is a date only behind them."""
    return "(?:" + "|".join(rf"(?<=\b{word}[ -])" for word in words.split("|")) + ")"


_AFTER = _behind(
    "in|in the|since|starting|beginning|of|by|early|late|mid|end|until|till|from|during|within|earliest|as|around"
    "|before|after|through|to|come|entering"
)
_BESIDE_DAY = _behind("on|from|since|at|of|by|until|before|after|in")
_SEASONAL = _behind("in|from|by|until|during|before|after|since|for|come")
_STRETCH = r"(?:the )?(?:start|beginning|middle|course|rest|end|turn)"
_NO_NOUN = (
    r"(?! (?:session|round|meeting|anniversary|edition|century|time|place|floor|avenue|street|year"
    r"|generation|batch|summit|congress|forum|quarter|half|phase|stage|line|plant|fab|factory|package|term|week|month"
    r"|five|national|party|consecutive|straight|largest|biggest|grade|grader|member|hour|inning|minute|day)\b)"
)
# a weekday named beside its day and month adds nothing to them
_BARE_MONTH = _MONTH.replace("?P<month>", "?:")
_NO_DATE = rf"(?!,? (?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_BARE_MONTH}|{_BARE_MONTH} \d))"
_DAYTIME = r"(?:morning|afternoon|evening|night|noon)"
_NO_COUNT = r"(?!\w|[.,]\d| (?:people|students|experts|engineers|tons|tonnes|units|wafers|won|euros|workers|employees))"


def _full(match: re.Match[str], _released: dt.date, _is_coming: bool | None) -> PartialDate:
    month = match["month"].lower()
    return PartialDate(dt.date(int(match["year"]), _MONTHS.get(month) or int(month), int(match["day"])))


def _day_and_month(match: re.Match[str], released: dt.date, is_coming: bool | None) -> PartialDate:
    """The day of the nearest year; of two as near, the one to come where the sentence looks ahead."""
    month, day = _MONTHS[match["month"].lower()], _number(match["day"])
    days = [
        dt.date(released.year + offset, month, day)
        for offset in (-1, 0, 1)
        if _exists(released.year + offset, month, day)
    ]
    return PartialDate(min(days, key=lambda one: abs((one - released).days) + 60 * ((one > released) is not is_coming)))


def _number(day: str | None) -> int:
    """A day in figures; the first where none is."""
    return int(day) if day and day.isdigit() else 1


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(year, month)[1]


def _month_and_year(match: re.Match[str], _released: dt.date, _is_coming: bool | None) -> PartialDate:
    return PartialDate.parse(f"{match['year']}-{_MONTHS[match['month'].lower()]:02}")


def _month_of_year(match: re.Match[str], released: dt.date, _is_coming: bool | None) -> PartialDate:
    year = released.year + _step(match["which"])
    return PartialDate.parse(f"{year}-{_MONTHS[match['month'].lower()]:02}")


def _day_of_year(match: re.Match[str], released: dt.date, _is_coming: bool | None) -> PartialDate:
    year = released.year + _step(match["which"])
    return PartialDate(dt.date(year, _MONTHS[match["month"].lower()], int(match["day"])))


def _month_by_name(match: re.Match[str], released: dt.date, is_coming: bool | None) -> PartialDate:
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
        is_next = distance < 0 if is_coming else distance < -6 and is_coming is None
        year += is_next - (not is_coming and distance > 2)
    return PartialDate.parse(f"{year}-{month:02}")


def _day_of_month(match: re.Match[str], released: dt.date, is_coming: bool | None) -> PartialDate:
    """The 13th: of this month, or of the one before or after where that fits."""
    day, which = _number(match["day"]), (match.groupdict().get("which") or "").lower()
    offset = _step(which)
    if not which and is_coming is None:
        days = [_shifted(released, one).first + dt.timedelta(days=day - 1) for one in (-1, 0, 1)]
        return PartialDate(min((one for one in days if one.day == day), key=lambda one: abs(one - released)))
    if not which and not is_coming and day > released.day:
        offset = -1
    elif not which and is_coming and day < released.day:
        offset = 1
    return PartialDate(_shifted(released, offset).first.replace(day=day))


def _day_near(match: re.Match[str], released: dt.date, _is_coming: bool | None) -> PartialDate:
    """The last 26th and the coming 19th: the nearest such day before or after the release."""
    day, is_next = int(match["day"]), match["which"].lower() != "last"
    offset = (1 if day <= released.day else 0) if is_next else (-1 if day > released.day else 0)
    return PartialDate(_shifted(released, offset).first.replace(day=day))


def _weekday(match: re.Match[str], released: dt.date, is_coming: bool | None) -> PartialDate:
    """On Monday: the last one up to the day of release, or the next one where the sentence looks ahead."""
    which = (match["which"] or "").lower()
    back = (released.weekday() - _DAYS[match["weekday"].lower()]) % 7
    if _step(which) > 0 or (_step(which) == 0 and is_coming):
        return PartialDate(released + dt.timedelta(days=(7 - back) % 7 or 7))
    return PartialDate(released - dt.timedelta(days=back or (7 if _step(which) < 0 else 0)))


def _weekday_or_today(match: re.Match[str], released: dt.date, is_coming: bool | None) -> PartialDate:
    """As of Monday: the day of release where it is one, else the nearest as the sentence looks."""
    days = (_DAYS[match["weekday"].lower()] - released.weekday()) % 7
    return PartialDate(released + dt.timedelta(days=days if is_coming or not days else days - 7))


def _weekday_and_day(match: re.Match[str], released: dt.date, is_coming: bool | None) -> PartialDate:
    """Monday the 2nd: of the near months that in which it is one, else the day alone."""
    weekday, day = _DAYS[match["weekday"].lower()], int(match["day"])
    near = [_shifted(released, one).first + dt.timedelta(days=day - 1) for one in (0, -1, 1)]
    fit = [one for one in near if one.day == day and one.weekday() == weekday]
    return PartialDate(fit[0]) if fit else _day_of_month(match, released, is_coming)


def _weekday_of_week(match: re.Match[str], released: dt.date, _is_coming: bool | None) -> PartialDate:
    """Thursday last week: of a week from Monday to Sunday."""
    monday = released + dt.timedelta(weeks=_step(match["which"]), days=-released.weekday())
    return PartialDate(monday + dt.timedelta(days=_DAYS[match["weekday"].lower()]))


def _near_day(match: re.Match[str], released: dt.date, _is_coming: bool | None) -> PartialDate:
    offset = {
        "the day before yesterday": -2,
        "day before yesterday": -2,
        "yesterday": -1,
        "last night": -1,
        "last evening": -1,
        "the previous day": -1,
        "the day before": -1,
        "day before": -1,
        "tomorrow": 1,
        "the day after tomorrow": 2,
    }
    return PartialDate(released + dt.timedelta(days=offset.get(match[0].lower(), 0)))


def _near_month(match: re.Match[str], released: dt.date, _is_coming: bool | None) -> PartialDate:
    return _shifted(released, _step(match["which"]))


def _month_gone(_match: re.Match[str], released: dt.date, _is_coming: bool | None) -> PartialDate:
    return _shifted(released, -1)


def _near_year(match: re.Match[str], released: dt.date, _is_coming: bool | None) -> PartialDate:
    return _year(released.year + _step(match["which"]))


def _new_year(_match: re.Match[str], released: dt.date, is_coming: bool | None) -> PartialDate:
    """The nearest first of January: the one gone by, or the next where the sentence looks ahead."""
    return PartialDate(dt.date(released.year + bool(is_coming), 1, 1))


def _newest_year(_match: re.Match[str], released: dt.date, _is_coming: bool | None) -> PartialDate:
    """The new year: the one that has begun, and from July on the one to come."""
    return _year(released.year + (released.month > 6))


def _this_month(_match: re.Match[str], released: dt.date, _is_coming: bool | None) -> PartialDate:
    return _shifted(released, 0)


def _fiscal_year(_match: re.Match[str], released: dt.date, _is_coming: bool | None) -> PartialDate:
    """The year of the nearest first of April, on which books open in Japan and India."""
    return _year(released.year + (released.month > 9))


def _this_year(_match: re.Match[str], released: dt.date, _is_coming: bool | None) -> PartialDate:
    return _year(released.year)


def _ago(match: re.Match[str], released: dt.date, _is_coming: bool | None) -> PartialDate | None:
    """Days ago is a day, weeks and months ago a month, years ago a year; weeks later stay open."""
    count = _NUMBERS.get(match["count"].lower()) or int(match["count"])
    sign = 1 if match["sign"].lower() in ("from now", "later") else -1
    unit = match["unit"].lower()
    if unit == "day":
        return PartialDate(released + dt.timedelta(days=sign * count))
    if unit == "week" and sign < 0:
        return _shifted(released + dt.timedelta(weeks=sign * count), 0)
    if unit == "month":
        return _shifted(released, sign * count)
    return _year(released.year + sign * count) if unit == "year" else None


def _week(match: re.Match[str], released: dt.date, _is_coming: bool | None) -> PartialDate:
    """The month in which that week's day like the day of release lies."""
    return _shifted(released + dt.timedelta(weeks=_step(match["which"] or "")), 0)


def _season(match: re.Match[str], released: dt.date, is_coming: bool | None) -> PartialDate:
    """The year in which a quarter, a half or a season lies, so far as the words tell."""
    step = _step(match.groupdict().get("which") or "")
    word = match[0].lower().split()[-1]
    months = {"spring": 4, "summer": 7, "autumn": 10, "fall": 10, "winter": 1}
    if word[0] in "qh":  # quarter, half, Q3, H1
        return _year(_span(match[0].lower(), 3 if word[0] == "q" else 6, released, step, is_coming))
    month = months[word]
    if step < 0 or (not step and not is_coming):
        return _year(released.year - (month > released.month))
    return _year(released.year + (month < released.month))


def _span(words: str, months: int, released: dt.date, step: int, is_coming: bool | None) -> int:
    """The year of a quarter or a half: of the last or next one, or of the first, second, third or fourth."""
    number = next((n for n, word in enumerate(_PLACES, 1) if word in words or words.endswith(str(n))), 0)
    if not number:
        return _shifted(released, step * months).first.year
    now = (released.month - 1) // months + 1
    return released.year + (number < now if is_coming else -(number > now) if is_coming is False else 0)


def _only_year(match: re.Match[str], _released: dt.date, _is_coming: bool | None) -> PartialDate:
    return _year(int(match["year"]))


def _open(_match: re.Match[str], _released: dt.date, _is_coming: bool | None) -> None:
    return None


def _year(year: int) -> PartialDate:
    return PartialDate(dt.date(year, 1, 1), Precision.YEAR)


def _shifted(day: dt.date, months: int) -> PartialDate:
    place = day.year * 12 + day.month - 1 + months
    return PartialDate(dt.date(place // 12, place % 12 + 1, 1), Precision.MONTH)


def _step(which: str) -> int:
    word = which.lower().removeprefix("the ")
    return -1 if word in ("last", "previous") else 1 if word in ("next", "following", "coming") else 0


Resolver = Callable[[re.Match[str], dt.date, bool | None], PartialDate | None]


# rule, what it looks like, what it means; the first that fits a place takes it
RULES: tuple[tuple[str, re.Pattern[str], Resolver], ...] = tuple(
    (rule, re.compile(rf"\b(?:{pattern})", re.IGNORECASE), resolve)
    for rule, pattern, resolve in (
        ("full date", r"(?P<year>(?:19|20)\d\d)([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)(?!\d)", _full),
        ("full date", r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>(?:19|20)\d\d)", _full),
        ("full date", rf"(?:the )?{_DAY}(?: of)? {_MONTH},? {_YEAR}", _full),
        ("full date", rf"{_MONTH} {_DAY}(?: ?(?:to|and|-|–) ?\d{{1,2}}| local time)?,? {_YEAR}", _full),
        ("day of last or next year", rf"{_MONTH} {_DAY},? (?:of )?{_WHICH} year", _day_of_year),
        ("day of last or next year", rf"(?:the )?{_DAY}(?: of)? {_MONTH},? (?:of )?{_WHICH} year", _day_of_year),
        ("month of last or next year", rf"{_MONTH},? (?:of )?{_WHICH} year", _month_of_year),
        ("month of last or next year", rf"{_WHICH} year(?:['’]s)?,? (?:in )?{_MONTH}", _month_of_year),
        (
            "day and month",
            rf"(?:the )?{_DAY} ?(?:to|until|and|-|–) ?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?!\w)",
            _day_and_month,
        ),
        ("day and month", rf"(?:the )?{_DAY}(?: of)? {_MONTH}(?!\w)", _day_and_month),
        ("day and month", rf"the (?P<day>first) (?:day )?of {_MONTH}(?!\w)", _day_and_month),
        ("month and year", rf"{_MONTH},?(?: of)? {_YEAR}", _month_and_year),
        ("month and year", rf"{_YEAR},? {_MONTH}(?!\w)", _month_and_year),
        ("day and month", rf"{_MONTH} {_DAY}(?![\d%,.]*\d| ?%| per ?cent)", _day_and_month),
        ("last or next month by name", rf"{_WHICH} {_MONTH}(?!\w)", _month_by_name),
        ("month by name", rf"{_AFTER}{_MONTH}(?!\w)", _month_by_name),
        ("month by name", rf"{_MONTH}['’]s (?:end|middle|start)", _month_by_name),
        ("weekday and day", rf"{_WEEKDAY},? \(?(?:the )?{_ORDINAL}\)?", _weekday_and_day),
        ("day of another month", rf"(?:the )?(?:{_DAY}|first) (?:day )?of (?:{_WHICH}|the) month", _day_of_month),
        ("day of another month", rf"the {_DAY} (?:day )?{_WHICH} month", _day_of_month),
        ("day of another month", rf"{_WHICH} month(?:['’]s)?(?: on)?(?: the)? {_DAY}{_NO_COUNT}", _day_of_month),
        (
            "day of the month",
            rf"(?:the )?(?P<which>last|coming|next) {_ORDINAL}(?!\w)",
            _day_near,
        ),
        ("day of the month", rf"(?<!\w){_DAYTIME} of (?:the )?{_ORDINAL}(?!\w)", _day_of_month),
        ("day of the month", rf"the {_ORDINAL}{_NO_NOUN}", _day_of_month),
        (
            "day of the month",
            rf"(?:{_BESIDE_DAY}|(?<=\()){_ORDINAL}{_NO_NOUN}",
            _day_of_month,
        ),
        ("weekday of another week", rf"{_WEEKDAY},? (?:of )?{_WHICH} week", _weekday_of_week),
        ("weekday of another week", rf"{_WHICH} week(?:['’]s)?,? (?:on )?{_WEEKDAY}", _weekday_of_week),
        ("weekday", rf"(?<=as of )(?:[\d:]+ [ap]\.m\. )?{_WEEKDAY}", _weekday_or_today),
        ("weekday", rf"(?:{_WHICH} )?{_WEEKDAY}{_NO_DATE}", _weekday),
        (
            "day beside the release",
            r"(?:the )?day before yesterday|the day after tomorrow|yesterday|today|tomorrow|this (?:morning"
            r"|afternoon|evening)|tonight|this day\b|last (?:night|evening)|the previous day"
            r"|(?<=\bon )(?:the )?day before",
            _near_day,
        ),
        ("part of a year", rf"{_PART}(?:[ -]of)?(?: the)?[ -]{_YEAR}", _only_year),
        ("part of a year", rf"{_PART} (?:of )?{_WHICH} year", _near_year),
        (
            "part of a year",
            rf"{_STRETCH} of the year|(?:first|second|other) half of the year"
            r"|(?<=within )the year\b|(?<!(?:last|next) )(?:the )?year(?:['’]s|[ -])? ?end\b"
            r"|the year (?:is|was) (?:out|over)\b|(?<=\bbefore )Christmas\b",
            _this_year,
        ),
        (
            "part of a month",
            rf"{_STRETCH} of the month|(?<=within )the month\b|(?<!(?:last|next) )(?:the )?month(?:['’]s|[ -])? ?end\b"
            r"|the month (?:is|was) (?:out|over)\b",
            _this_month,
        ),
        ("part of a year", r"(?:the )?new (?P<which>fiscal|business|financial) year", _fiscal_year),
        ("part of a year", r"(?<=\bin )the new year\b(?!['’]s)", _newest_year),
        ("last or next month", rf"{_WHICH} month(?:['’]s)?", _near_month),
        ("last or next month", r"(?<=\bin )the past month\b|(?<=\bin )the month before(?=[.,;])", _month_gone),
        ("last or next year", rf"{_WHICH} (?:fiscal |financial |business )?year(?:['’]s)?", _near_year),
        (
            "so long ago",
            rf"(?<!half ){_COUNT} (?P<unit>day|week|month|year)s? (?P<sign>ago|earlier|from now|later)",
            _ago,
        ),
        ("week", rf"{_WHICH} (?:week|weekend)s?\b|(?:over|at) the weekend", _week),
        ("part of a year", rf"{_WHICH} (?:quarter|half|spring|summer|autumn|fall|winter)", _season),
        (
            "part of a year",
            rf"{_SEASONAL}(?:the )?(?:early |late )?(?:spring|summer|autumn|winter)\b"
            r"(?! (?:school|course|camp|festival))"
            rf"|{_SEASONAL}the fall\b(?! (?:of|in))|{_SEASONAL}[HQ][1-4]\b"
            r"|(?:the )?(?:first|second|third|fourth) (?:half|quarter)\b(?! of)|in the last (?:half|quarter)\b(?! of)",
            _season,
        ),
        ("day beside a feast", r"New Year['’]s Day", _new_year),
        ("open", r"recently|soon|(?:the )?(?:near future|coming weeks)", _open),
        ("year", rf"(?<![\d.,$€]){_YEAR}{_NO_COUNT}", _only_year),
    )
)
