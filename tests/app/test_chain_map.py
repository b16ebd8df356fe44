"""The chain by stage: what shades an item, of which body of data, and what a stop reaches."""

from xml.etree import ElementTree as ET

import pytest
from tests.app.at_desk import desk

from haechi.app import item_card
from haechi.app.chain_map import Colour, Question, basis_named, chain_map, colour_named, picture
from haechi.charts.chain import Words
from haechi.errors import InputError, UnknownName
from haechi.model.chain import Basis

AT = desk("2026-11-22")
NS = "{http://www.w3.org/2000/svg}"
WORDS = Words(
    title="The chain",
    subtitle="",
    shading="HHI",
    unknown="unknown",
    critical="critical",
    other="other",
    found="found",
    reached="reached",
)


def test_every_item_stands_in_the_order_of_the_stages() -> None:
    rows = chain_map(AT, Question()).rows
    assert len(rows) == len(AT.facts.items)
    position = {stage.id: stage.position for stage in AT.facts.stages}
    places = [position[str(row["stage"])] for row in rows]
    assert places == sorted(places)


def test_the_number_of_an_item_is_that_of_its_card() -> None:
    row = next(row for row in chain_map(AT, Question()).rows if row["item"] == "gallium")
    card = item_card.item(AT, "gallium").rows[0]
    by_site = [supply for supply in card["supplies"] if (supply["market"], supply["basis"]) == ("WLD", "site")]  # type: ignore[attr-defined]
    assert row["value"] in {supply["hhi"].value for supply in by_site}
    assert row["sources"] in [supply["sources"] for supply in by_site]


def test_items_without_a_published_share_stay_unknown() -> None:
    report = chain_map(AT, Question())
    unknown = [row for row in report.rows if row["scope"] is None]
    assert unknown
    assert all((row["value"], row["interval"]) == (None, None) for row in unknown)
    assert "the others are unknown, not zero" in report.notes[0]


def test_a_partner_shades_by_its_share_in_the_imports_of_an_economy() -> None:
    report = chain_map(AT, Question(colour=Colour.SHARE, partner="JPN", economy="KOR"))
    resist = next(row for row in report.rows if row["item"] == "photoresist")
    assert resist["value"] == pytest.approx(0.76, abs=0.05)
    assert str(resist["scope"]).startswith("KOR imports")
    assert report.parameters["basis"] is Basis.CUSTOMS_ORIGIN


def test_a_stop_reaches_what_paths_say() -> None:
    rows = chain_map(AT, Question(stop="hf")).rows
    paths = {str(row["item"]): row for row in item_card.paths(AT, "hf").rows}
    assert {str(row["item"]) for row in rows if row["share_lost_interval"] is not None} == set(paths)
    assert [row["item"] for row in rows if row["is_stopped"]] == ["hf"]
    assert all(row["via"] == paths[str(row["item"])]["via"] for row in rows if str(row["item"]) in paths)


def test_an_item_is_found_by_a_part_of_a_name_in_any_language_or_by_its_whole_id() -> None:
    found = {row["item"] for row in chain_map(AT, Question(find="불화수소")).rows if row["is_found"]}
    assert "hf" in found
    assert [row["item"] for row in chain_map(AT, Question(find="hf")).rows if row["is_found"]] == ["hf"]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (Question(colour=Colour.SHARE), "name one, such as JPN"),
        (Question(basis=Basis.CUSTOMS_ORIGIN), "name an economy for customs"),
        (Question(economy="KOR", basis=Basis.SITE), "published by customs origin, not by site"),
    ],
)
def test_a_basis_that_is_not_published_is_refused(question: Question, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        chain_map(AT, question)


def test_words_that_mean_nothing_are_refused() -> None:
    with pytest.raises(InputError, match="'red' shades nothing here"):
        colour_named("red")
    with pytest.raises(InputError, match="'feeling' is no basis of shares"):
        basis_named("feeling")
    with pytest.raises(UnknownName, match="'unobtainium' is not an item"):
        chain_map(AT, Question(stop="unobtainium"))


def test_the_picture_has_every_row_of_the_table_with_the_same_number() -> None:
    report = chain_map(AT, Question(stop="hf"))
    drawn = ET.fromstring(picture(AT, report, WORDS, language="en", href=lambda item: f"/items/{item}"))  # noqa: S314
    labels = {link.attrib["id"].removeprefix("node-"): link.attrib["aria-label"] for link in drawn.iter(f"{NS}a")}
    assert set(labels) == {row["item"] for row in report.rows}
    for row in report.rows:
        if row["value"] is not None:
            assert f": {row['value']:.2f}." in labels[str(row["item"])]
