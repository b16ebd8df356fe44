import pytest

from haechi.charts import svg
from haechi.charts.shade import legend, sentences, shade, written
from haechi.model.estimate import Estimate

NOTHING = Estimate(value=None, low=0.0, high=1.0, reason="anything")


def exact(value: float) -> Estimate:
    return Estimate(value=value, reason="")


def test_five_shades_run_from_nothing_to_all() -> None:
    fills = [shade(exact(value)).fill for value in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)]
    assert len(set(fills)) == 5
    assert fills[4] == fills[5]


def test_a_number_of_which_only_bounds_are_known_is_shaded_by_the_lower_one() -> None:
    bounded = Estimate(value=None, low=0.65, high=1.0, reason="")
    assert shade(bounded) == shade(exact(0.65))
    assert written(bounded) == "≥0.65"


@pytest.mark.parametrize("number", [NOTHING, Estimate(value=None, reason="not held")])
def test_what_could_be_anything_is_a_dash_in_a_dashed_frame_and_no_zero(number: Estimate) -> None:
    assert written(number) == "–"
    assert (shade(number).fill, shade(number).dash is not None) == (svg.PAPER, True)
    assert written(exact(0.0)) == "0.00"


def test_the_legend_writes_the_ends_of_every_shade() -> None:
    said = "".join(legend("HHI", "unknown", 0, 0))
    assert all(text in said for text in ("HHI", "0.0–0.2", "0.2–0.4", "0.4–0.6", "0.6–0.8", "0.8–1.0", "– unknown"))


def test_numbers_are_said_in_words() -> None:
    assert sentences([("Neon", exact(0.5)), ("Helium", NOTHING)]) == "Neon: 0.50; Helium: –"
