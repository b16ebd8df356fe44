"""Shocks on firms of a network: both readings, who loses, over which ways, draws, and what explains nothing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.app.at_desk import desk

from haechi.app import criticality
from haechi.app.criticality import Asked, Given
from haechi.app.firm_stressing import Question, stress
from haechi.app.report import Report
from haechi.errors import InputError, UnknownName
from haechi.stress.esri import Options

ENDS = [(2, 1), (2, 3), (3, 7), (6, 7), (7, 4), (7, 11), (8, 11), (9, 5), (9, 10), (10, 7)]
SECTORS = (1, 2, 1, 3, 4, 2, 4, 1, 2, 3, 5)
HEAD = 'id = "mine"\ntitle = "Mine"\nkind = "what if"\n'


@pytest.fixture
def eleven(tmp_path: Path) -> Given:
    """The example network of the R package GLcascade."""
    links, firms = tmp_path / "links.csv", tmp_path / "firms.csv"
    links.write_text("supplier,customer,value\n" + "".join(f"{i},{j},1\n" for i, j in ENDS))
    firms.write_text("firm,sector\n" + "".join(f"{i},{sector}\n" for i, sector in enumerate(SECTORS, start=1)))
    return Given(links=links, firms=firms)


def ask(folder: Path, given: Given, *shocks: str, **question: Any) -> Report:
    tables = "".join(f"[[shocks]]\nstart = 2027-01-04\n{shock}\n" for shock in shocks)
    (folder / "mine.toml").write_text(HEAD + tables, encoding="utf-8")
    whole: dict[str, Any] = {"options": Options(), "draws": 200} | question
    asked = Question(scenario=str(folder / "mine.toml"), given=given, **whole)
    return stress(desk(), asked, lambda *_: None)


def readings(report: Report) -> dict[str, Mapping[str, Any]]:
    return {str(row["reading"]): row for row in report.rows if row["section"] == "network"}


def firms(report: Report) -> dict[str, Mapping[str, Any]]:
    return {str(row["firm"]): row for row in report.rows if row["section"] == "firm"}


@pytest.mark.parametrize("replaces", [True, False])
def test_a_whole_failure_loses_what_the_ranking_says(tmp_path: Path, eleven: Given, replaces: bool) -> None:
    """Of firm 2: 0.3 with replacement, 11/30 without (the figures of the literature)."""
    options = Options(replaces=replaces)
    found = readings(ask(tmp_path, eleven, 'producer = "2"\ndepth = 1', options=options))
    asked = Asked(options=options, is_fixed=True, top=1)
    ranked = criticality.criticality(desk(), eleven, asked, parquet=None, progress=lambda *_: None)
    (row,) = (row for row in ranked.rows if row["firm"] == "2")
    assert found["stop rule"]["lost"] == pytest.approx(0.3 if replaces else 11 / 30)
    assert found["stop rule"]["lost"] == pytest.approx(row["stop_rule"])
    assert (found["fixed point"]["lost"], found["fixed point"]["error_bound"]) == (row["esri"], row["error_bound"])


def test_the_parts_of_firms_add_up_to_the_loss(tmp_path: Path, eleven: Given) -> None:
    found = firms(ask(tmp_path, eleven, 'producer = "2"\ndepth = [0.5, 1]'))
    assert next(iter(found)) == "2"
    assert sum(row["part"] for row in found.values()) == pytest.approx(1)
    assert all(row["lost"] == max(row["lost_down"], row["lost_up"]) for row in found.values())


def test_ways_lead_from_the_shock_down_for_inputs_and_up_for_orders(tmp_path: Path, eleven: Given) -> None:
    found = firms(ask(tmp_path, eleven, 'producer = "7"\ndepth = 1'))
    assert found["7"]["ways"] == []
    assert found["4"]["ways"] == [{"side": "down", "via": ["7", "4"], "part": 1.0}]
    assert [way["via"] for way in found["9"]["ways"]] == [["7", "10", "9"]]
    assert {way["side"] for way in found["9"]["ways"]} == {"up"}


def test_only_the_first_firms_have_ways(tmp_path: Path, eleven: Given) -> None:
    rows = list(firms(ask(tmp_path, eleven, 'producer = "7"\ndepth = 1', top=3)).values())
    assert [bool(row["ways"]) for row in rows[3:]] == [False] * len(rows[3:])
    assert any(row["ways"] for row in rows[:3])


def test_a_greater_depth_loses_more_and_draws_lie_between(tmp_path: Path, eleven: Given) -> None:
    for row in readings(ask(tmp_path, eleven, 'producer = "7"\ndepth = [0.1, 0.9]')).values():
        low, high = row["lost_interval"]
        sampled = row["sampled_lost"]
        assert low < sampled["low"] < sampled["median"] < sampled["high"] < high
        assert low < row["lost"] < high


def test_what_drives_the_loss_is_named(tmp_path: Path, eleven: Given) -> None:
    shocks = ('producer = "7"\ndepth = [0.1, 0.9]', 'sector = "1"\ndepth = [0.1, 0.11]')
    report = ask(tmp_path, eleven, *shocks)
    first = readings(report)["stop rule"]["drivers"][0]
    assert first["unknown"] == "depth of the loss of 7"
    assert "What matters most for the loss is the depth of the loss of 7" in str(report.parameters["headline"])


def test_the_same_seed_gives_the_same_answer_and_another_one_another(tmp_path: Path) -> None:
    made = Given(generate=300, seed=2)
    one, other, third = (
        ask(tmp_path, made, 'producer = "F3"\ndepth = [0, 1]', seed=seed).payload() for seed in (3, 3, 4)
    )
    assert one == other
    assert one["rows"] != third["rows"]


def test_a_depth_that_is_known_needs_one_draw(tmp_path: Path, eleven: Given) -> None:
    report = ask(tmp_path, eleven, 'producer = "7"\ndepth = 0.5')
    assert report.parameters["draws"] == 1
    assert "Every depth is one number, so that one draw says all." in report.notes


def test_what_was_not_tested_is_said(tmp_path: Path, eleven: Given) -> None:
    report = ask(tmp_path, eleven, 'producer = "7"\ndepth = [0, 1]', draws=20, options=Options(stop=0.2))
    assert [note.split(" lies")[0] for note in report.notes if "lies outside" in note] == ["stop 0.2", "draws 20"]


def test_draws_are_written_with_their_depths(tmp_path: Path, eleven: Given) -> None:
    path = tmp_path / "draws.parquet"
    report = ask(tmp_path, eleven, 'producer = "7"\ndepth = [0.1, 0.9]', parquet=path)
    assert report.notes[-1] == f"Every draw stands in {path}."
    written = duckdb.read_parquet(str(path))
    assert written.columns == ["draw", "depth of the loss of 7", "stop_rule", "fixed_point", "error_bound"]
    assert len(written.fetchall()) == 200


def test_pictures_show_who_loses_most_and_over_which_ways(tmp_path: Path, eleven: Given) -> None:
    folder = tmp_path / "pictures"
    report = ask(tmp_path, eleven, 'producer = "7"\ndepth = [0.1, 0.9]', pictures=folder)
    assert report.notes[-1] == f"Pictures stand in {folder}."
    assert sorted(path.name for path in folder.iterdir()) == ["mine-firms.svg", "mine-inputs.svg", "mine-orders.svg"]
    assert "7 to 4: 100%" in (folder / "mine-inputs.svg").read_text(encoding="utf-8")
    assert "7 to 10 to 9" in (folder / "mine-orders.svg").read_text(encoding="utf-8")


def test_a_loss_of_nothing_says_that_it_reaches_no_firm(tmp_path: Path, eleven: Given) -> None:
    report = ask(tmp_path, eleven, 'producer = "7"\ndepth = 0')
    assert firms(report) == {}
    assert report.parameters["headline"] == [
        "Nothing is lost: the depth of every shock is 0, so that it reaches no firm."
    ]


def test_a_loss_that_goes_no_farther_says_why(tmp_path: Path, eleven: Given) -> None:
    report = ask(tmp_path, eleven, 'producer = "11"\ndepth = 1')
    assert "Nothing is downstream: no firm that is struck sells to another." in report.notes


def test_a_loss_without_weight_says_so(tmp_path: Path) -> None:
    links, weights = tmp_path / "links.csv", tmp_path / "firms.csv"
    links.write_text("supplier,customer,value\na,b,1\nc,d,1\n")
    weights.write_text("firm,sector,weight\na,x,0\nb,y,0\nc,x,1\nd,y,1\n")
    report = ask(tmp_path, Given(links=links, firms=weights), 'producer = "a"\ndepth = 1')
    assert "Nothing is lost that counts: firms that lose have no weight" in str(report.parameters["headline"])
    assert {row["part"] for row in firms(report).values()} == {None}


def test_in_a_closed_part_only_the_stop_rule_has_an_answer(tmp_path: Path) -> None:
    links = tmp_path / "links.csv"
    links.write_text("supplier,customer,value\na,b,1\nb,a,1\nc,a,1\n")
    report = ask(tmp_path, Given(links=links), 'producer = "a"\ndepth = [0.2, 0.8]')
    found = readings(report)
    assert found["stop rule"]["lost"] > 0
    fixed = found["fixed point"]
    assert (fixed["lost"], fixed["lost_interval"], fixed["error_bound"]) == (None, None, None)
    assert fixed["sampled_lost"] == {"low": None, "median": None, "high": None}
    assert "not known at the fixed point" in str(report.parameters["headline"])


@pytest.mark.parametrize(
    ("shock", "kind", "words"),
    [
        ('producer = "12"\ndepth = 1', InputError, "there is no producer '12' in the network"),
        ('sector = "12"\ndepth = 1', UnknownName, "there is no sector '12' in the network"),
        ('producer = "7"\ndepth = 1\nduration_days = 3', InputError, "in which duration_days has no meaning"),
    ],
)
def test_what_is_wrong_in_a_shock_is_named(
    tmp_path: Path, eleven: Given, shock: str, kind: type[Exception], words: str
) -> None:
    with pytest.raises(kind, match=words):
        ask(tmp_path, eleven, shock)


def test_a_scenario_of_the_chain_is_refused(eleven: Given) -> None:
    asked = Question(scenario="hf-2019", given=eleven, options=Options())
    with pytest.raises(InputError, match="'hf of JPN' of the scenario hf-2019 is of the chain"):
        stress(desk(), asked, lambda *_: None)
