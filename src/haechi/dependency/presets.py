"""Named rules that call a code dependent, each against thresholds from the parameter table.

An answer is true, false or undecided: undecided where an indicator is not available, or where what is not known (not
the spread of months) could carry it across its threshold.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from haechi.dependency.profile import Profile
from haechi.errors import FactError, InputError, UnknownName
from haechi.model.estimate import Estimate, Part, Persistence, Verdict
from haechi.model.happening import Parameter

_RELATIONS: Mapping[str, Callable[[float, float], bool]] = MappingProxyType(
    {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}
)
Thresholds = Mapping[str, Parameter]


@dataclass(frozen=True, slots=True)
class _Rule:
    """The comparisons of a preset in one year (all must hold), or why it does not apply."""

    parts: tuple[Part, ...]
    not_applicable: str = ""

    @property
    def met(self) -> bool | None:
        return None if self.not_applicable else all_of(part.met for part in self.parts)


def thresholds(parameters: Iterable[Parameter], preset: str) -> Thresholds:
    """Parameters of a preset by name.

    Raises
    ------
    UnknownName
        If the table has no such preset.
    """
    rows = tuple(parameters)
    found = {row.name: row for row in rows if row.preset == preset}
    if not found:
        known = ", ".join(sorted({row.preset for row in rows}))
        raise UnknownName(f"{preset!r} is not a preset of the parameter table; use one of {known}")
    return found


def evaluate(history: Sequence[Profile], parameters: Iterable[Parameter], preset: str) -> Verdict:
    """Answer of a preset for the last year of a code's history, with the years in which it held.

    Parameters
    ----------
    history : profiles of one code of one importer, one edition, years ascending
    parameters : the parameter table
    preset : a key of `PRESETS`

    Raises
    ------
    UnknownName
        If the preset is not known.
    InputError
        If the history is empty or its years do not ascend.
    """
    years = [profile.year for profile in history]
    if not years or years != sorted(set(years)):
        raise InputError(f"years {years} of a code's history do not ascend; give one profile per year, oldest first")
    if preset not in PRESETS:
        raise UnknownName(f"{preset!r} is not a preset for imports; use one of {', '.join(PRESETS)}")
    limits = thresholds(parameters, preset)
    rules = [PRESETS[preset](profile, limits) for profile in history]
    answers = [rule.met for rule in rules]
    persistence = Persistence(times=answers.count(True), of=len(answers) - answers.count(None))
    if preset == "GEODEP-2024":
        return _in_years_of_window(history, rules, limits, persistence)
    return Verdict(
        preset=preset,
        met=answers[-1],
        reason=_sentence(rules[-1]),
        parts=rules[-1].parts,
        grade=_GRADES[preset](history[-1], limits) if preset in _GRADES else None,
        persistence=persistence,
        is_applicable=not rules[-1].not_applicable,
    )


def compare(name: str, estimate: Estimate, limit: Parameter) -> Part:
    """One indicator against one threshold; undecided where its interval holds the threshold.

    Raises
    ------
    FactError
        If the relation of the parameter is not one of > >= < <=.
    """
    return Part(
        name=name,
        estimate=estimate,
        relation=limit.relation,
        threshold=limit.value,
        met=is_met(estimate, limit.relation, limit.value),
    )


def is_met(estimate: Estimate, relation: str, threshold: float) -> bool | None:
    """Whether an estimate stands in a relation to a threshold; None where its bounds disagree or it has none.

    Examples
    --------
    >>> is_met(Estimate(value=0.48, low=0.48, high=0.58), ">", 0.5) is None
    True
    >>> is_met(Estimate(value=None, low=0.7, high=0.9), ">", 0.5)
    True
    """
    if relation not in _RELATIONS:
        raise FactError(f"relation {relation!r} of a threshold is not one of {' '.join(_RELATIONS)}")
    holds = _RELATIONS[relation]
    if estimate.is_unbounded:
        return relation.startswith(">")
    if estimate.low is not None and estimate.high is not None:
        low, high = holds(estimate.low, threshold), holds(estimate.high, threshold)
        return low if low == high else None
    return None if estimate.value is None else holds(estimate.value, threshold)


def all_of(answers: Iterable[bool | None]) -> bool | None:
    """Whether all hold: false as soon as one is false, else None as soon as one is undecided.

    Examples
    --------
    >>> all_of([True, None, False]), all_of([True, None]), all_of([True, True])
    (False, None, True)
    """
    known = tuple(answers)
    if False in known:
        return False
    return None if None in known else True


def _ec(profile: Profile, limits: Thresholds) -> _Rule:
    if profile.core is None:
        return _Rule((), f"{profile.importer} was not in the EU in {profile.year}: the rule is the union's own")
    core = profile.core
    return _Rule(
        (
            compare("cdi1", core.cdi1, limits["cdi1"]),
            compare("cdi2", core.cdi2, limits["cdi2"]),
            compare("cdi3", core.cdi3, limits["cdi3"]),
        )
    )


def _geodep(profile: Profile, limits: Thresholds) -> _Rule:
    return _Rule(
        (
            compare("import_hhi", profile.hhi, limits["import_hhi"]),
            compare("world_export_hhi", profile.world_export_hhi, limits["world_export_hhi"]),
            compare("imports_over_exports", profile.imports_over_exports, limits["imports_over_exports"]),
        )
    )


def _single_supplier(profile: Profile, limits: Thresholds) -> _Rule:
    return _Rule((compare("top_share", profile.top_share, limits["top_share"]),))


def _kiet(profile: Profile, limits: Thresholds) -> _Rule:
    return _Rule(
        (
            compare("trade_balance", profile.trade_balance, limits["trade_balance"]),
            compare("top_share", profile.top_share, limits["top_share"]),
        )
    )


def _cbs(profile: Profile, limits: Thresholds) -> _Rule:
    return _Rule((compare("hhi", profile.hhi, limits["hhi_high"]),))


def _crma(profile: Profile, limits: Thresholds) -> _Rule:
    if profile.importer != "EU":
        return _Rule((), f"the benchmark is for the EU as a whole, not for {profile.importer}")
    return _single_supplier(profile, limits)


PRESETS: Mapping[str, Callable[[Profile, Thresholds], _Rule]] = MappingProxyType(
    {
        "EC-2021": _ec,
        "GEODEP-2024": _geodep,
        "KR-50": _single_supplier,
        "KIET-2021": _kiet,
        "CBS-2021": _cbs,
        "CRMA-2024": _crma,
        "CHAIN-65": _single_supplier,
    }
)
# The rules made for customs data; the other two speak of consumption and of production.
FOR_IMPORTS = ("EC-2021", "GEODEP-2024", "KR-50", "KIET-2021", "CBS-2021")


def _in_years_of_window(
    history: Sequence[Profile], rules: Sequence[_Rule], limits: Thresholds, persistence: Persistence
) -> Verdict:
    """GEODEP's fourth criterion: the other three hold in so many of the last years of a window that ends now."""
    needed, length = int(limits["years_met"].value), int(limits["years_of"].value)
    last = history[-1].year
    by_year = {profile.year: rule.met for profile, rule in zip(history, rules, strict=True)}
    window = [by_year.get(year) for year in range(last - length + 1, last + 1)]
    held, undecided = window.count(True), window.count(None)
    met = True if held >= needed else None if held + undecided >= needed else False
    counts = f"the three criteria hold in {held} of {length} years to {last}, {needed} are needed"
    unknown = f", {undecided} cannot be evaluated" if undecided else ""
    return Verdict(
        preset="GEODEP-2024",
        met=met,
        reason=f"{counts}{unknown}; {last}: {_sentence(rules[-1])}",
        parts=rules[-1].parts,
        persistence=persistence,
    )


