"""A value with its interval, or the reason why there is none."""

from dataclasses import dataclass

from haechi.errors import HaechiError

_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number as far as it is known.

    `value` None: it cannot be evaluated; `low` and `high` None: no interval is available. `reason` then says why, and
    otherwise names the ground of the interval (mirror, months, unspecified partners, unknown shares).
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise HaechiError(f"interval of {self} has one end only")
        if self.low is not None and self.high is not None:
            if self.low > self.high + _ROUNDING:
                raise HaechiError(f"interval {self.low}..{self.high} is upside down")
            if self.value is not None and not self.low - _ROUNDING <= self.value <= self.high + _ROUNDING:
                raise HaechiError(f"value {self.value} lies outside its interval {self.low}..{self.high}")
