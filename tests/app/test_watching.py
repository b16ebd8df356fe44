"""`haechi watch` on China's exports of 2017 to 2024: graphite under control from December 2023, and notices."""

import datetime as dt
import re
import shutil
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from tests.app.at_desk import desk, replay
from tests.app.test_revisions import HEADER, LAYOUT
from tests.store.small_lake import table

from haechi.app import alerting, noticing, watching
from haechi.app.desk import Desk
from haechi.app.lives import lives
from haechi.app.loading import Terms, load
from haechi.app.watching import Question
from haechi.errors import NotCovered, UnknownName
from haechi.model.alert import Act, AlertState, ClosingReason
from haechi.model.notice import NoticeState
from haechi.readers.layout import parse
from haechi.reference import facts
from haechi.watch.life import follow

pytestmark = pytest.mark.usefixtures("watched_once")
SURGE = "exporter-item/250410/as reported/CHN/-/surge"
METALS = "exporter-item/811292/as reported/CHN/-/surge"  # gallium, germanium and others
EMIRATES = "pair/250410/as reported/CHN/ARE/drop"
BEFORE, AFTER = "2024-01-05", "2024-02-05"  # the newest month is that of November, of December 2023
EARLY, LATE = "2021-08-05", "2025-01-05"  # that of June 2021, with the warning EMIRATES; of November 2024, METALS
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "payloads.md"

Payload = dict[str, Any]


def moment(day: str, hour: int = 9) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour), tzinfo=dt.UTC)


def ask(at: Desk, **asked: Any) -> Payload:
    """What the watch answers, as JSON has it."""
    return watching.watch(at, Question(**asked), at=moment(str(at.as_of))).payload()


def rows(payload: Payload) -> Mapping[str, Payload]:
    return {row["signal"]: row for row in payload["rows"]}


def announce(
    at: Desk,
    item: str,
    *,
    exporter: str = "CHN",
    importers: tuple[str, ...] = (),
    codes: tuple[str, ...] = (),
    hour: int = 9,
) -> None:
    """Enter a notice on the day of the desk."""
    noticing.add(
        at,
        noticing.Entry(
            items=(item,) if item else (),
            codes=codes,
            exporter=exporter,
            importers=importers,
            what="Licence for each shipment",
            source="a cable",
            who="a desk",
        ),
        at=moment(str(at.as_of), hour),
    )


@pytest.fixture(scope="module")
def before(china: Path) -> Payload:
    return ask(replay(BEFORE, china))


@pytest.fixture(scope="module")
def after(china: Path) -> Payload:
    return ask(replay(AFTER, china))


@pytest.fixture
def own(china: Path, tmp_path: Path) -> Path:
    """A copy of the workspace, in which things may be entered."""
    return Path(shutil.copytree(china, tmp_path / "own"))


def test_the_surge_before_the_controls_is_an_alert_with_reasons_and_sources(before: Payload) -> None:
    row = rows(before)[SURGE]
    assert (row["level"], row["direction"], row["reading"], row["period"]) == (
        "alert",
        "surge",
        "supplier-side",
        "2023-11",
    )
    assert (row["code"], row["exporter"], row["importer"]) == ("250410", "CHN", None)
    assert (row["item"], row["name"]) == ("natural_graphite", "Natural graphite")
    assert row["value_usd"] == pytest.approx(49.5e6, rel=0.01)
    assert row["value_usd"] > row["band_usd"][1] > row["expected_usd"] > row["band_usd"][0]
    assert row["reasons"][0].startswith("value 49.5 m USD, expected ")
    assert row["reasons"][1].startswith("weight 40,518 t, expected ")
    assert any(re.match(r"\d+ of the \d+ pairs that can be judged rose by more than", text) for text in row["reasons"])
    assert (row["sources"], row["vintage"], row["basis"]) == (["comtrade"], "2023-12-30", "exporter report")
    assert "pair/250410/as reported/CHN/KOR" in row["explains"]


def test_the_drop_in_the_first_month_of_the_controls_is_an_alert(after: Payload) -> None:
    row = rows(after)["exporter-item/250410/as reported/CHN/-/drop"]
    assert (row["level"], row["period"], row["vintage"]) == ("alert", "2023-12", "2024-01-30")
    assert row["value_usd"] == pytest.approx(2.97e6, rel=0.01)
    assert row["value_usd"] < row["band_usd"][0]