def _kiet_grade(profile: Profile, limits: Thresholds) -> str | None:
    rule = _kiet(profile, limits)
    is_high = is_met(profile.top_share, limits["top_share_high"].relation, limits["top_share_high"].value)
    return "high" if rule.met and is_high else "ordinary" if rule.met and is_high is False else None


def _cbs_grade(profile: Profile, limits: Thresholds) -> str | None:
    below = is_met(profile.hhi, limits["hhi_low"].relation, limits["hhi_low"].value)
    above = _cbs(profile, limits).met
    if below is None or above is None:
        return None
    return "low" if below else "high" if above else "moderate"


_GRADES: Mapping[str, Callable[[Profile, Thresholds], str | None]] = MappingProxyType(
    {"KIET-2021": _kiet_grade, "CBS-2021": _cbs_grade}
)


def _sentence(rule: _Rule) -> str:
    return rule.not_applicable or "; ".join(describe(part) for part in rule.parts)


def describe(part: Part) -> str:
    """One comparison in words: what was found, against what, and whether it decides.

    Examples
    --------
    >>> describe(Part(name="hhi", estimate=Estimate(value=0.54), relation=">", threshold=0.4, met=True))
    'hhi 0.54 > 0.4: yes'
    """
    answer = {True: "yes", False: "no", None: "undecided"}[part.met]
    estimate = part.estimate
    if estimate.low is not None and estimate.high is not None and estimate.low < estimate.high:
        found = f"{estimate.low:.3g}..{estimate.high:.3g}"
    elif estimate.value is not None:
        found = f"{estimate.value:.3g}"
    else:
        found = "not available"
    why = "" if estimate.value is not None else f" ({estimate.reason})"
    return f"{part.name} {found} {part.relation} {part.threshold:g}: {answer}{why}"
