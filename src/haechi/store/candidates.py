"""Which source answers on an importer's purchases: never a blend, and by default the first that covers it."""

from dataclasses import dataclass, replace

from haechi.errors import UnknownName
from haechi.flows.coverage import Extent
from haechi.flows.periods import months as months_of
from haechi.model.trade import Coverage, Direction, Frequency, ReportBasis
from haechi.store.asof import Known, basis_of
from haechi.store.manifest import Manifest

_ORDER = (ReportBasis.RECONCILED, ReportBasis.IMPORTER, ReportBasis.EXPORTER)
_WORDS = {"reconciled": _ORDER[0], "importer": _ORDER[1], "exporter": _ORDER[2]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whose purchases are asked for; see `haechi.store.lake.Lake.market`."""

    importer: str
    year: int
    month: int | None = None
    source: str | None = None
    members: tuple[str, ...] = ()

    @property
    def importers(self) -> tuple[str, ...]:
        """The economies whose purchases are added."""
        return (self.importer,) if self.importer in self.members or not self.members else self.members

    @property
    def period(self) -> str:
        """The year or month as it is written."""
        return f"{self.year}" if self.month is None else f"{self.year}-{self.month:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One source, basis and length of period that could answer."""

    source: str
    basis: ReportBasis
    freq: Frequency

    def periods(self, question: Question) -> tuple[str, ...]:
        """The periods that make up the answer."""
        if self.freq is Frequency.ANNUAL or question.month is not None:
            return (question.period,)
        return months_of(question.year)

    @property
    def importer_reports(self) -> bool:
        """Whether the importer is the reporter."""
        return self.basis is ReportBasis.IMPORTER

    @property
    def direction(self) -> Direction:
        """How purchases are booked."""
        return Direction.IMPORT if self.importer_reports else Direction.EXPORT

    def extent(self, known: Known, question: Question) -> Extent:
        """What the data of the source cover in the periods, for all directions."""
        return Extent.of(part for _, part in self.parts(known, frozenset(self.periods(question))))

    def parts(self, known: Known, periods: frozenset[str]) -> tuple[tuple[Manifest, Coverage], ...]:
        """What each load of the source covers of the periods that were published by the day, oldest load first."""
        held: dict[str, tuple[Manifest, set[str]]] = {}
        for manifest, file in known.files(self.source, periods):
            held.setdefault(manifest.id, (manifest, set()))[1].add(file.period)
        reconciled = self.basis is ReportBasis.RECONCILED
        return tuple(
            (manifest, replace(part, periods=tuple(name for name in part.periods if name in known_periods)))
            for manifest, known_periods in held.values()
            for part in manifest.coverage
            if (basis_of(manifest, part.direction) is ReportBasis.RECONCILED) is reconciled
            and part.freq is self.freq
            and not known_periods.isdisjoint(part.periods)
        )


def candidates(known: Known, question: Question) -> tuple[Candidate, ...]:
    """Those that hold rows in the period, in the order in which they are asked.

    Raises
    ------
    UnknownName
        If the question names a source or basis that is not held.
    """
    name, basis = _wanted(known, question.source)
    found = []
    for source in known.sources:
        held = known.files(source)
        for freq in (Frequency.ANNUAL, Frequency.MONTHLY):
            if freq is Frequency.ANNUAL and question.month is not None:
                continue
            for way in _ORDER:
                candidate = Candidate(source=source, basis=way, freq=freq)
                periods = candidate.periods(question)
                if any(file.period in periods and way in manifest.basis for manifest, file in held):
                    found.append(candidate)
    fitting = [entry for entry in found if name in (None, entry.source) and basis in (None, entry.basis)]
    return tuple(sorted(fitting, key=lambda entry: (_ORDER.index(entry.basis), entry.freq, entry.source)))


def _wanted(known: Known, source: str | None) -> tuple[str | None, ReportBasis | None]:
    if source is None:
        return None, None
    name, _, word = source.partition(":")
    if not word and name in _WORDS:
        return None, _WORDS[name]
    if name not in known.sources or (word and word not in _WORDS):
        raise UnknownName(
            f"{source!r} is no source of flows here; use one of {', '.join(known.sources) or '(none is loaded)'}, or "
            f"{', '.join(_WORDS)}, or both as in comtrade:importer"
        )
    return name, _WORDS.get(word)
