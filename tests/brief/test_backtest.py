"""The page of a backtest shows each table and what is not known as a dash."""

import datetime as dt

from haechi.brief import html
from haechi.brief.backtest import Measured, Tables, compose

RECALL = {
    "detector": "haechi, drops",
    "level": "pair, regular",
    "since": None,
    "starts": "every month",
    "scenario": "-80 % x 1",
    "false_alarm_rate": 0.12,
    "recall_own": 0.2134,
    "recall_3": None,
    "delay_median": None,
    "delay_p90": 4,
    "n": 1400,
}
LOSS = {
    "group": "pair, regular",
    "scenario": "-80 % x 1",
    "false_alarm_rate": 0.12,
    "figure": "own",
    "ours": 0.21,
    "theirs": 0.24,
    "detector": "rolling z, 24 months",
}
SCOPE = {
    "panel": "made-up market",
    "level": "importer x item, regular",
    "detector": "haechi, drops",
    "scenario": "-80 % x 1",
    "false_alarm_rate": 0.33,
    "recall_own": 0.4512,
    "own_low": 0.43,
    "own_high": 0.47,
    "recall_3": None,
    "low_3": None,
    "high_3": None,
    "n": 4188,
    "series": 69,
}
NAMED = {
    "panel": "made-up market",
    "scope": "importer x item",
    "scenario": "-80 % x 3",
    "release": 0,
    "told": "warnings and alerts",
    "falls": 100,
    "right": 31,
    "alike": 0,
    "wider": 7,
    "finer": 0,
    "beside": 0,
    "none": 62,
    "right_part": 0.8158,
    "low": 0.67,
    "high": 0.91,
}
EMPTY = ("null", "coverage", "faults", "discoveries", "quiet", "events", "losses", "scopes", "names")


def page(**tables: list[dict[str, object]]) -> str:
    rows: Tables = {"recall": [RECALL], **{key: [] for key in EMPTY}, **tables}
    found = Measured(
        as_of=dt.date(2026, 6, 1),
        version="0",
        notes=("Real interruptions count as false alarms.",),
        parameters={"series": 110, "first": "2017-01", "last": "2024-12", "seed": 1},
        vintages=("2026-06-01",),
        tables=rows,
    )
    return html.page(compose(found))


def test_recall_stands_as_own_and_within_three_with_a_dash_for_the_unknown() -> None:
    assert "<td>0.21 / -</td>" in page()


def test_the_rate_of_false_alarms_is_named_above_each_table() -> None:
    assert "pair, regular, 0.12 false alarms per series-year" in page()


def test_scopes_say_where_they_were_measured_and_what_was_named() -> None:
    found = page(scopes=[SCOPE, {**SCOPE, "detector": "year on year", "recall_own": 0.9999}], names=[NAMED])
    assert "<td>made-up market</td>" in found
    assert "<td>0.451</td>" in found
    assert "0.9999" not in found
    assert "<td>0.816</td>" in found


def test_losses_are_counted_by_who_does_better() -> None:
    assert "rolling z, 24 months: 1 cells" in page(losses=[LOSS])


def test_no_losses_are_said_in_words() -> None:
    assert "In no cell of the tables." in page()
