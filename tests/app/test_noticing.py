"""What a notice opens and what it leads to."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk

from haechi.app import carding
from haechi.app.desk import Desk
from haechi.app.entering import Entry as Knowledge
from haechi.app.entering import enter
from haechi.app.lives import lives
from haechi.app.noticing import Entry, add, change, every, faults, foreseen, show
from haechi.errors import InputError, UnknownName
from haechi.model.alert import AlertState
from haechi.model.notice import NoticeState
from haechi.store import acts, notices

DAY = "2021-10-12"
AT = dt.datetime(2021, 10, 12, 3, 0, tzinfo=dt.UTC)


@pytest.fixture
def seoul(tmp_path: Path) -> Desk:
    return desk(DAY, tmp_path)


def entry(**given: Any) -> Entry:
    common = {"exporter": "CHN", "what": "Inspection before export", "source": "a cable", "who": "a desk"}
    return Entry(**(common | given))


def update(**given: Any) -> Entry:
    return Entry(**({"source": "a call", "who": "Kim"} | given))


def added(at_desk: Desk, **given: Any) -> Any:
    (row,) = add(at_desk, entry(**given), at=AT).rows
    return row


def uses(row: Any, item: str) -> set[str]:
    (found,) = [part for part in row["leads_to"] if part["item"] == item]
    return {use["item"] for use in (*found["needed_by"], *found["reaches"])}


def test_the_notice_on_urea_leads_to_vehicles_whether_it_names_the_item_or_the_code(seoul: Desk) -> None:
    by_item = added(seoul, items=["urea"])
    by_code = added(seoul, codes=["3102.10"])
    assert {"diesel_exhaust_fluid", "vehicles"} <= uses(by_item, "urea") & uses(by_code, "urea")
    assert by_code["codes"] == ("310210",)
    assert by_code["about"] == ("urea", "diesel_exhaust_fluid")
    assert (by_code["items"], by_item["about"]) == ((), ("urea",))
    (direct,) = [use for use in by_item["leads_to"][0]["needed_by"] if use["item"] == "diesel_exhaust_fluid"]
    assert direct["essentiality"] == "critical"


def test_the_codes_to_watch_are_those_in_force_with_the_other_items_that_they_show(seoul: Desk) -> None:
    watched = added(seoul, items=["urea"], effective="2022-01-15")["watched"]
    assert [(row["code"], row["edition"], row["others"]) for row in watched] == [
        ("310210", "HS22", ("diesel_exhaust_fluid",)),
        ("310210", "HS17", ("diesel_exhaust_fluid",)),
    ]


def test_the_tariff_of_the_exporter_shows_what_six_digits_mix(tmp_path: Path) -> None:
    watched = added(desk("2026-06-01", tmp_path), items=["gallium"])["watched"]
    signals = {row["code"]: row["signal"].value for row in watched}
    assert (signals["811292"], signals["8112929010"]) == ("C", "A")
    assert "81129210" not in signals  # of the United States


def test_a_heading_stands_for_the_items_of_its_codes(seoul: Desk) -> None:
    assert {"gallium", "germanium"} <= set(added(seoul, codes=["8112"])["about"])


def test_stock_that_is_usual_and_that_was_entered_is_shown_for_those_addressed(seoul: Desk) -> None:
    for economy in ("KOR", "NLD"):
        knowledge = Knowledge(
            item="urea",
            economy=economy,
            stock_days="30",
            grade=None,
            qualified=None,
            qualification_months=None,
            source="a survey",
            who="a desk",
            note=None,
        )
        enter(seoul, knowledge, at=AT)
    (urea,) = added(seoul, items=["urea"], importers=["South Korea"])["leads_to"]
    assert {row["kind"].value for row in urea["buffers"]} == {"stock days", "requalification months"}
    assert [(row["economy"], row["low"]) for row in urea["entered"]] == [("KOR", 30)]


def test_precedents_on_the_item_come_before_those_of_the_exporter(tmp_path: Path) -> None:
    found = added(desk("2024-06-01", tmp_path), items=["urea"])["precedents"]
    assert [row["event"] for row in found[:2]] == ["CHN-UREA-KOR-2023", "CHN-UREA-KOR-2021"]
    assert found[0]["same"] == ("item", "exporter")
    assert {row["same"] for row in found[2:]} == {("exporter",)}
    assert all(row["exporter"] == "CHN" for row in found[2:])


def test_a_notice_is_no_precedent_of_itself(tmp_path: Path) -> None:
    at = desk("2026-11-22", tmp_path)
    given = {"items": ["hf"], "exporter": "JPN", "importers": ["KOR"]}

    def events(**other: Any) -> set[str]:
        return {row["event"] for row in added(at, **(given | other))["precedents"]}

    itself = events(announced="2019-07-01")
    assert "JPN-HF-2019" not in itself
    assert {"JPN-PR-2019", "JPN-FPI-2019"} <= itself
    for other in ({"announced": "2019-07-02"}, {}, {"announced": "2019-07-01", "exporter": "CHN"}):
        assert "JPN-HF-2019" in events(**other)


def test_what_the_tables_cannot_tell_is_said(seoul: Desk) -> None:
    report = add(seoul, entry(items=["vehicles"], codes=["990099"]), at=AT)
    said = " ".join(report.notes)
    assert "No item of the chain is known under 990099 in HS17" in said
    assert "No customs code is known for vehicles" in said
    assert "The chain knows no use of vehicles" in said


def test_an_item_that_its_code_does_not_show_alone_is_named(seoul: Desk) -> None:
    report = add(seoul, entry(items=["diesel_exhaust_fluid"]), at=AT)
    assert "No code shows diesel_exhaust_fluid alone: its stop can hide among other goods." in report.notes


def test_every_source_of_the_answer_is_named(seoul: Desk) -> None:
    report = add(seoul, entry(items=["urea"]), at=AT)
    assert {"a cable", "koreaherald-urea-2021", "haechi-assumptions"} <= {*report.sources}
    assert report.sources == tuple(sorted(report.sources))


def test_a_notice_opens_an_alert_and_its_end_clears_it(seoul: Desk) -> None:
    row = added(seoul, items=["urea"])
    (alert,) = lives(seoul)
    assert (alert.id, alert.state, alert.opened.period) == (row["alert"], AlertState.OPEN, "2021-10")
    change(seoul, 1, update(state=NoticeState.IN_FORCE), at=AT)
    assert [act.state for act in lives(seoul)[0].acts] == [AlertState.OPEN]
    change(seoul, 1, update(state=NoticeState.RESTORED), at=AT)
    assert lives(seoul)[0].state is AlertState.CLEARED


def test_the_alert_of_a_notice_weighs_what_its_card_weighs(seoul: Desk) -> None:
    added(seoul, items=["hf"], exporter="JPN", importers=["KOR"])
    with seoul.register() as register, register.reading() as connection:
        (opened,) = acts.history(connection)
        (notice,) = notices.versions(connection)
    assert opened.consequence == carding.of_notice(seoul, notice).consequence.value


def test_a_change_is_a_version_and_what_is_not_given_stays(seoul: Desk) -> None:
    added(seoul, items=["urea"], effective="2021-10-15", note="by telephone")
    (row,) = change(seoul, 1, update(state=NoticeState.IN_FORCE, importers=["KOR"]), at=AT).rows
    assert (row["state"], row["importers"], row["items"], str(row["effective"])) == (
        NoticeState.IN_FORCE,
        ("KOR",),
        ("urea",),
        "2021-10-15",
    )
    assert (row["changes"], row["note"], row["who"], row["source"]) == (1, "by telephone", "Kim", "a call")
    versions: Any = row["versions"]
    assert [(version["state"].value, version["who"]) for version in versions] == [
        ("announced", "a desk"),
        ("in force", "Kim"),
    ]
    assert show(seoul, 1).rows == [row]


def test_an_earlier_day_sees_the_earlier_version(tmp_path: Path, seoul: Desk) -> None:
    added(seoul, items=["urea"])
    later = desk("2021-11-20", tmp_path)
    change(later, 1, update(state=NoticeState.RESTORED), at=AT + dt.timedelta(days=30))
    assert show(seoul, 1).rows[0]["state"] is NoticeState.ANNOUNCED
    assert show(later, 1).rows[0]["state"] is NoticeState.RESTORED
    with pytest.raises(UnknownName, match="there is no notice 1"):
        show(desk("2021-10-11", tmp_path), 1)


def test_notices_are_listed_newest_first_by_item_and_while_open(seoul: Desk) -> None:
    assert "No notice was entered yet" in every(seoul, item=None, only_open=False).notes[0]
    added(seoul, items=["hf"], exporter="JPN")
    added(seoul, codes=["310210"])
    assert [row["number"] for row in every(seoul, item=None, only_open=False).rows] == [2, 1]
    assert [row["number"] for row in every(seoul, item="요소", only_open=False).rows] == [2]
    change(seoul, 2, update(state=NoticeState.NO_IMPACT), at=AT)
    assert [row["number"] for row in every(seoul, item=None, only_open=True).rows] == [1]
    assert every(seoul, item="urea", only_open=True).notes[0].startswith("No notice on urea is open")
    assert every(seoul, item="neon", only_open=False).notes == ("No notice on neon.",)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"items": ["ureaa"]}, "'ureaa' is not an item; did you mean Urea"),
        ({"exporter": "CHX"}, "'CHX' is not an economy; did you mean .*CHN"),
        ({"importers": ["WLD"]}, "'WLD' is no economy but world"),
        (
            {"announced": "2021-10-13"},
            "announced 2021-10-13 lies ahead of today, 2021-10-12; only what takes effect may",
        ),
        ({"announced": "2021-10-11", "effective": "2021-10-01"}, "before it was announced"),
        ({"effective": "soon"}, "'soon' is not a date"),
        ({"effective": "1021"}, "no edition of the Harmonised System was in force on 1021"),
        ({"codes": ["31"]}, "'31' is not a customs code"),
        ({"items": []}, "names no item and no code"),
        ({"what": " "}, "says nothing"),
        ({"source": " "}, "has no source"),
    ],
)
def test_what_cannot_be_read_is_quoted_and_nothing_is_kept(seoul: Desk, given: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        add(seoul, entry(**({"items": ["urea"]} | given)), at=AT)
    assert every(seoul, item=None, only_open=False).rows == []
    assert lives(seoul) == ()


def test_what_takes_effect_may_lie_ahead(seoul: Desk) -> None:
    assert str(added(seoul, items=["urea"], effective="2022")["effective"]) == "2022"


def test_a_change_of_nothing_and_of_an_unknown_notice_are_refused(seoul: Desk) -> None:
    with pytest.raises(InputError, match="nothing of notice 1 would change; give --state"):
        change(seoul, 1, update(), at=AT)
    with pytest.raises(UnknownName, match="there is no notice 9; run `haechi notice list`"):
        change(seoul, 9, update(state=NoticeState.IN_FORCE), at=AT)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"items": ["ureaa"]}, "items", "'ureaa' is not an item"),
        ({"items": []}, "items", "names no item and no code"),
        ({"codes": ["31"]}, "codes", "'31' is not a customs code"),
        ({"exporter": None}, "exporter", "a notice names no exporter; name the economy that supplies"),
        ({"exporter": "CHX"}, "exporter", "'CHX' is not an economy"),
        ({"importers": ["WLD"]}, "importers", "'WLD' is no economy but world"),
        ({"what": None}, "what", "says nothing"),
        ({"announced": "soon"}, "announced", "'soon' is not a date"),
        ({"announced": "2021-10-13"}, "announced", "lies ahead of today"),
        ({"announced": "2021-10-11", "effective": "2021-10-01"}, "effective", "before it was announced"),
        ({"effective": "soon"}, "effective", "'soon' is not a date"),
        ({"source": ""}, "source", "has no source"),
    ],
)
def test_what_is_wrong_is_told_of_its_field_alone(seoul: Desk, given: dict[str, Any], field: str, said: str) -> None:
    found = faults(seoul, entry(**({"items": ["urea"]} | given)), at=AT)
    assert set(found) == {field}
    assert said in found[field]


def test_a_notice_on_a_code_alone_has_no_fault(seoul: Desk) -> None:
    assert faults(seoul, entry(codes=["310210"]), at=AT) == {}


def test_what_a_notice_would_lead_to_is_shown_without_entering_it(seoul: Desk) -> None:
    (row,) = foreseen(seoul, entry(items=["urea"]), at=AT).rows
    assert "vehicles" in uses(row, "urea")
    assert every(seoul, item=None, only_open=False).rows == []
    assert lives(seoul) == ()