def test_nothing_that_was_published_later_is_seen(before: Payload) -> None:
    assert before["meta"]["as_of"] == BEFORE
    assert before["meta"]["vintages"] == ["2023-12-30"]
    assert {row["period"] for row in before["rows"]} == {"2023-11"}


def test_a_row_has_the_keys_of_the_page_on_payloads(after: Payload) -> None:
    section = PAGE.read_text(encoding="utf-8").split("\n## watch\n")[1].split("\n## ")[0]
    table = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    keys = {key for cell in table for key in re.findall(r"`(\w+)`", cell)}
    assert keys
    assert [set(row) for row in after["rows"]] == [keys] * len(after["rows"])
    assert set(after["meta"]["parameters"]) == {"q", "watch_p", "budget", "coverage", "held_back"}


def test_every_row_leads_to_its_source_and_to_who_reports(after: Payload) -> None:
    assert after["meta"]["sources"] == ["comtrade"]
    for row in after["rows"]:
        assert row["sources"] == ["comtrade"]
        assert row["vintage"] in after["meta"]["vintages"]
        assert row["basis"] == "exporter report"
        assert row["reasons"]
        assert {part["name"] for part in row["evidence"]}


def test_the_most_pressing_stands_first_by_probability_times_consequence(after: Payload) -> None:
    priorities = [row["priority"] for row in after["rows"]]
    assert priorities == sorted(priorities, reverse=True)
    for row in after["rows"]:
        parts = row["consequence_parts"]
        assert row["consequence"] == pytest.approx(parts["reach"] * parts["exposure"] * parts["cover"])
        assert row["priority"] == pytest.approx(row["probability"] * row["consequence"])
        assert row["probability"] == pytest.approx(1 - row["q_value"])


def test_how_often_to_look_again_goes_by_the_level_and_by_the_consequence(after: Payload) -> None:
    for row in after["rows"]:
        grade = {"alert": "A", "warning": "B", "watch": "C"}[row["level"]]
        assert row["review"]["KR-2021"]["grade"] == grade
        assert row["review"]["KR-2024"]["grade"] == ("tier_2" if row["consequence"] >= 0.2 else "tier_3")


def test_the_note_counts_what_was_judged(after: Payload) -> None:
    assert re.match(
        r"comtrade:exporter, 2023-12: \d+ of 111 flows and sums judged; 2 alerts, 0 warnings, 1 noticed; \d+ "
        r"explained by coarser sums; 1 held back as faults of data\.",
        after["meta"]["notes"][0],
    )
    assert re.match(r"A nominal tail of 2\.5 % was hit by [\d.]+ % of [\d,]+ p-values", after["meta"]["notes"][1])


def test_the_coverage_of_the_nominal_tail_is_told_by_stratum(after: Payload) -> None:
    strata = after["meta"]["parameters"]["coverage"]["comtrade:exporter"]
    assert all(part["n"] > 0 and 0 <= part["hit"] <= 1 for part in strata.values())
    total = sum(part["n"] for part in strata.values())
    assert 0.01 < sum(part["n"] * part["hit"] for part in strata.values()) / total < 0.05


@pytest.mark.parametrize(("day", "is_told"), [("2025-05-10", False), ("2025-05-11", True)])
def test_data_of_more_than_a_hundred_days_ago_are_said_to_be_old(china: Path, day: str, is_told: bool) -> None:
    notes = ask(replay(day, china))["meta"]["notes"]
    told = (
        f"The newest month of comtrade:exporter is 2024-12, published on 2025-01-30, 101 days before {day}: this says "
        "nothing about later months. Load newer data."
    )
    assert (told in notes) is is_told
    assert any("Load newer data" in note for note in notes) is is_told


def test_an_alert_and_nothing_less_says_why_it_is_one(before: Payload) -> None:
    for row in before["rows"]:
        grounds = [text for text in row["reasons"] if text.startswith("corroborated: ")]
        assert len(grounds) == (row["level"] == "alert")
    assert {row["level"] for row in before["rows"]} == {"alert", "warning"}


def test_a_code_of_several_items_says_which_it_pools(china: Path, after: Payload) -> None:
    row = rows(ask(replay(LATE, china)))[METALS]
    assert row["items"] == ["gallium", "germanium", "indium"]
    assert row["reasons"][-1] == (
        "the code pools Gallium, Germanium, Indium: which of them moved cannot be seen at six digits"
    )
    assert not any("pools" in text for text in rows(after)["exporter-item/250410/as reported/CHN/-/drop"]["reasons"])


