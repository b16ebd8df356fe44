"""What a user asks to be loaded, and the last step of doing so: the load becomes visible."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from haechi.readers.layout import Layout
from haechi.store import quarantine
from haechi.store.manifest import Manifest, commit
from haechi.store.placing import Economies
from haechi.store.report import LoadReport, summary
from haechi.store.staging import Fault, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to load and how; `economies` is system -> code -> (ISO 3166 alpha-3, kind)."""

    path: Path
    lake: Path
    quarantine: Path
    economies: Economies
    today: dt.date
    layout: Layout | None = None
    period: str | None = None
    vintage: dt.date | None = None
    release_lag: int | None = None
    progress: Progress | None = None

    @property
    def given(self) -> str:
        """What the user named of the vintage."""
        return f"{self.vintage or ''}" + (f"lag {self.release_lag}" if self.release_lag is not None else "")


def publish(request: Request, manifest: Manifest, bad: Sequence[Fault]) -> LoadReport:
    """Write the quarantine file, make the load visible and report it."""
    place = quarantine.write(request.quarantine, f"{request.path.name}-{manifest.id}.csv", bad) if bad else None
    warnings = manifest.warnings
    if place is not None:
        first = bad[0]
        warnings += (
            f"{len(bad):,} rows are in {place}; the first: line {first.line}, {first.reason}; "
            "mend them in the file and load it again",
        )
    manifest = replace(manifest, warnings=warnings)
    try:
        commit(request.lake, manifest)
    except OSError:
        if place is not None:
            place.unlink(missing_ok=True)
        raise
    return LoadReport(
        file=manifest.file, summary=summary(manifest), warnings=warnings, manifest=manifest, quarantine=place
    )
