import datetime as dt

import pytest

from haechi.errors import InputError
from haechi.flows.editions import common, in_force, parse
from haechi.model.trade import Edition


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("H0", Edition.HS92),
        ("H6", Edition.HS22),
        ("HS17", Edition.HS17),
        ("hs2012", Edition.HS12),
        ("07", Edition.HS07),
    ],
)
def test_editions_are_read_as_publishers_write_them(text: str, edition: Edition) -> None:
    assert parse(text) is edition


def test_another_classification_is_no_edition() -> None:
    with pytest.raises(InputError, match="S1"):
        parse("S1")


def test_days_in_one_edition_have_it_in_common_and_days_across_a_change_have_none() -> None:
    assert common([dt.date(2022, 1, 1), dt.date(2024, 12, 1)]) is Edition.HS22
    assert common([dt.date(2021, 12, 1), dt.date(2022, 1, 1)]) is None


def test_nothing_was_in_force_before_1988() -> None:
    with pytest.raises(InputError, match="1962"):
        in_force(dt.date(1962, 1, 1))
