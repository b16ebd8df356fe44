"""The page of an item: its neighbours drawn, its cover, its published suppliers over time."""

from xml.etree import ElementTree as ET

import pytest
from tests.app.at_desk import desk
from tests.app.test_chain_map import NS, WORDS

from haechi.app.item_page import (
    ItemPage,
    course_picture,
    cover_picture,
    item_page,
    suppliers_of_world,
    world_picture,
)
from haechi.app.world_map import Look
from haechi.brief.messages import Messages
from haechi.charts import matrix, places
from haechi.errors import UnknownName
from haechi.model.chain import Basis

AT = desk("2026-11-22")


def held(name: str, economy: str = "KOR") -> ItemPage:
    return item_page(
        AT, name, economy=economy, words=lambda _: WORDS, language="en", href=lambda item: f"/items/{item}"
    )


def test_its_place_shows_what_it_needs_and_what_needs_it() -> None:
    found = held("hf")
    drawn = {link.attrib["id"] for link in ET.fromstring(found.place).iter(f"{NS}a")}  # noqa: S314 - our own markup
    named = {link["item"] for side in ("needs", "needed_by") for link in found.row[side]}  # type: ignore[attr-defined]
    assert {f"node-{name}" for name in (*named, "hf")} <= drawn


def test_the_first_stop_is_drawn_with_every_row_of_its_table() -> None:
    cover = held("hf").cover
    assert cover is not None
    drawn = ET.fromstring(cover_picture(cover, Messages("en"), title="First stop", axis="days"))  # noqa: S314 - our own markup
    said = drawn.findtext(f"{NS}desc") or ""
    assert all(str(row["stops_name"]) in said for row in cover.rows)


def test_an_item_that_nothing_needs_says_why_no_line_stops() -> None:
    cover = held("urea").cover
    assert cover is not None
    assert cover.rows or "no line stops for want of it" in cover.notes[0]


def test_suppliers_over_time_are_of_one_market_basis_and_measure() -> None:
    courses = held("gallium").courses
    assert courses
    for course in courses:
        assert list(course.periods) == sorted(course.periods)
        assert course.sources
    words = matrix.Words(title="Suppliers", subtitle="", shading="share", unknown="unknown")
    drawn = ET.fromstring(course_picture(courses[0], words, href="/dependence"))  # noqa: S314 - our own markup
    assert "CHN" in (drawn.findtext(f"{NS}desc") or "")


def test_suppliers_of_the_world_are_drawn_by_site_before_headquarters() -> None:
    supply = suppliers_of_world(held("gallium").row)
    assert supply is not None
    assert supply["basis"] is Basis.SITE
    words = places.Words(title="t", subtitle="s")
    found = world_picture(AT, supply, words, language="en", look=Look.SHAPES)
    drawn = ET.fromstring(found.picture)  # noqa: S314 - our own markup
    assert (drawn.findtext(f"{NS}desc") or "").startswith("China: 0.9")
    assert suppliers_of_world({**held("gallium").row, "supplies": []}) is None


def test_without_data_no_months_are_held_and_the_codes_are_told() -> None:
    found = held("hf")
    assert found.months == ()
    assert "281111" in found.codes


def test_a_page_whose_cover_cannot_be_worked_out_says_why_and_stands() -> None:
    found = held("hf", economy="Freedonia")
    assert found.cover is None
    assert (found.no_cover or "").startswith("'Freedonia' is not an economy")
    assert found.row["item"] == "hf"


def test_an_unknown_item_is_named() -> None:
    with pytest.raises(UnknownName, match="'unobtainium' is not an item"):
        held("unobtainium")
