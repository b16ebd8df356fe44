"""Which use cases a job may run: for each kind how its parameters are read, what it is in words, and what it calls.

A further kind is one more row of `TASKS`.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from haechi.app import asked, chain_criticality, stressing, watching
from haechi.app.asked import Parameters
from haechi.app.desk import Desk
from haechi.app.report import Report
from haechi.errors import InputError, UnknownName
from haechi.model.scenario import Scenario
from haechi.reference import scenarios
from haechi.sentence import said
from haechi.stress.tested import RANGES

Tick = Callable[[str, int, int | None], None]
OWN = "of your own"  # what errors call a scenario that stands in no file
MOST_TEXT = 100_000  # characters of a scenario
MOST_HORIZON = 3650
MOST_DRAWS = int(RANGES["draws"].high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A kind of job.

    Parameters
    ----------
    understood : all parameters in the form that is kept; raises `InputError` where one is wrong
    title : what a job is, in words, from that form
    run : the use case, from that form; it is told the moment, and tells how far it is
    """

    understood: Callable[[Desk, Parameters], Parameters]
    title: Callable[[Parameters], str]
    run: Callable[[Desk, Parameters, dt.datetime, Tick], Report]


def task(kind: str) -> Task:
    """The task of a kind; raise `UnknownName` where there is none."""
    if kind not in TASKS:
        raise UnknownName(f"{kind!r} is no kind of job; use one of {', '.join(TASKS)}")
    return TASKS[kind]


def _stress_understood(desk: Desk, given: Parameters) -> Parameters:
    """A scenario of the library by its id, or one's own as TOML; files of this machine are never read."""
    asked.only(given, ("scenario", "toml", "economies", "horizon_days", "start", "draws", "seed"))
    name, toml = asked.text(given, "scenario"), asked.text(given, "toml")
    if (name is None) == (toml is None):
        raise InputError(said("a stress needs one scenario; name one of the library as scenario, or give its toml"))
    found = _of_library(name) if name is not None else _own(desk, toml or "")
    if found.is_of_firms:
        raise InputError(
            said(
                "{scenario} strikes firms of a network, and a job has none; run it by `haechi stress`",
                scenario=found.id,
            )
        )
    return {
        "scenario": name,
        "toml": toml,
        "title": found.title,
        "economies": [desk.importer(economy) for economy in asked.texts(given, "economies") or found.economies],
        "horizon_days": asked.number(given, "horizon_days", found.horizon_days, least=1, most=MOST_HORIZON),
        "start": (asked.day(given, "start") or found.start).isoformat(),
        "draws": asked.number(given, "draws", 2000, least=1, most=MOST_DRAWS),
        "seed": asked.number(given, "seed", 0, least=0, most=2**31),
    }


def _of_library(name: str) -> Scenario:
    for scenario in scenarios.library():
        if scenario.id == name:
            return scenario
    known = ", ".join(scenario.id for scenario in scenarios.library())
    raise UnknownName(
        said(
            "{name} is not a scenario of the library; use one of {known}, or give its toml",
            name=repr(name),
            known=known,
        )
    )


def _own(desk: Desk, toml: str) -> Scenario:
    if len(toml) > MOST_TEXT:
        raise InputError(said("the scenario has {n:,} characters; give {most:,} at most", n=len(toml), most=MOST_TEXT))
    return scenarios.parse(toml, OWN, desk.facts)


def _stress(desk: Desk, given: Parameters, _at: dt.datetime, tick: Tick) -> Report:
    question = stressing.Question(
        scenario=asked.text(given, "scenario") or OWN,
        text=asked.text(given, "toml"),
        economies=asked.texts(given, "economies"),
        horizon_days=asked.number(given, "horizon_days", 0, least=1, most=MOST_HORIZON),
        start=asked.day(given, "start"),
        draws=asked.number(given, "draws", 0, least=1, most=MOST_DRAWS),
        seed=asked.number(given, "seed", 0, least=0, most=2**31),
        with_course=True,
    )
    return stressing.stress(desk, question, tick)


def _watch_understood(_desk: Desk, given: Parameters) -> Parameters:
    asked.only(given, ("source",))
    return {"source": asked.text(given, "source")}


def _watch(desk: Desk, given: Parameters, at: dt.datetime, tick: Tick) -> Report:
    tick("the newest months of every source", 0, None)
    return watching.watch(desk, watching.Question(source=asked.text(given, "source")), at=at)


def _criticality_understood(_desk: Desk, given: Parameters) -> Parameters:
    asked.only(given, ("by_flows",))
    return {"by_flows": asked.flag(given, "by_flows")}


def _criticality(desk: Desk, given: Parameters, _at: dt.datetime, tick: Tick) -> Report:
    tick("stops of economies in items", 0, None)
    return chain_criticality.criticality(desk, by_flows=asked.flag(given, "by_flows"))


TASKS: Mapping[str, Task] = MappingProxyType(
    {
        "stress": Task(understood=_stress_understood, title=lambda given: str(given["title"]), run=_stress),
        "watch": Task(
            understood=_watch_understood,
            title=lambda given: f"Watch of {given['source'] or 'every source'}",
            run=_watch,
        ),
        "criticality": Task(
            understood=_criticality_understood,
            title=lambda given: f"Critical economies and items{', by customs data' if given['by_flows'] else ''}",
            run=_criticality,
        ),
    }
)
