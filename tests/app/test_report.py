"""Payloads hold types of JSON only."""

import datetime as dt
import json

from haechi.app.report import Report, plain
from haechi.model.dates import PartialDate
from haechi.model.estimate import Estimate
from haechi.model.trade import Edition


def test_estimates_become_objects_and_dates_and_codes_become_text() -> None:
    assert plain(Estimate(value=0.5, low=0.4, high=0.6, reason="months")) == {
        "value": 0.5,
        "low": 0.4,
        "high": 0.6,
        "reason": "months",
    }
    assert plain({"day": dt.date(2026, 1, 2), "edition": Edition.HS17}) == {"day": "2026-01-02", "edition": "HS17"}
    assert plain((PartialDate.parse("2019-07"), [None, True])) == ["2019-07", [None, True]]


def test_a_report_carries_its_circumstances_in_meta() -> None:
    report = Report(
        command="depend",
        as_of=dt.date(2026, 6, 1),
        rows=({"code": "281111"},),
        notes=("a note",),
        parameters={"day": dt.date(2026, 1, 2)},
        sources=("baci",),
        vintages=("2026-01-01",),
    )
    payload = json.loads(json.dumps(report.payload()))
    assert payload["rows"] == [{"code": "281111"}]
    meta = payload["meta"]
    assert (meta["command"], meta["as_of"], meta["parameters"]) == ("depend", "2026-06-01", {"day": "2026-01-02"})
    assert (meta["notes"], meta["sources"], meta["vintages"]) == (["a note"], ["baci"], ["2026-01-01"])
