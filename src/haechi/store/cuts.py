"""What even complete data leave out: each sentence once, and none of a load that a newer one has replaced."""

from collections.abc import Sequence

from haechi.model.trade import Coverage
from haechi.sentence import Said, said
from haechi.store.asof import Known
from haechi.store.candidates import Candidate
from haechi.store.manifest import Manifest

_ROW = said("{n:,} row of {file} is in quarantine")
_ROWS = said("{n:,} rows of {file} are in quarantine")


def cuts(known: Known, candidate: Candidate, periods: Sequence[str]) -> tuple[str, ...]:
    """Sentences on the periods of one source: what its publisher cuts off, and rows that lie in quarantine.

    A load is replaced by one of a later vintage, of the same vintage loaded on a later day, or loaded on the same day
    with fewer rows in quarantine, if that covers all that it covers.
    """
    wanted = frozenset(periods)
    parts = candidate.parts(known, wanted)
    ages = {manifest.id: _age(known, manifest, wanted) for manifest, _ in parts}
    newest_last = sorted(parts, key=lambda entry: ages[entry[0].id])
    told = [part.cut for _, part in newest_last if part.cut]
    for manifest, part in newest_last:
        newer = (other for load, other in newest_last if ages[load.id] > ages[manifest.id])
        if manifest.quarantined and not any(_covers(other, part, wanted) for other in newer):
            rows = _ROW if manifest.quarantined == 1 else _ROWS
            told.append(Said(rows.message, {"n": manifest.quarantined, "file": manifest.file}))
    return tuple(dict.fromkeys(told))


def _age(known: Known, manifest: Manifest, periods: frozenset[str]) -> tuple[str, str, int]:
    vintages = [file.vintage for entry, file in known.files(manifest.source, periods) if entry.id == manifest.id]
    return str(max(vintages)), str(manifest.loaded), -manifest.quarantined


def _covers(newer: Coverage, older: Coverage, periods: frozenset[str]) -> bool:
    """Whether a coverage holds all that another one holds in the periods."""
    same = (newer.direction, newer.freq, newer.edition) == (older.direction, older.freq, older.edition)
    pairs = ((newer.reporters, older.reporters), (newer.partners, older.partners), (newer.codes, older.codes))
    return (
        same
        and periods & set(older.periods) <= set(newer.periods)
        and all(new is None or (old is not None and set(old) <= set(new)) for new, old in pairs)
    )
