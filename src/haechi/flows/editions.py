"""Editions of the Harmonised System: which one was in force when, and which codes of two of them are the same."""

import datetime as dt
from collections.abc import Iterable, Mapping

from haechi.errors import InputError
from haechi.model.chain import CodeChange
from haechi.model.trade import Edition
from haechi.sentence import said

CodeKey = tuple[str, str]  # digits, edition

# World Customs Organization: each edition enters into force on 1 January of the year.
IN_FORCE_FROM = {
    Edition.HS92: 1988,
    Edition.HS96: 1996,
    Edition.HS02: 2002,
    Edition.HS07: 2007,
    Edition.HS12: 2012,
    Edition.HS17: 2017,
    Edition.HS22: 2022,
}
_COMTRADE = dict(zip(("H0", "H1", "H2", "H3", "H4", "H5", "H6"), IN_FORCE_FROM, strict=True))


def parse(text: str) -> Edition:
    """Read an edition as publishers write it: H5, HS17, HS2017, 2017.

    Raises
    ------
    InputError
        If it is no edition of the Harmonised System.

    Examples
    --------
    >>> parse("H5").value, parse("HS2022").value, parse("92").value
    ('HS17', 'HS22', 'HS92')
    """
    word = text.strip().upper()
    if word in _COMTRADE:
        return _COMTRADE[word]
    digits = word.removeprefix("HS").strip()[-2:]
    try:
        return Edition(f"HS{digits}")
    except ValueError:
        known = ", ".join(IN_FORCE_FROM)
        raise InputError(f"{text!r} is no edition of the Harmonised System; use one of {known}") from None


def in_force(day: dt.date) -> Edition:
    """The edition in force on a day.

    Examples
    --------
    >>> in_force(dt.date(2021, 12, 31)).value, in_force(dt.date(2022, 1, 1)).value
    ('HS17', 'HS22')
    """
    held = [edition for edition, year in IN_FORCE_FROM.items() if year <= day.year]
    if not held:
        raise InputError(said("no edition of the Harmonised System was in force on {day}", day=day))
    return held[-1]


def common(days: Iterable[dt.date]) -> Edition | None:
    """The one edition in force on all the days, or None where they lie in several."""
    found = {in_force(day) for day in days if day.year >= IN_FORCE_FROM[Edition.HS92]}
    return found.pop() if len(found) == 1 else None


def lineages(changes: Iterable[CodeChange]) -> Mapping[CodeKey, tuple[CodeKey, ...]]:
    """Each code of an edition with the same code in every edition, the newest first.

    Codes are the same where one went into the other as a whole and nothing else did; a code that was split or joined
    begins or ends a line.
    """
    newer = {
        (change.old_code, str(change.old_edition)): (change.new_code, str(change.new_edition))
        for change in changes
        if change.is_whole
    }
    older = {new: old for old, new in newer.items()}
    lines: dict[CodeKey, tuple[CodeKey, ...]] = {}
    for last in older.keys() - newer.keys():
        line = [last]
        while line[-1] in older:
            line.append(older[line[-1]])
        lines.update(dict.fromkeys(line, tuple(line)))
    return lines
