"""Who is how often the largest supplier of an economy."""

from xml.etree import ElementTree as ET

import pytest
from tests.app.at_desk import desk
from tests.app.test_chain_map import NS

from haechi.app import dependence
from haechi.app.supplier_map import largest_suppliers, picture
from haechi.charts.tiles import Words

AT = desk("2026-11-22")
FOUND = largest_suppliers(AT, dependence.depend(AT, "KOR"), language="en")


def test_parts_sum_to_all_rows_that_name_a_largest_supplier() -> None:
    assert sum(row.part.value or 0.0 for row in FOUND) == pytest.approx(1)
    parts = [row.part.value for row in FOUND]
    assert parts == sorted(parts, reverse=True)  # type: ignore[type-var]


def test_the_picture_says_every_supplier_and_frames_the_buyer() -> None:
    drawn = ET.fromstring(picture(FOUND, Words(title="t", subtitle="s"), buyer="KOR"))  # noqa: S314 - our own markup
    said = drawn.findtext(f"{NS}desc") or ""
    assert all(row.name in said for row in FOUND)
    assert any(box.get("stroke-width") == "2" for box in drawn.iter(f"{NS}rect"))
