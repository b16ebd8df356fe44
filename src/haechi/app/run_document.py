"""The brief of a stress run, written from its payload: a run that is kept gives the same document as a new one."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from haechi.app import handing
from haechi.app.desk import Desk
from haechi.app.report import Report
from haechi.app.run_outcome import outcome
from haechi.brief.messages import Messages
from haechi.brief.run import compose
from haechi.reference import scenarios

FORMS = ("html", "pdf")
_LONGEST = 60  # letters of a scenario's id in the name of a file


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How a brief is written: into which folder, in which forms, in which language."""

    folder: Path
    forms: tuple[str, ...] = FORMS
    language: str = "en"


def write(desk: Desk, content: bytes, writing: Writing) -> Report:
    """Write the brief of a run from its payload with `--course`; rows name the files.

    Raises
    ------
    UnknownName
        If there is no catalogue of messages for the language.
    """
    payload = json.loads(content)
    made = compose(outcome(desk, payload, writing.language), Messages(writing.language))
    asked = payload["meta"]["parameters"]
    stem = handing.stem(*_told_apart(asked), made.issued.isoformat(), language=writing.language)
    files, lacking = handing.write(made, writing.folder, stem, writing.forms)
    rows = [{"scenario": asked["scenario"], "form": form, "file": str(path)} for form, path in files.items()]
    return Report(command="stress brief", as_of=made.issued, rows=rows, notes=lacking)


def _told_apart(asked: Mapping[str, Any]) -> tuple[str, ...]:
    """Parts of a file's name: the scenario, and what was asked otherwise than the library has it."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", asked["scenario"]).strip("-")[:_LONGEST] or "scenario"
    parts = ["stress", name]
    usual = next((row for row in scenarios.library() if row.id == asked["scenario"]), None)
    if usual is not None and list(usual.economies) != asked["economies"]:
        parts.append("-".join(asked["economies"]))
    if usual is not None and usual.start.isoformat() != asked["start"]:
        parts.append(f"from-{asked['start']}")
    if usual is not None and usual.horizon_days != asked["horizon_days"]:
        parts.append(f"{asked['horizon_days']}-days")
    return tuple(parts)
