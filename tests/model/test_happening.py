from typing import Any

import pytest

from haechi.errors import FactError
from haechi.model.citation import Citation, Method
from haechi.model.dates import PartialDate
from haechi.model.happening import Cause, Event, Outcome, Visibility

CITATION = Citation(source="s", locator="p. 1", as_of=PartialDate.parse("2019"), method=Method.REPORTED)


def event(**values: Any) -> Event:
    given: dict[str, Any] = {
        "id": "e",
        "title": "t",
        "items": ("hf",),
        "codes": ("281111",),
        "exporter": "JPN",
        "importers": ("KOR",),
        "cause": Cause.EXPORT_CONTROL,
        "outcome": Outcome.INTERRUPTION,
        "announced": PartialDate.parse("2019-07-01"),
        "effective": PartialDate.parse("2019-07-04"),
        "eased": None,
        "summary": "s",
        "visibility": Visibility.YES,
        "second_source": None,
        "citation": CITATION,
    }
    return Event(**given | values)


def test_dates_out_of_order_are_refused() -> None:
    with pytest.raises(FactError, match="'e': 2019-06-30 comes before 2019-07-01"):
        event(effective=PartialDate.parse("2019-06-30"))


def test_a_month_that_may_hold_the_earlier_day_is_in_order() -> None:
    assert str(event(effective=PartialDate.parse("2019-07")).effective) == "2019-07"


def test_a_measure_that_never_took_effect_may_be_suspended_before_its_date() -> None:
    suspended = event(outcome=Outcome.NEVER_IN_FORCE, eased=PartialDate.parse("2019-07-02"))
    assert suspended.eased is not None
