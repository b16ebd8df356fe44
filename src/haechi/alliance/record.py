"""Where an entry stands: what each side says of it, what they agree on, and whether it counts as done.

Nothing is overwritten. A side changes its own version only; the other's stands beside it until one of them takes over
the other's, or both state a new one together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from haechi.errors import InputError
from haechi.model.change import Change, Deed, is_done
from haechi.model.entries import Completion, Entry, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One entry with its changes, the oldest first.

    Parameters
    ----------
    versions : side -> the entry as that side has it; None where it has said nothing yet
    withdrawn : sides that hold that it no longer stands
    """

    id: str
    kind: Kind
    changes: tuple[Change, ...]
    versions: Mapping[str, Entry | None]
    withdrawn: frozenset[str]

    @property
    def sides(self) -> tuple[str, ...]:
        """The economies whose word counts."""
        return tuple(self.versions)

    @property
    def content(self) -> Entry:
        """What both sides say, or what was said last where they differ."""
        return next(change.content for change in reversed(self.changes) if change.content is not None)

    @property
    def is_agreed(self) -> bool:
        """Whether every side says the same."""
        return len(set(map(repr, self.versions.values()))) == 1

    @property
    def is_withdrawn(self) -> bool:
        """Whether every side holds that it no longer stands."""
        return self.withdrawn == set(self.sides)

    @property
    def silent(self) -> tuple[str, ...]:
        """Sides that have said nothing of it yet."""
        return tuple(side for side, version in self.versions.items() if version is None)

    @property
    def differences(self) -> tuple[str, ...]:
        """Fields in which the sides differ; all of them where one has said nothing."""
        held = list(self.versions.values())
        names = [field.name for field in fields(self.content)]
        if self.is_agreed:
            return ()
        if any(version is None for version in held):
            return tuple(names)
        return tuple(name for name in names if len({repr(getattr(version, name)) for version in held}) > 1)

    @property
    def completion(self) -> Completion | None:
        """Whether it was done: done only where every side says so; None for kinds that are never done.

        Where one side says done and another does not, what the other says stands.
        """
        said = [getattr(version, "completion", None) for version in self.versions.values() if version is not None]
        if not said or None in said:
            return None
        if all(word is Completion.DONE for word in said) and len(said) == len(self.versions):
            return Completion.DONE
        return next((word for word in said if word is not Completion.DONE), Completion.UNDER_WAY)

    @property
    def claimed_by(self) -> tuple[str, ...]:
        """Sides that say it was done while another has not acknowledged it."""
        if self.completion is Completion.DONE:
            return ()
        return tuple(side for side, version in self.versions.items() if is_done(version))


def records(changes: Iterable[Change]) -> Mapping[str, Record]:
    """Every entry by its id, in the order in which they were first entered.

    Raises
    ------
    InputError
        If a change speaks of an entry that was not entered, or for a side that has no say in it.
    """
    by_entry: dict[str, list[Change]] = {}
    for change in sorted(changes, key=lambda change: (change.at, change.id)):
        by_entry.setdefault(change.entry, []).append(change)
    return {entry: _record(entry, tuple(done)) for entry, done in by_entry.items()}


def _record(entry: str, done: tuple[Change, ...]) -> Record:
    if done[0].deed is not Deed.ENTERED or done[0].content is None:
        raise InputError(f"{entry!r} is {done[0].deed} before it was entered; enter it first")
    versions: dict[str, Entry | None] = dict.fromkeys(done[0].content.sides)
    withdrawn: set[str] = set()
    for change in done:
        _apply(change, versions, withdrawn)
    return Record(id=entry, kind=done[0].kind, changes=done, versions=versions, withdrawn=frozenset(withdrawn))


def _apply(change: Change, versions: dict[str, Entry | None], withdrawn: set[str]) -> None:
    speaks = list(versions) if change.side is None else [change.side]
    if unknown := [side for side in speaks if side not in versions]:
        raise InputError(f"{unknown[0]} has no say in {change.entry!r}; its sides are {', '.join(versions)}")
    if change.deed is Deed.WITHDRAWN:
        withdrawn.update(speaks)
        return
    withdrawn.difference_update(speaks)
    for side in speaks:
        versions[side] = change.content if change.content is not None else _others(versions, side, change.entry)


def _others(versions: Mapping[str, Entry | None], side: str, entry: str) -> Entry:
    """What another side says, to be taken over by this one."""
    found = [version for other, version in versions.items() if other != side and version is not None]
    if not found:
        raise InputError(f"{side} acknowledges {entry!r}, of which no other side has said anything")
    return found[0]
