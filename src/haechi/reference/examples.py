"""News passages labelled for this project, from which reading learns what an event looks like.

Every situation in them is invented: no passage is a fact about the firm, office or person it names.
"""

import csv
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from haechi.model.news import Action, Modality

_FOLDER = files("haechi.reference") / "labelled"
_FILES = (
    "first",
    "second_work",
    "second_test",
    "third_work",
    "fourth_work",
    "fifth_work",
    "sixth_work",
    "seventh_work",
    "eighth_work",
    "ninth_work",
    "tenth_work",
    "eleventh_work",
    "twelfth_work",
    "thirteenth_work",
    "without_events",
)
WEIGHTS = ("party", "date", "certainty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A passage with what a reader took from it: who takes part, the event and its date, None where it tells of none.

    part : the part of the labelled passages that it belongs to
    """

    text: str
    released: dt.date
    actors: frozenset[str]
    action: Action | None
    modality: Modality | None
    date: str | None
    part: str


@cache
def examples() -> tuple[Example, ...]:
    """All bundled passages."""
    return tuple(
        Example(
            text=row["text"],
            released=dt.date.fromisoformat(row["released"]),
            actors=frozenset(row["actors"]),
            action=Action(row["action"]) if row["action"] else None,
            modality=Modality(row["modality"]) if row["modality"] else None,
            date=row["date"],
            part=row["split"],
        )
        for name in _FILES
        for row in map(json.loads, (_FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    )


@cache
def weights(of: str) -> Mapping[str, float]:
    """Log odds, by mark, that a name is a `party`, a `date` that of the event, or a `certainty` that of the passage.

    Learned from the examples by `tools/news_weights.py`.
    """
    text = (_FOLDER / f"{of}_weights.csv").read_text(encoding="utf-8")
    return {row["mark"]: float(row["weight"]) for row in csv.DictReader(text.splitlines(), strict=True)}
