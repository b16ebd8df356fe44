"""Labels that people put on alerts: their own, which nobody else sees, and those that the whole desk shares."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from haechi.errors import InputError
from haechi.sentence import said

LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelling:
    """A label put on an alert or taken off it; the latest of an alert, a label and those who see it holds.

    Parameters
    ----------
    id : of the entry, rising with the order of entry
    alert : id of the alert
    label : a few words
    is_shared : whether everybody sees it; else only who put it on
    is_on : whether it was put on; else it was taken off
    who, at : who did it and when

    Raises
    ------
    InputError
        If the label is empty, too long or no text of one line.
    """

    id: int
    alert: str
    label: str
    is_shared: bool
    is_on: bool
    who: str
    at: dt.datetime

    def __post_init__(self) -> None:
        if not self.label.strip() or len(self.label) > LONGEST or not self.label.isprintable():
            raise InputError(
                said(
                    "{label} is no label; write a few words, at most {most} letters",
                    label=repr(self.label),
                    most=LONGEST,
                )
            )


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Label:
    """A label as somebody sees it on an alert."""

    text: str
    is_shared: bool


def labels(entered: Iterable[Labelling], *, who: str, as_of: dt.datetime | None = None) -> Mapping[str, list[Label]]:
    """Labels by alert as one person sees them, in the order of the alphabet, up to `as_of` where that is given.

    Examples
    --------
    >>> at = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
    >>> own = Labelling(id=1, alert="notice/1", label="call Kim", is_shared=False, is_on=True, who="Lee", at=at)
    >>> [label.text for label in labels([own], who="Lee")["notice/1"]], labels([own], who="Kim")
    (['call Kim'], {})
    """
    known = [row for row in entered if (row.is_shared or row.who == who) and (as_of is None or row.at <= as_of)]
    held = {(row.alert, row.label, row.is_shared): row for row in sorted(known, key=lambda row: (row.at, row.id))}
    found: dict[str, list[Label]] = {}
    for row in sorted(held.values(), key=lambda row: (row.label, not row.is_shared)):
        if row.is_on:
            found.setdefault(row.alert, []).append(Label(text=row.label, is_shared=row.is_shared))
    return found
