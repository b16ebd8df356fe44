"""What every use case returns: rows for machines and people, and what must be known to read and repeat them."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

import haechi
from haechi.model.dates import PartialDate, Span
from haechi.model.estimate import Estimate

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A table with its circumstances; `notes` are sentences that a reader must not miss."""

    command: str
    as_of: dt.date
    rows: Sequence[Row]
    notes: tuple[str, ...] = ()
    parameters: Mapping[str, object] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    vintages: tuple[str, ...] = ()

    def payload(self) -> dict[str, object]:
        """The object that `--json` prints: `meta` and `rows`."""
        meta = {
            "haechi": haechi.__version__,
            "command": self.command,
            "as_of": self.as_of.isoformat(),
            "parameters": plain(self.parameters),
            "sources": list(self.sources),
            "vintages": list(self.vintages),
            "notes": list(self.notes),
        }
        return {"meta": meta, "rows": [plain(row) for row in self.rows]}

    def json(self) -> str:
        """The payload as text: what `--json` prints and the API answers, byte for byte."""
        return json.dumps(self.payload(), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def restored(content: bytes) -> Report:
    """A report from the payload that it was printed as; its values are those that JSON has."""
    payload = json.loads(content)
    meta = payload["meta"]
    return Report(
        command=meta["command"],
        as_of=dt.date.fromisoformat(meta["as_of"]),
        rows=payload["rows"],
        notes=tuple(meta["notes"]),
        parameters=meta["parameters"],
        sources=tuple(meta["sources"]),
        vintages=tuple(meta["vintages"]),
    )


def plain(value: object) -> object:
    """The value in types that JSON has; estimates become objects, dates and codes become text."""
    if isinstance(value, Estimate):
        return {"value": value.value, "low": value.low, "high": value.high, "reason": value.reason}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (PartialDate, Span, dt.date)):
        return value.isoformat() if isinstance(value, dt.date) else str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(inner) for inner in value]
    return value
