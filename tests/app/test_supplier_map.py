"""Who is how often the largest supplier of an economy."""

from xml.etree import ElementTree as ET

import pytest
from tests.app.at_desk import desk
from tests.app.test_chain_map import NS

from haechi.app import dependence
from haechi.app.supplier_map import drawn, largest_suppliers
from haechi.app.world_map import Look
from haechi.charts.places import Words

AT = desk("2026-11-22")
FOUND = largest_suppliers(AT, dependence.depend(AT, "KOR"), language="en")


def test_parts_sum_to_all_rows_that_name_a_largest_supplier() -> None:
    assert sum(row.part.value or 0.0 for row in FOUND) == pytest.approx(1)
    parts = [row.part.value for row in FOUND]
    assert parts == sorted(parts, reverse=True)  # type: ignore[type-var]


@pytest.mark.parametrize("look", Look)
def test_the_picture_says_every_supplier_and_marks_the_buyer(look: Look) -> None:
    found = drawn(AT, FOUND, Words(title="t", subtitle="s"), buyer="KOR", language="en", look=look)
    picture = ET.fromstring(found.picture)  # noqa: S314 - our own markup
    said = picture.findtext(f"{NS}desc") or ""
    assert all(f"{row.name}: {row.part.value:.2f}" in said for row in FOUND)
    assert "South Korea: –" in said
    marks = {"shapes": ("path", "stroke", "#1b2733"), "tiles": ("rect", "stroke-width", "2")}
    element, attribute, value = marks[look]
    assert any(found.get(attribute) == value for found in picture.iter(f"{NS}{element}"))
