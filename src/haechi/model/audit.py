"""The audit log: who did what at the desk of an office, and how it ended."""

import datetime as dt
from dataclasses import dataclass

WRONG_PASSWORD = "wrong name or password"  # noqa: S105 - what is written into the log, no password


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One request that entered, decided or tried to.

    Parameters
    ----------
    id : rising with the order of entry
    at : when it was answered
    who : the account; a mark in place of a name that no account has
    via : a session, a token by its number, or the machine itself
    method, path : of the request
    what : the fields that were sent, without those that are secret
    status : of the answer, as in HTTP; 400 and above: nothing was done
    address : where it came from
    """

    id: int
    at: dt.datetime
    who: str
    via: str
    method: str
    path: str
    what: str
    status: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which entries are wanted; None: all of them. `path` is how their paths begin, `last` the greatest id."""

    who: str | None = None
    path: str | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    refused: bool = False
    last: int | None = None
