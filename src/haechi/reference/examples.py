"""News passages labelled for this project, from which reading learns what an event looks like.

Every situation in them is invented: no passage is a fact about the firm, office or person it names.
"""

import json
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
    "without_events",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A passage with the event that a reader took from it, None where it tells of none, and the part it belongs to."""

    text: str
    action: Action | None
    modality: Modality | None
    part: str


@cache
def examples() -> tuple[Example, ...]:
    """All bundled passages."""
    return tuple(
        Example(
            text=row["text"],
            action=Action(row["action"]) if row["action"] else None,
            modality=Modality(row["modality"]) if row["modality"] else None,
            part=row["split"],
        )
        for name in _FILES
        for row in map(json.loads, (_FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    )
