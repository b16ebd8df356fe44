"""What the forms on alerts carry: what to do, about which, and which act it was decided on."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from pydantic import BaseModel, Field

from haechi.errors import InputError
from haechi.model.alert import AlertState, ClosingReason
from haechi.sentence import said

STATES: Mapping[str, AlertState] = {
    "take": AlertState.TAKEN,
    "look": AlertState.LOOKED_INTO,
    "escalate": AlertState.ESCALATED,
    "close": AlertState.CLOSED,
    "reopen": AlertState.OPEN,
}
_MOST = 500  # alerts that are decided on at once
_DIGITS = 15  # of the number of an act


class Deed(BaseModel):
    """What somebody wants to do about one alert or several.

    `alert` holds the number of the last act that was seen of each and its id: `12 notice/1`; `seen` is that number
    where the alert stands in the path. An empty reason is none.
    """

    do: Annotated[str, Field(max_length=20)] = ""
    alert: Annotated[list[str], Field(max_length=_MOST)] = []
    seen: int | None = None
    reason: Annotated[str, Field(max_length=40)] = ""
    note: Annotated[str, Field(max_length=10_000)] = ""
    label: Annotated[str, Field(max_length=200)] = ""
    shared: bool = False


def reason_of(deed: Deed) -> ClosingReason | None:
    """Why an alert is closed; None for anything else.

    Raises
    ------
    InputError
        If none or an unknown one is given to close.
    """
    if deed.do != "close":
        return None
    try:
        return ClosingReason(deed.reason)
    except ValueError:
        known = ", ".join(ClosingReason)
        raise InputError(said("to close an alert say why: choose one of {known}", known=known)) from None


def seen_acts(marked: Sequence[str]) -> Mapping[str, int]:
    """The last act that was seen of each alert, by the id of the alert.

    >>> seen_acts(["12 notice/1"])
    {'notice/1': 12}
    """
    found: dict[str, int] = {}
    for text in marked:
        number, _, alert = text.partition(" ")
        if not (is_number(number) and alert):
            raise InputError(f"{text!r} names no alert with its last act; mark alerts on the page of alerts")
        found[alert] = int(number)
    return found


def done_numbers(text: str) -> tuple[int, ...]:
    """Numbers of acts from a query; what is none is left out.

    >>> done_numbers("12,x,13")
    (12, 13)
    """
    return tuple(int(part) for part in text.split(",")[:_MOST] if is_number(part))


def is_number(text: str) -> bool:
    """Whether a text is the number of something in the register: digits, and not too many of them."""
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS
