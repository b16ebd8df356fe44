"""What a load did, for those who asked for it."""

from dataclasses import dataclass
from pathlib import Path

from haechi.store.manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """The outcome of loading a file.

    `manifest` is None where the file holds nothing for the lake (a table of countries, a list of files); `already`
    says that the file was loaded before and nothing changed. `summary` is one sentence; `warnings` are one each.
    """

    file: str
    summary: str
    warnings: tuple[str, ...] = ()
    manifest: Manifest | None = None
    already: bool = False
    quarantine: Path | None = None


def summary(manifest: Manifest) -> str:
    """One sentence on a load."""
    periods = manifest.periods
    if not periods:
        return f"{manifest.file}: nothing new; all {manifest.held:,} rows of {manifest.source} were held already."
    span = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"
    parts = [f"{manifest.rows:,} rows of {manifest.source} ({manifest.layout}), {span}"]
    if manifest.held:
        parts.append(f"{manifest.held:,} more were held already with the same values")
    if manifest.quarantined:
        parts.append(f"{manifest.quarantined:,} put to quarantine")
    return f"{manifest.file}: {'; '.join(parts)}."
