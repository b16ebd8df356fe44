"""Items that a customs code stands for."""

import datetime as dt

from tests.app.at_desk import desk

from haechi.app.code_items import items_of_node, stage_of
from haechi.model.signal import Level, Node

DAY = dt.date(2024, 1, 5)


def test_a_code_as_reported_is_read_in_the_edition_of_the_day() -> None:
    node = Node(level=Level.EXPORTER_ITEM, code="811292", edition="as reported", exporter="CHN")
    found = items_of_node(desk(), node, DAY)
    assert {"gallium", "germanium"} <= {*found}
    assert items_of_node(desk(), Node(level=Level.EXPORTER, exporter="CHN"), DAY) == ()


def test_a_code_that_stands_for_no_item_has_no_stage() -> None:
    at = desk()
    assert stage_of(at, "281111", "HS22") == at.facts.item_by_id["hf"].stage
    assert stage_of(at, "010121", "HS22") is None
