"""Shapes of hand-made countries: two squares side by side, with a wiggle in the border that they share."""

import json
from pathlib import Path
from typing import Any

import pytest
from tools.shapes import area, lands, main, point, rings, simplified

from haechi.model.shape import Shape, corners
from haechi.reference.facts import load
from haechi.reference.tables import read

# In tenths of a degree from 0 0: the border first, from south to north, then the way around west and that around east.
BORDER = [[100, 0], [0, 49], [1, 1], [-1, 1], [0, 49]]
WEST = [[100, 100], [-100, 0], [0, -100], [100, 0]]
EAST = [[100, 100], [50, 0], [50, 0], [0, -100], [-100, 0]]
ISLET = [[150, 150], [1, 0], [0, 1], [-1, -1]]


def topology(*features: tuple[str, str | None, list[Any]], shift: float = 0.0) -> dict[str, Any]:
    geometries = [
        {"type": "MultiPolygon", "arcs": arcs, "properties": {"name": name}, **({"id": code} if code else {})}
        for name, code, arcs in features
    ]
    return {
        "transform": {"scale": [0.1, 0.1], "translate": [shift, 0.0]},
        "arcs": [BORDER, WEST, EAST, ISLET],
        "objects": {"countries": {"geometries": geometries}},
    }


PAIR = topology(("Belgium", "056", [[[0, 1]]]), ("Netherlands", "528", [[[~0, 2][::-1]], [[3]]]))


def test_corners_that_matter_least_go_and_the_ends_stay() -> None:
    line = [(0.0, 0.0), (5.0, 0.001), (10.0, 0.0), (10.0, 10.0)]
    assert simplified(line, least=0.1) == [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]


def test_a_closed_line_keeps_a_triangle_however_small() -> None:
    tiny = [(0.0, 0.0), (0.01, 0.0), (0.01, 0.01), (0.0, 0.01), (0.0, 0.0)]
    assert len(set(simplified(tiny, least=1.0))) == 3


def test_the_area_of_a_square_is_that_at_the_equator() -> None:
    assert area([(0.0, -1.0), (2.0, -1.0), (2.0, 1.0), (0.0, 1.0)]) == pytest.approx(4.0)
    assert area([(0.0, 59.0), (2.0, 59.0), (2.0, 61.0), (0.0, 61.0)]) == pytest.approx(2.0)


def test_neighbours_share_their_border_after_it_is_simplified() -> None:
    found = lands(PAIR, load())
    (west,), (east, _) = found["BEL"], found["NLD"]
    assert set(west) & set(east) == {(10.0, 0.0), (10.0, 10.0)}
    assert set(west) == {(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)}


def test_an_islet_goes_but_never_the_last_ring() -> None:
    found = lands(PAIR, load())
    assert len(rings(found["NLD"])) == 1
    alone = lands(topology(("Malta", "470", [[[3]]])), load())
    assert [set(ring) for ring in rings(alone["MLT"])] == [{(150, 150), (151, 150), (151, 151)}]


def test_what_lies_far_south_keeps_its_point_alone() -> None:
    ring = [(0.0, -80.0), (9.0, -80.0), (9.0, -70.0), (0.0, -70.0)]
    assert rings([ring]) == []
    assert point([], [ring]) == (4.5, -75.0)


def test_the_point_of_a_square_is_its_middle_and_of_a_horseshoe_lies_on_it() -> None:
    square = [(0, 0), (100, 0), (100, 100), (0, 100)]
    assert point([square], []) == (5.0, 5.0)
    horseshoe = [(0, 0), (100, 0), (100, 100), (70, 100), (70, 20), (30, 20), (30, 100), (0, 100)]
    longitude, latitude = point([horseshoe], [])
    assert 2.0 < latitude < 10.0
    assert 0.0 <= longitude <= 3.0 or 7.0 <= longitude <= 10.0


def test_a_ring_across_the_180th_meridian_is_not_cut() -> None:
    (ring,) = lands(topology(("Fiji", "242", [[[0, 1]]]), shift=-185.0), load())["FJI"]
    assert {x for x, _ in ring} == {175.0, 185.0}


def test_parts_with_a_code_of_their_own_stand_apart_and_what_has_none_stands_under_none() -> None:
    far = topology(("France", "250", [[[0, 1]]]), ("Somewhere", None, [[[3]]]), ("Kosovo", None, [[[3]]]))
    assert set(lands(far, load())) == {"FRA", "", "XKX"}
    guiana = topology(("France", "250", [[[3]]]), shift=-68.0)
    guiana["transform"]["translate"] = [-68.0, -12.0]
    assert set(lands(guiana, load())) == {"GUF"}


def test_the_table_is_one_that_the_project_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = topology(("Malta", "470", [[[3]]]), ("Belgium", "056", [[[3]]]))
    for name, content in (("first", PAIR), ("second", more)):
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    main([str(tmp_path / "first"), str(tmp_path / "second")])
    (tmp_path / "shapes.csv").write_text(capsys.readouterr().out, encoding="utf-8")
    belgium, netherlands, malta = read("shapes", Shape, folder=tmp_path)
    assert (belgium.economy, belgium.longitude, belgium.latitude) == ("BEL", 5.0, 5.0)
    assert len(corners(netherlands.rings[0])) == 4
    assert (malta.economy, malta.rings) == ("MLT", ())  # a second file gives points alone
