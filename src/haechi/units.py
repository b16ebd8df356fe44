"""The closed set of units, and conversion between those of one kind."""

from types import MappingProxyType

from haechi.errors import InputError

# unit -> (kind, size in the first unit of its kind)
UNITS = MappingProxyType(
    {
        "1": ("ratio", 1.0),
        "percent": ("ratio", 0.01),
        "kg": ("mass", 1.0),
        "t": ("mass", 1000.0),
        "USD": ("money USD", 1.0),
        "thousand USD": ("money USD", 1e3),
        "million USD": ("money USD", 1e6),
        "billion USD": ("money USD", 1e9),
        "EUR": ("money EUR", 1.0),
        "million EUR": ("money EUR", 1e6),
        "billion EUR": ("money EUR", 1e9),
        "billion KRW": ("money KRW", 1.0),
        "trillion KRW": ("money KRW", 1e3),
        "billion JPY": ("money JPY", 1.0),
        "day": ("time", 1.0),
        "month": ("time", 30.4375),  # a mean Gregorian month in days
        "year": ("time", 365.25),
        "piece": ("count", 1.0),
        "wafer per month": ("rate", 1.0),
        "m3": ("volume", 1.0),
        "million m3": ("volume", 1e6),
        "person": ("persons", 1.0),
    }
)


def convert(value: float, unit: str, target: str) -> float:
    """Express a value of one unit in another of the same kind.

    Parameters
    ----------
    value : number in `unit`
    unit, target : keys of `UNITS`

    Raises
    ------
    InputError
        If a unit is unknown or the two measure different things.

    Examples
    --------
    >>> convert(2.5, "t", "kg")
    2500.0
    """
    kind, size = lookup(unit)
    target_kind, target_size = lookup(target)
    if kind != target_kind:
        raise InputError(f"{unit!r} measures {kind} and {target!r} measures {target_kind}: they cannot be converted")
    return value * size / target_size


def lookup(unit: str) -> tuple[str, float]:
    """Kind and size of a unit; raise `InputError` if it is not in the closed set."""
    try:
        return UNITS[unit]
    except KeyError:
        raise InputError(f"unit {unit!r} is not known; use one of {', '.join(UNITS)}") from None
