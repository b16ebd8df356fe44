import datetime as dt

import pytest

from haechi.errors import InputError
from haechi.flows.editions import common, in_force, lineages, parse
from haechi.model.chain import CodeChange
from haechi.model.citation import Citation, Method
from haechi.model.dates import PartialDate
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


def change(old: str, new: str, *, is_whole: bool) -> CodeChange:
    (old_code, old_edition), (new_code, new_edition) = old.split(), new.split()
    return CodeChange(
        old_edition=Edition(old_edition),
        old_code=old_code,
        new_edition=Edition(new_edition),
        new_code=new_code,
        is_whole=is_whole,
        citation=Citation(source="a-source", locator="a row", as_of=PartialDate.parse("2022"), method=Method.REPORTED),
    )


def test_a_code_is_followed_through_whole_changes_only() -> None:
    lines = lineages(
        [
            change("681510 HS12", "681510 HS17", is_whole=True),
            change("681510 HS17", "681519 HS22", is_whole=True),
            change("811292 HS12", "811292 HS17", is_whole=True),
            change("811292 HS17", "811292 HS22", is_whole=False),
        ]
    )
    assert lines["681510", "HS12"] == (("681519", "HS22"), ("681510", "HS17"), ("681510", "HS12"))
    assert lines["811292", "HS12"][0] == lines["811292", "HS17"][0] == ("811292", "HS17")
    assert ("811292", "HS22") not in lines
