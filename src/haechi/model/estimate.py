"""A value with its interval, or the reason why there is none; a rule's answer; how lasting it is."""

from dataclasses import dataclass

from haechi.errors import HaechiError

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number as far as it is known.

    `value` None: it cannot be evaluated; `low` and `high` None: no interval is available. `reason` then says why, and
    otherwise names the ground of the interval (mirror, months, unspecified partners, unknown shares). `is_unbounded`
    marks a ratio whose denominator is a true zero: it has no value and is above any threshold.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""
    is_unbounded: bool = False

    def __post_init__(self) -> None:
        if (self.low is None) != (self.high is None):
            raise HaechiError(f"interval of {self} has one end only")
        if self.is_unbounded and (self.value is not None or self.low is not None):
            raise HaechiError(f"{self} is unbounded and has a value or an interval")
        if self.low is not None and self.high is not None:
            if self.low > self.high + _ROUNDING:
                raise HaechiError(f"interval {self.low}..{self.high} is upside down")
            if self.value is not None and not self.low - _ROUNDING <= self.value <= self.high + _ROUNDING:
                raise HaechiError(f"value {self.value} lies outside its interval {self.low}..{self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Persistence:
    """In how many of the years or periods that could be evaluated something held."""

    times: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.times <= self.of:
            raise HaechiError(f"{self.times} of {self.of} is not a count")

    def __str__(self) -> str:
        return f"{self.times} of {self.of}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One comparison inside a rule: `estimate` of the indicator `name` against `threshold`; None is undecided."""

    name: str
    estimate: Estimate
    relation: str
    threshold: float
    met: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer of a named preset: true, false or undecided, always with the reason.

    `grade` is the word that a preset gives beyond yes and no (a band, a degree). A rule that is not made for the
    importer is not applicable: its `met` is None and nothing is left open.
    """

    preset: str
    met: bool | None
    reason: str
    parts: tuple[Part, ...] = ()
    grade: str | None = None
    persistence: Persistence | None = None
    is_applicable: bool = True