def test_what_is_beyond_the_budget_is_counted(china: Path, after: Payload) -> None:
    short = ask(replay(AFTER, china), budget=1)
    assert short["rows"] == after["rows"][:1]
    left = len(after["rows"]) - 1
    assert f"{left} signals beyond the alarm budget of 1 a month are not shown: `--budget N`." in short["meta"]["notes"]
    assert not any("budget" in note for note in after["meta"]["notes"])


def test_what_was_only_noticed_is_listed_on_request(china: Path) -> None:
    at = replay("2023-09-05", china)
    silent, listed = ask(at), ask(at, with_watch=True)
    noticed = [row for row in listed["rows"] if row["level"] == "watch"]
    assert noticed
    assert silent["rows"] == [row for row in listed["rows"] if row["level"] != "watch"]
    note = f"{len(noticed)} flow{'' if len(noticed) == 1 else 's'} noticed that did not pass: `--all`."
    assert note in silent["meta"]["notes"]
    assert note not in listed["meta"]["notes"]


def test_a_stricter_rate_of_false_discoveries_lets_less_pass(china: Path, before: Payload) -> None:
    strict = ask(replay(BEFORE, china), q=0.001)
    assert strict["meta"]["parameters"]["q"] == 0.001
    assert len(strict["rows"]) < len(before["rows"])


def test_january_is_judged_with_february_and_the_note_says_so(china: Path) -> None:
    found = ask(replay("2024-03-05", china))
    assert found["rows"] == []
    assert (
        "Nothing of comtrade:exporter could be judged in 2024-01: January is judged with February where the lunar new "
        "year is kept." in found["meta"]["notes"]
    )


def test_too_short_a_history_explains_itself(china: Path) -> None:
    found = ask(replay("2018-06-05", china))
    assert found["rows"] == []
    assert (
        "Nothing of comtrade:exporter could be judged in 2018-04: 16 months of history are too few; about two and a "
        "half years are needed." in found["meta"]["notes"]
    )


def test_a_day_before_the_first_publication_is_told_the_first(china: Path) -> None:
    with pytest.raises(NotCovered, match="had been published by 2017-03-01: the first vintage is of 2017-03-02"):
        ask(replay("2017-03-01", china))
    assert ask(replay("2017-03-02", china))["rows"] == []


def test_without_months_the_sentence_says_what_to_load(tmp_path: Path) -> None:
    with pytest.raises(NotCovered, match="no monthly flows are in the data: load a file of months"):
        ask(desk(BEFORE, tmp_path))


def test_an_unknown_source_is_quoted_with_those_that_are_held(china: Path) -> None:
    with pytest.raises(UnknownName, match="'baci' is no source of months here; use one of comtrade:exporter"):
        ask(replay(BEFORE, china), source="baci")


@pytest.mark.parametrize("source", ["comtrade", "comtrade:exporter"])
def test_a_source_is_named_with_or_without_its_side(china: Path, before: Payload, source: str) -> None:
    assert ask(replay(BEFORE, china), source=source) == before


def test_alerts_are_opened_once_and_persist(own: Path, before: Payload) -> None:
    first = ask(desk(BEFORE, own))
    assert first == before
    known = lives(desk(BEFORE, own))
    assert {alert.id for alert in known} == {SURGE, METALS}
    opened = next(alert for alert in known if alert.id == SURGE)
    assert [(act.state, act.period, act.level) for act in opened.acts] == [(AlertState.OPEN, "2023-11", "alert")]
    assert opened.opened.vintage == dt.date(2023, 12, 30)
    assert opened.opened.consequence == pytest.approx(rows(first)[SURGE]["consequence"])
    assert ask(desk(BEFORE, own)) == first
    assert lives(desk(BEFORE, own)) == known
    assert ask(desk("2024-01-20", own))["rows"] == first["rows"]
    assert lives(desk("2024-01-20", own)) == known


def test_what_is_beyond_the_budget_is_opened_all_the_same(own: Path) -> None:
    every = rows(ask(replay(AFTER, own)))
    assert len(every) > 1
    ask(desk(AFTER, own), budget=1)
    assert {alert.id for alert in lives(desk(AFTER, own))} == set(every)


def test_the_replay_of_an_earlier_day_opens_nothing(own: Path) -> None:
    assert ask(replay(BEFORE, own))["rows"]
    assert lives(replay(BEFORE, own)) == ()


