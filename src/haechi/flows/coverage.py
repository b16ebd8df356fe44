"""What loads cover: the rule by which an absent row is a zero or unknown."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from haechi.model.trade import Coverage, Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Several coverages of one source and basis, asked as one."""

    parts: tuple[Coverage, ...]

    @classmethod
    def of(cls, parts: Iterable[Coverage]) -> "Extent":
        """Join coverages."""
        return cls(parts=tuple(parts))

    def covers(self, reporter: str, partner: str | None, code: str, period: str, direction: Direction) -> bool:
        """Whether an absent row at this key is a zero; partner None asks for all partners."""
        return any(
            part.direction is direction
            and period in part.periods
            and _holds(part.reporters, reporter)
            and (part.partners is None if partner is None else _holds(part.partners, partner))
            and _holds(part.codes, code)
            for part in self.parts
        )

    def covers_suppliers(self, importer: str, code: str, period: str) -> bool:
        """Whether all suppliers of an importer are in the data.

        True where the importer's own report covers all partners, or reports of all exporters reach the importer.

        Examples
        --------
        >>> from haechi.model.trade import Edition, Frequency
        >>> china = Coverage(direction=Direction.EXPORT, freq=Frequency.ANNUAL, edition=Edition.HS17,
        ...     periods=("2022",), reporters=("CHN",), partners=None, codes=None)
        >>> Extent.of([china]).covers_suppliers("KOR", "250410", "2022")
        False
        """
        if self.covers(importer, None, code, period, Direction.IMPORT):
            return True
        return any(
            part.direction is Direction.EXPORT
            and part.reporters is None
            and period in part.periods
            and _holds(part.partners, importer)
            and _holds(part.codes, code)
            for part in self.parts
        )

    def covers_destinations(self, exporter: str, code: str, period: str) -> bool:
        """Whether all exports of an economy are in the data."""
        return self.covers(exporter, None, code, period, Direction.EXPORT)

    def of_period(self, period: str) -> "Extent":
        """The parts that speak of a period."""
        return Extent(parts=tuple(part for part in self.parts if period in part.periods))

    @property
    def cuts(self) -> tuple[str, ...]:
        """What even complete data leave out, each said once."""
        return tuple(dict.fromkeys(part.cut for part in self.parts if part.cut))


def _holds(listed: Collection[str] | None, name: str) -> bool:
    return listed is None or name in listed
