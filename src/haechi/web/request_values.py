"""What a request gives: the day that it asks about, the desk of that day, the moment at which it comes."""

import datetime as dt
import re
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from pydantic import BeforeValidator

from haechi.app.desk import Desk


def written_day(given: object) -> object:
    """A day as it is written; a number, which could be read as seconds since 1970, is none."""
    if isinstance(given, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", given, re.ASCII):
        raise ValueError(f"{given[:40]!r} is not a day; write it like 2024-12-31")
    return given


AsOf = Annotated[
    dt.date | None,
    BeforeValidator(written_day),
    Query(description="Answer as on this day, such as 2024-12-31: later publications are not seen."),
]
Name = Annotated[str, Path(max_length=200)]


def desk(request: Request, as_of: AsOf = None) -> Desk:
    """The desk that answers a request."""
    found: Desk = request.app.state.desks(as_of)
    return found


def now(request: Request) -> dt.datetime:
    """The moment of a request, by the clock of the application."""
    moment: dt.datetime = request.app.state.now()
    return moment


At = Annotated[Desk, Depends(desk)]
Now = Annotated[dt.datetime, Depends(now)]