def test_a_row_says_what_people_did_about_its_alert(own: Path) -> None:
    ask(desk(BEFORE, own))
    taken = alerting.Decision(alert=SURGE, state=AlertState.TAKEN, who="Kim")
    alerting.decided(desk(BEFORE, own), taken, at=moment(BEFORE, 10))
    assert rows(ask(desk(BEFORE, own)))[SURGE]["state"] == "taken"
    closed = alerting.Decision(
        alert=SURGE, state=AlertState.CLOSED, who="Kim", reason=ClosingReason.ALREADY_COVERED, note="90 days"
    )
    alerting.decided(desk(BEFORE, own), closed, at=moment(BEFORE, 11))
    assert rows(ask(desk(BEFORE, own)))[SURGE]["state"] == "closed"


def test_the_next_release_clears_what_is_over_and_keeps_it(own: Path) -> None:
    ask(desk(BEFORE, own))
    ask(desk(AFTER, own))
    states = {alert.id: alert.state for alert in lives(desk(AFTER, own))}
    assert states[SURGE] is AlertState.CLEARED
    assert states["exporter-item/250410/as reported/CHN/-/drop"] is AlertState.OPEN


def test_what_moves_in_the_next_release_too_stays_open(own: Path) -> None:
    """Exports of 811292 rose in November and in December 2024, from a warning to an alert; a unit value was back."""
    ask(desk("2025-01-05", own))
    ask(desk("2025-02-05", own))
    known = {alert.id: alert for alert in lives(desk("2025-02-05", own))}
    assert known[METALS].state is AlertState.OPEN
    assert [(act.state, act.period, act.level) for act in known[METALS].acts] == [
        (AlertState.OPEN, "2024-11", "warning"),
        (AlertState.OPEN, "2024-12", "alert"),
    ]
    assert known["pair/380110/as reported/CHN/AUS/price"].state is AlertState.CLEARED


@pytest.mark.parametrize(
    ("last", "level", "word"), [(100.0, "warning", "contradicted"), (300.0, "alert", "corroborated")]
)
def test_an_alert_is_held_against_what_the_other_side_reports(
    own: Path, tmp_path: Path, last: float, level: str, word: str
) -> None:
    """Korea reports its imports of graphite from China: a hundred each month, and in November 2023 as given."""
    months = [str(month) for month in np.arange("2022-01", "2023-12", dtype="datetime64[M]")]
    told = [[month, "KOR", "CHN", "M", "250410", 100.0, 100.0] for month in months]
    told[-1][-2:] = [last, last]
    path = table(tmp_path / "imports.csv", HEADER, told)
    at = desk(BEFORE, own)
    vintage = dt.date(2023, 12, 31)
    economies = facts.load().partner_codes
    at.lake.load(path, economies=economies, today=at.today, layout=parse(LAYOUT, "sides"), vintage=vintage)
    row = rows(ask(at))[SURGE]
    assert row["level"] == level
    assert row["reasons"][-1].startswith(f"{word}: the importer report of sides ")
    assert "over 1 of " in row["reasons"][-1]


def revised(own: Path, shared_data: Path, folder: Path) -> None:
    """Load a publication of 20 January 2024 that gives graphite of November its usual value and weight."""
    source = shared_data / "trade" / "comtrade_china_exports_monthly_2017_2024.parquet"
    path = folder / "revised.parquet"
    factor = 20.3 / 49.5
    rows_of_november = f"""
        SELECT * REPLACE (
            CASE WHEN code = '250410' THEN value_usd * {factor} ELSE value_usd END AS value_usd,
            CASE WHEN code = '250410' THEN qty_kg * {factor} ELSE qty_kg END AS qty_kg)
        FROM read_parquet('{source}') WHERE period = '202311'"""  # noqa: S608 - our own words
    duckdb.execute(f"COPY ({rows_of_november}) TO '{path}' (FORMAT parquet)")
    report = load(
        desk("2024-01-20", own), [path], Terms(vintage=dt.date(2024, 1, 20)), lambda _name, _done, _total: None
    )
    assert report.rows[0]["state"] == "loaded"


def test_a_revision_withdraws_the_alert_that_it_does_not_bear_out(own: Path, shared_data: Path, tmp_path: Path) -> None:
    ask(desk(BEFORE, own))
    revised(own, shared_data, tmp_path)
    found = ask(desk("2024-01-21", own))
    assert SURGE not in rows(found)
    assert found["meta"]["vintages"] == ["2024-01-20"]
    alert = next(alert for alert in lives(desk("2024-01-21", own)) if alert.id == SURGE)
    assert [(act.state, act.period, act.vintage) for act in alert.acts] == [
        (AlertState.OPEN, "2023-11", dt.date(2023, 12, 30)),
        (AlertState.WITHDRAWN, "2023-11", dt.date(2024, 1, 20)),
    ]
    listed = alerting.every(desk("2024-01-21", own), state=None, with_ended=True).rows
    assert SURGE in {row["alert"] for row in listed}
    assert SURGE in rows(ask(replay(BEFORE, own)))  # as it was seen on the day


