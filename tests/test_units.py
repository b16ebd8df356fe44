import pytest

from haechi.errors import InputError
from haechi.units import UNITS, convert


def test_tonnes_become_kilograms() -> None:
    assert convert(3.25, "t", "kg") == 3250


def test_a_value_comes_back_from_every_unit_of_its_kind() -> None:
    for unit, (kind, _) in UNITS.items():
        for target in (name for name, (other, _) in UNITS.items() if other == kind):
            assert convert(convert(7.0, unit, target), target, unit) == pytest.approx(7.0, rel=1e-12)


def test_money_of_two_currencies_is_never_converted() -> None:
    with pytest.raises(InputError, match="'EUR' measures money EUR and 'USD' measures money USD"):
        convert(1.0, "EUR", "USD")


def test_an_unknown_unit_is_named() -> None:
    with pytest.raises(InputError, match="unit 'stone' is not known"):
        convert(1.0, "stone", "kg")
