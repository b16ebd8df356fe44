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
EMPTY = ("null", "coverage", "faults", "discoveries", "quiet", "events", "losses")


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


def test_losses_are_counted_by_who_does_better() -> None:
    assert "rolling z, 24 months: 1 cells" in page(losses=[LOSS])


def test_no_losses_are_said_in_words() -> None:
    assert "In no cell of the tables." in page()