def test_a_notice_that_no_data_show_stands_as_a_row(own: Path, before: Payload) -> None:
    announce(desk(BEFORE, own), "hf", exporter="JPN", importers=("KOR",))
    found = ask(desk(BEFORE, own))
    *others, row = found["rows"]
    assert others == before["rows"]
    assert (row["signal"], row["level"], row["state"], row["period"]) == ("notice/1", "watch", "open", "2024-01")
    assert (row["item"], row["exporter"], row["importer"]) == ("hf", "JPN", "KOR")
    assert row["reasons"] == ["notice 1 (announced): Licence for each shipment", "no data signal so far"]
    assert (row["p_value"], row["probability"], row["value_usd"], row["basis"]) == (None, None, None, None)
    assert row["sources"] == ["a cable"]
    assert set(row) == set(others[0])


def test_a_notice_names_every_buyer_that_it_addresses(own: Path) -> None:
    announce(desk(BEFORE, own), "hf", exporter="JPN", importers=("KOR", "NLD"))
    row = ask(desk(BEFORE, own))["rows"][-1]
    assert row["importer"] is None
    assert "it addresses KOR, NLD" in row["reasons"]


def test_a_notice_on_a_code_alone_is_of_the_items_of_the_code(own: Path) -> None:
    announce(desk(BEFORE, own), "", exporter="RUS", codes=("811292",))
    row = ask(desk(BEFORE, own))["rows"][-1]
    assert (row["code"], row["items"]) == ("811292", ["gallium", "germanium", "indium"])


def test_a_notice_row_is_of_the_month_announced(own: Path) -> None:
    at = desk(BEFORE, own)
    told = noticing.Entry(
        items=("hf",), exporter="JPN", what="A licence", announced="2023-07-01", source="a cable", who="a desk"
    )
    noticing.add(at, told, at=moment(BEFORE))
    assert rows(ask(desk(BEFORE, own)))["notice/1"]["period"] == "2023-07"


def test_a_notice_whose_alert_was_closed_is_listed_on_request_only(own: Path) -> None:
    announce(desk(BEFORE, own), "hf", exporter="JPN")
    assert "notice/1" in rows(ask(desk(BEFORE, own)))
    closed = alerting.Decision(
        alert="notice/1", state=AlertState.CLOSED, who="Kim", reason=ClosingReason.ALREADY_COVERED, note="90 days"
    )
    alerting.decided(desk(BEFORE, own), closed, at=moment(BEFORE, 11))
    assert "notice/1" not in rows(ask(desk(BEFORE, own)))
    assert rows(ask(desk(BEFORE, own), with_watch=True))["notice/1"]["state"] == "closed"


def test_a_notice_on_the_flow_of_a_warning_lifts_it_to_an_alert(own: Path) -> None:
    assert rows(ask(replay(EARLY, own)))[EMIRATES]["level"] == "warning"
    announce(desk(EARLY, own), "natural_graphite")
    found = rows(ask(desk(EARLY, own)))
    assert found[EMIRATES]["level"] == "alert"
    assert "corroborated: a notice that stands speaks of the flow" in found[EMIRATES]["reasons"]
    assert "notice/1" not in found  # a signal speaks of it


def test_a_notice_shows_the_rush_that_alone_would_not_have_been_listed(own: Path) -> None:
    """The controls of December 2023 were announced on 20 October; the newest month of this day is October."""
    day = "2023-12-05"
    plain = rows(ask(replay(day, own), with_watch=True))
    announce(desk(day, own), "natural_graphite")
    found = rows(ask(desk(day, own), with_watch=True))
    added = [row for name, row in found.items() if name not in plain]
    assert {(row["code"], row["importer"], row["direction"]) for row in added} >= {
        ("250410", "GBR", "surge"),
        ("250410", "CAN", "surge"),
    }
    assert all(row["code"] == "250410" and 0.01 < row["p_value"] <= 0.05 for row in added)
    assert {row["level"] for row in added} == {"watch"}
    assert {name: row["level"] for name, row in plain.items()} == {name: found[name]["level"] for name in plain}


