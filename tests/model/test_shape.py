"""Rings of shapes: read as they are written, and refused in a sentence where they enclose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haechi.errors import FactError
from haechi.model.citation import Citation, Method
from haechi.model.dates import PartialDate
from haechi.model.shape import Shape, corners, ring_of

CITATION = Citation(source="s", locator="l", as_of=PartialDate.parse("2018"), method=Method.DERIVED)
CORNER = st.tuples(st.integers(-1690, 1910), st.integers(-900, 900))


def shape(*rings: str, longitude: float = 0.0) -> Shape:
    return Shape(economy="KOR", longitude=longitude, latitude=0.0, rings=rings, citation=CITATION)


@given(st.lists(CORNER, min_size=1))
def test_a_ring_is_read_as_it_was_written(points: list[tuple[int, int]]) -> None:
    assert corners(ring_of(points)) == [(x / 10, y / 10) for x, y in points]


def test_an_economy_may_have_no_ring() -> None:
    assert shape().rings == ()


@pytest.mark.parametrize(
    ("ring", "words"),
    [
        ("0 0 10 0 0 ten", "ring '0 0 10 0 0 ten' is not a row of whole numbers"),
        ("0 0 10 0 0", "a longitude without a latitude"),
        ("0 0 10 0 -10 0", "fewer than three corners"),
        ("0 0 10 0 0 1000", "1 100 is no longitude and latitude"),
    ],
)
def test_a_bad_ring_is_refused_in_a_sentence(ring: str, words: str) -> None:
    with pytest.raises(FactError, match=words):
        shape(ring)


def test_a_point_off_the_globe_is_refused() -> None:
    with pytest.raises(FactError, match="260 0 is no longitude and latitude in degrees"):
        shape(longitude=260.0)
