"""`items`, `item`, `paths` and `sources`: payloads, suggestions, and empty results that explain themselves."""

import pytest
from tests.cli.running import haechi

from haechi.reference.facts import load


def test_items_are_the_key_items_in_the_order_of_the_stages() -> None:
    rows = haechi("items", "--json").payload["rows"]
    facts = load()
    assert {row["item"] for row in rows} == {item.id for item in facts.items if item.is_key}
    position = {stage.id: stage.position for stage in facts.stages}
    assert [position[row["stage"]] for row in rows] == sorted(position[row["stage"]] for row in rows)
    assert all(row["name_en"] and row["name_ko"] and row["name_nl"] for row in rows)
    assert len(haechi("items", "--all", "--json").payload["rows"]) == len(facts.items)


def test_items_of_a_stage_are_those_of_that_stage() -> None:
    rows = haechi("items", "--stage", "mask", "--json").payload["rows"]
    assert rows
    assert {row["stage"] for row in rows} == {"mask"}
    assert "raw_material" in haechi("items", "--stage", "maks").complaint


def test_a_card_holds_codes_suppliers_links_events_and_their_sources() -> None:
    answer = haechi("item", "hf", "--json").payload
    (row,) = answer["rows"]
    assert (row["item"], row["name_en"]) == ("hf", "Hydrogen fluoride")
    assert ("281111", "HS17") in {(code["code"], code["edition"]) for code in row["codes"]}
    assert "JPN-HF-2019" in {event["event"] for event in row["events"]}
    assert row["needed_by"]
    assert row["supplies"]
    known = load().source_by_id
    assert set(answer["meta"]["sources"]) <= set(known)


@pytest.mark.parametrize(
    "name", ["hf", "Hydrogen fluoride", "hydrogen FLUORIDE", "불화수소(불산)", "Waterstoffluoride (HF)"]
)
def test_an_item_is_found_by_its_name_in_any_language(name: str) -> None:
    assert haechi("item", name, "--json").payload["rows"][0]["item"] == "hf"


@pytest.mark.parametrize("item", [item.id for item in load().items if item.kind == "device" or not item.is_key][::3])
def test_cards_of_devices_and_families_are_written_too(item: str) -> None:
    shown = haechi("item", item)
    assert shown.status == 0
    assert load().item_by_id[item].names.en in shown.words


def test_an_item_without_a_published_share_says_so() -> None:
    facts = load()
    silent = next(item.id for item in facts.items if item.id not in {row.item for row in facts.provisions})
    assert "No published share of this item was found" in haechi("item", silent).words


@pytest.mark.parametrize(("command", "name"), [("item", "galium"), ("paths", "neom"), ("item", "Hydrogen flouride")])
def test_a_misspelt_item_gets_a_suggestion(command: str, name: str) -> None:
    said = haechi(command, name).complaint
    assert f"'{name}'" in said
    assert "did you mean" in said


def test_paths_lead_from_the_item_step_by_step_and_their_losses_are_shares() -> None:
    answer = haechi("paths", "neon", "--json").payload
    assert [row["steps"] for row in answer["rows"]] == sorted(row["steps"] for row in answer["rows"])
    for row in answer["rows"]:
        assert row["via"][0] == "neon"
        assert len(row["via"]) == row["steps"]
        low, high = row["share_lost_interval"]
        assert 0 <= low <= high <= 1
    assert {"excimer_laser", "ic_logic"} <= {row["item"] for row in answer["rows"]}


def test_paths_of_one_economy_lose_no_more_than_its_share() -> None:
    answer = haechi("paths", "gallium", "--economy", "CHN", "--json").payload
    most = answer["meta"]["parameters"]["share_lost"]["high"]
    assert 0 < most < 1
    assert all(row["share_lost_interval"][1] <= most + 1e-9 for row in answer["rows"])
    assert any(note.startswith("Share of CHN") for note in answer["meta"]["notes"])


def test_paths_of_an_economy_that_nothing_names_say_where_to_look() -> None:
    said = haechi("paths", "gallium", "--economy", "BTN").complaint
    assert "BTN" in said
    assert "haechi item gallium" in said


def test_a_stop_that_reaches_nothing_says_why() -> None:
    facts = load()
    last = next(
        item.id
        for item in facts.items
        if item.id not in {link.supplier for link in facts.links}
        and item.parent is None
        and not any(other.parent == item.id for other in facts.items)
    )
    answer = haechi("paths", last, "--json").payload
    assert answer["rows"] == []
    assert any("reaches nothing" in note for note in answer["meta"]["notes"])
    assert haechi("paths", last, "--csv").out == ""


def test_sources_are_all_of_the_table_or_the_one_asked_for() -> None:
    rows = haechi("sources", "--json").payload["rows"]
    assert {row["source"] for row in rows} == set(load().source_by_id)
    (one,) = haechi("sources", rows[0]["source"], "--json").payload["rows"]
    assert one == rows[0]
    assert "'nosuch'" in haechi("sources", "nosuch").complaint