@pytest.mark.parametrize(
    ("item", "exporter", "importers"),
    [("natural_graphite", "RUS", ()), ("natural_graphite", "CHN", ("BTN",)), ("hf", "CHN", ())],
)
def test_a_notice_on_another_flow_lifts_nothing(
    own: Path, item: str, exporter: str, importers: tuple[str, ...]
) -> None:
    announce(desk(EARLY, own), item, exporter=exporter, importers=importers)
    assert rows(ask(desk(EARLY, own)))[EMIRATES]["level"] == "warning"


def test_a_notice_of_a_later_day_is_not_known_before_it(own: Path, before: Payload) -> None:
    announce(desk("2024-01-06", own), "gallium")
    assert ask(replay(BEFORE, own)) == before


def test_a_notice_that_has_ended_stands_no_longer(own: Path, before: Payload) -> None:
    at = desk(BEFORE, own)
    announce(at, "hf", exporter="JPN")
    over = noticing.Entry(state=NoticeState.NO_IMPACT, source="a call", who="a desk")
    noticing.change(at, 1, over, at=moment(BEFORE, 10))
    assert ask(desk(BEFORE, own)) == before


def test_open_notices_stand_even_where_no_months_are_held(tmp_path: Path) -> None:
    at = desk("2019-07-01", tmp_path)
    for item in ("hf", "photoresist", "fluor_polyimide"):
        announce(at, item, exporter="JPN", importers=("KOR",))
    assert [alert.state for alert in lives(at)] == [AlertState.OPEN] * 3
    found = ask(at)
    assert [row["item"] for row in found["rows"]] == ["hf", "photoresist", "fluor_polyimide"]
    assert all("no data signal so far" in row["reasons"] for row in found["rows"])
    assert found["meta"]["notes"] == [
        "No monthly flows are in the data: load a file of months, such as one of UN Comtrade."
    ]
    assert found["meta"]["sources"] == []


def test_the_same_question_gives_the_same_payload(china: Path, after: Payload) -> None:
    assert ask(replay(AFTER, china)) == after


def test_what_a_person_closes_while_a_watch_records_stays_closed(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(desk(LATE, own))
    taken = alerting.Decision(alert=METALS, state=AlertState.TAKEN, who="Kim")
    alerting.decided(desk(LATE, own), taken, at=moment(LATE, 10))
    day = "2025-02-05"
    closed = replace(taken, state=AlertState.CLOSED, reason=ClosingReason.NOT_OURS)
    kim = threading.Thread(target=lambda: alerting.decided(desk(day, own), closed, at=moment(day)))

    def meanwhile(*given: Any, **named: Any) -> tuple[Act, ...]:
        acts = follow(*given, **named)
        kim.start()
        kim.join(timeout=0.5)  # who may not write yet waits until the watch has written
        return acts

    monkeypatch.setattr(watching, "follow", meanwhile)
    ask(desk(day, own))
    kim.join()
    alert = next(alert for alert in lives(desk(day, own)) if alert.id == METALS)
    assert [(act.state, act.who) for act in alert.acts][-2:] == [
        (AlertState.TAKEN, "haechi watch"),
        (AlertState.CLOSED, "Kim"),
    ]


def test_two_watches_at_once_open_an_alert_once(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    has_followed = threading.Event()
    other = threading.Thread(target=ask, args=(desk(BEFORE, own),))

    def meanwhile(*given: Any, **named: Any) -> tuple[Act, ...]:
        acts = follow(*given, **named)
        if threading.current_thread() is other:
            has_followed.set()
        else:
            other.start()
            has_followed.wait(timeout=1)
            if has_followed.is_set():
                other.join()
        return acts

    monkeypatch.setattr(watching, "follow", meanwhile)
    ask(desk(BEFORE, own))
    other.join()
    assert {alert.id: len(alert.acts) for alert in lives(desk(BEFORE, own))} == {SURGE: 1, METALS: 1}


def test_a_watch_that_began_before_somebody_acted_is_told_after_them(own: Path) -> None:
    ask(desk(BEFORE, own))
    taken = alerting.Decision(alert=SURGE, state=AlertState.TAKEN, who="Kim")
    alerting.decided(desk(AFTER, own), taken, at=moment(AFTER, 10))
    ask(desk(AFTER, own))
    alert = next(alert for alert in lives(desk(AFTER, own)) if alert.id == SURGE)
    assert [act.state for act in alert.acts] == [AlertState.OPEN, AlertState.TAKEN, AlertState.CLEARED]
