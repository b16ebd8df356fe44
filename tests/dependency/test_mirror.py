import pytest
from tests.dependency.small_facts import make_market

from haechi.dependency.mirror import mirror
from haechi.errors import InputError


def test_sources_stand_side_by_side_with_their_difference() -> None:
    first = make_market({"1": [70, 20, 10], "2": [50, 50, 0]}, source="baci")
    second = make_market({"1": [30, 60, 10], "2": [50, 45, 5]}, source="comtrade")
    one, two = mirror(first, second)
    assert (one.top_partners, one.is_flagged, two.is_flagged) == (("JPN", "USA"), False, False)
    assert one.difference == pytest.approx(0.08)
    assert (one.hhi.value, one.hhi.low, one.hhi.high) == pytest.approx((0.54, 0.46, 0.54))


def test_a_difference_above_a_tenth_is_flagged() -> None:
    first = make_market({"1": [70, 20, 10]}, source="baci")
    second = make_market({"1": [90, 5, 5]}, source="comtrade")
    assert mirror(first, second)[0].is_flagged is True


def test_a_code_of_one_source_only_is_kept_and_not_compared() -> None:
    first = make_market({"1": [70, 20, 10]}, source="baci")
    second = make_market({"2": [70, 20, 10]}, source="comtrade", edition="as reported")
    one, two = mirror(first, second)
    assert (one.is_flagged, one.hhi.low, one.same_edition) == (None, None, None)
    assert two.hhis[0].reason == "the source does not hold the code"


def test_editions_that_differ_are_said() -> None:
    first = make_market({"1": [70, 20, 10]}, source="baci", edition="HS17")
    second = make_market({"1": [70, 20, 10]}, source="comtrade", edition="HS22")
    assert mirror(first, second)[0].same_edition is False


def test_other_importers_and_years_are_no_mirror() -> None:
    first = make_market({"1": [70, 20, 10]}, source="baci")
    with pytest.raises(InputError, match="are no mirror"):
        mirror(first, make_market({"1": [70, 20, 10]}, source="comtrade", year=2021))
    with pytest.raises(InputError, match="are no mirror"):
        mirror(first, first)
