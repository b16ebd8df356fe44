"""Shapes of the world: the bundled ones, those of a workspace, and tiles."""

import csv
import io
from pathlib import Path

import pytest
from tests.app.at_desk import desk

from haechi.app.world_map import Look, shapes_of, world_map
from haechi.charts.places import Place, Words
from haechi.errors import InputError
from haechi.model.estimate import Estimate
from haechi.reference.facts import load

DAY = "2026-11-22"
WORDS = Words(title="t", subtitle="s")
ROWS = [Place(economy="KOR", name="South Korea", number=Estimate(value=0.5, reason=""))]
HEAD = "economy,longitude,latitude,rings,source,locator,as_of,method"
OWN = "KOR,127.5,36.5,1260 350 30 0 0 30 -30 0,own-survey,sheet 1,2026,reported"


def given(folder: Path, *lines: str) -> Path:
    (folder / "shapes.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_the_bundled_shapes_are_drawn_and_their_source_is_named(tmp_path: Path) -> None:
    found = world_map(desk(DAY, tmp_path), ROWS, WORDS, Look.SHAPES)
    assert found.origins == ("Natural Earth",)
    assert "South Korea: 0.50" in found.picture


def test_tiles_say_the_same_without_any_shape(tmp_path: Path) -> None:
    at = desk(DAY, tmp_path)
    found = world_map(at, ROWS, WORDS, Look.TILES)
    assert (found.origins, "<path" in found.picture) == ((), False)
    assert "South Korea: 0.50" in found.picture


def test_shapes_of_the_workspace_take_the_place_of_the_bundled_ones(tmp_path: Path) -> None:
    at = desk(DAY, given(tmp_path, HEAD, OWN))
    assert [shape.economy for shape in shapes_of(at)] == ["KOR"]
    assert world_map(at, ROWS, WORDS, Look.SHAPES).origins == ("own-survey",)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("a,b", "1,2"), "columns are"),
        ((HEAD, OWN.replace("1260 350", "here there")), r"line 2 \(KOR\): ring 'here there 30 0 0 30…' is not a row"),
        ((HEAD, OWN.replace("127.5", "east")), "could not convert string to float"),
        ((HEAD, OWN.replace("KOR", "KR")), "'KR' is no economy by ISO 3166 alpha-3"),
        ((HEAD,), "it has no row"),
    ],
)
def test_a_bad_file_of_shapes_is_one_sentence_that_says_what_to_do(
    tmp_path: Path, lines: tuple[str, ...], words: str
) -> None:
    at = desk(DAY, given(tmp_path, *lines))
    with pytest.raises(InputError, match=f"shapes.csv does not hold shapes: .*{words}.*; mend it, take it"):
        world_map(at, ROWS, WORDS, Look.SHAPES)
    assert world_map(at, ROWS, WORDS, Look.TILES).picture


def test_a_file_that_is_no_text_is_refused_too(tmp_path: Path) -> None:
    at = desk(DAY, tmp_path)
    (tmp_path / "shapes.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="does not hold shapes"):
        shapes_of(at)


def test_the_bundled_table_is_itself_a_file_that_a_workspace_may_hold(tmp_path: Path) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD.split(","))
    for shape in load().shapes:
        cited = shape.citation
        row = [shape.economy or "", shape.longitude, shape.latitude, ";".join(shape.rings), cited.source]
        writer.writerow([*row, cited.locator, cited.as_of, cited.method.value])
    at = desk(DAY, given(tmp_path, *text.getvalue().splitlines()))
    assert shapes_of(at) == load().shapes
