"""The inbox: what somebody wants to see, page by page."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.app.at_desk import desk
from tests.watch.small_lives import DROP, make_act

from haechi.app import labelling, noticing
from haechi.app.alerting import Decision, decided, record
from haechi.app.desk import Desk
from haechi.app.inbox import PAGE, Wanted, inbox
from haechi.brief.messages import Messages
from haechi.errors import InputError, UnknownName
from haechi.model.alert import AlertState

DAY = "2024-01-21"
AT = dt.datetime(2024, 1, 21, 3, tzinfo=dt.UTC)
GALLIUM = "exporter-item/811292/HS22/CHN/-/surge"


@pytest.fixture
def held(tmp_path: Path) -> Desk:
    """A desk with two alerts on data and one on a notice."""
    found = desk(DAY, tmp_path)
    record(found, lambda _: [make_act(), make_act(alert=GALLIUM, probability=0.8, consequence=0.9)])
    entry = noticing.Entry(
        items=["hf"], exporter="JPN", importers=["KOR"], what="Licences", source="a cable", who="Choi"
    )
    noticing.add(found, entry, at=AT)
    return found


def seen(at: Desk, **wanted: Any) -> list[object]:
    return [row["alert"] for row in inbox(at, Wanted(**wanted), who="Kim").rows]


def test_the_greatest_probability_x_consequence_stands_first_after_what_is_not_known(held: Desk) -> None:
    found = inbox(held, Wanted(), who="Kim")
    assert [row["alert"] for row in found.rows] == ["notice/1", GALLIUM, DROP]
    assert [(row["probability"], row["consequence"]) for row in found.rows[1:]] == [(0.8, 0.9), (0.9, 0.5)]
    assert found.note is not None
    assert "unknown is not zero" in found.note.message


def test_of_notices_the_greatest_consequence_stands_first(held: Desk) -> None:
    entry = noticing.Entry(items=["neon"], exporter="UKR", what="Plants are shut", source="a cable", who="Choi")
    noticing.add(held, entry, at=AT)
    first, second = inbox(held, Wanted(), who="Kim").rows[:2]
    assert (first["alert"], second["alert"]) == ("notice/1", "notice/2")
    assert first["consequence"] > second["consequence"]  # type: ignore[operator]


def test_titles_name_items_economies_and_what_moved_in_the_language(held: Desk) -> None:
    for language, said in (("en", "Gallium, Germanium, Indium, China: surge"), ("ko", "갈륨")):
        row = inbox(held, Wanted(), who="Kim", language=language).rows[1]
        assert Messages("en").put(row["title"]).startswith(said)
    row = inbox(held, Wanted(), who="Kim").rows[0]
    assert Messages("en").put(row["title"]) == "Hydrogen fluoride, Japan to South Korea: Licences"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"item": "gallium"}, [GALLIUM]),
        ({"item": "Hydrogen fluoride"}, ["notice/1"]),
        ({"exporter": "CHN"}, [GALLIUM, DROP]),
        ({"importer": "South Korea"}, ["notice/1", DROP]),
        ({"level": "watch"}, [GALLIUM, DROP]),
        ({"level": "alert"}, []),
        ({"text": "germanium"}, [GALLIUM]),
        ({"text": "250410"}, [DROP]),
        ({"text": "Licences"}, ["notice/1"]),
        ({"exporter": "CHN", "importer": "KOR"}, [DROP]),
        ({"state": "taken"}, []),
    ],
)
def test_what_is_wanted_narrows_the_list(held: Desk, wanted: dict[str, str], found: list[str]) -> None:
    assert seen(held, **wanted) == found


def test_ones_own_are_those_that_one_took(held: Desk) -> None:
    decided(held, Decision(alert=DROP, state=AlertState.TAKEN, who="Kim"), at=AT)
    decided(held, Decision(alert=GALLIUM, state=AlertState.TAKEN, who="Lee"), at=AT)
    assert seen(held, is_mine=True) == [DROP]
    assert seen(held, state="taken") == [GALLIUM, DROP]


def test_labels_of_ones_own_and_shared_ones_choose_and_are_listed(held: Desk) -> None:
    labelling.mark(held, [DROP], "mine", is_shared=False, is_on=True, who="Kim", at=AT)
    labelling.mark(held, [GALLIUM], "ours", is_shared=True, is_on=True, who="Lee", at=AT)
    assert (seen(held, label="mine"), seen(held, label="ours")) == ([DROP], [GALLIUM])
    assert inbox(held, Wanted(), who="Kim").labels == ("mine", "ours")
    assert inbox(held, Wanted(), who="Lee").labels == ("ours",)


@pytest.mark.parametrize(
    ("wanted", "error", "said"),
    [
        ({"state": "dead"}, InputError, "'dead' is no state of an alert; use one of live, open"),
        ({"level": "red"}, InputError, "'red' is no level; use one of watch, warning, alert"),
        ({"item": "unobtainium"}, UnknownName, "'unobtainium' is not an item"),
        ({"exporter": "XXX"}, UnknownName, "'XXX' is not an economy"),
    ],
)
def test_what_there_is_not_is_quoted(held: Desk, wanted: dict[str, str], error: type[InputError], said: str) -> None:
    with pytest.raises(error, match=said):
        seen(held, **wanted)


def test_rows_come_in_pages_and_a_page_beyond_is_the_last(tmp_path: Path) -> None:
    at = desk(DAY, tmp_path)
    acts = [
        replace(make_act(alert=f"pair/250410/HS22/CHN/{number}/drop"), probability=number / 500)
        for number in range(250)
    ]
    record(at, lambda _: acts)
    first, last, beyond = (inbox(at, Wanted(page=page), who="Kim") for page in (1, 3, 99))
    assert (first.total, first.pages, first.first, first.last, len(first.rows)) == (250, 3, 1, PAGE, PAGE)
    assert (last.first, last.last, len(last.rows)) == (201, 250, 50)
    assert beyond.rows == last.rows


def test_an_empty_list_says_why(tmp_path: Path, held: Desk) -> None:
    bare, none = (
        inbox(desk(DAY, tmp_path / "bare"), Wanted(), who="Kim"),
        inbox(held, Wanted(state="closed"), who="Kim"),
    )
    assert bare.note is not None
    assert bare.note.message.startswith("There are no alerts yet")
    assert none.note is not None
    assert Messages("en").put(none.note) == "None of the 3 alerts is of that kind; widen the choice."
    assert inbox(desk(DAY), Wanted(), who="Kim").rows == ()
