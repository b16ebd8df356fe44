"""The register of the alliance as of a day: what is bundled with what was entered, and how entries are found."""

import difflib
from collections.abc import Container, Iterator, Mapping

from haechi.alliance.record import Record, records
from haechi.app.desk import Desk
from haechi.errors import InputError, UnknownName
from haechi.model.change import Change
from haechi.model.entries import CONTENTS, Entry, Kind
from haechi.reference import entries
from haechi.reference.rules import entry_mentions
from haechi.sentence import Said, said
from haechi.store import changes

_UNKNOWN: Mapping[str, Said] = {
    "item": said("{name} is no item; run `haechi items` for the list"),
    "stage": said("{name} is no stage; take one from the table of stages"),
    "economy": said("{name} is no economy; take one from the table of economies"),
    "post": said("{name} is no post; take one from the table of posts"),
    "entry": said("{name} is no entry; run `haechi register list` for the list"),
}


def book(desk: Desk) -> Mapping[str, Record]:
    """Every entry by its id as it stood on the day of the desk."""
    return records(history(desk))


def history(desk: Desk) -> tuple[Change, ...]:
    """Every change up to the day of the desk, those that are published first."""
    return tuple(change for change in _all(desk) if change.at <= desk.end_of_day)


def published() -> tuple[Change, ...]:
    """What is bundled."""
    return entries.bundled()


def of_kind(desk: Desk, kind: Kind) -> dict[str, Record]:
    """Entries of a kind by id."""
    return {entry: record for entry, record in book(desk).items() if record.kind is kind}


def of_side(held: Mapping[str, Record], side: str | None) -> Mapping[str, Record]:
    """Entries in which a side has a say, all of them where none is named; raise `InputError` if it has none in any."""
    if side is None:
        return held
    found = {entry: record for entry, record in held.items() if side in record.sides}
    if not found:
        raise InputError(said("{side} has no say in any entry; name an economy that has, such as KOR", side=repr(side)))
    return found


def find(held: Mapping[str, Record], name: str, kind: Kind | None = None) -> Record:
    """An entry by its id or title; raise `UnknownName` with the nearest ones."""
    wanted = name.strip().casefold()
    among = {entry: record for entry, record in held.items() if kind in (None, record.kind)}
    for entry, record in among.items():
        if wanted in (entry, record.content.title.casefold()):
            return record
    close = difflib.get_close_matches(wanted, among, n=3, cutoff=0.4)
    near = (
        said("did you mean {names}?", names=" or ".join(close))
        if close
        else said("run `haechi register list` for those there are")
    )
    raise UnknownName(
        said("{name} is no {kind} of the register; {meant}", name=repr(name), kind=kind or "entry", meant=near)
    )


def check(desk: Desk, held: Mapping[str, Record], content: Entry, where: str) -> None:
    """Raise `UnknownName` if a content speaks of an item, stage, economy, post or entry that there is not."""
    for _, sentence in unknown(desk, held, content):
        raise UnknownName(said("{where}: {sentence}", where=where, sentence=sentence))


def unknown(desk: Desk, held: Mapping[str, Record], content: Entry) -> Iterator[tuple[str, str]]:
    """Fields that speak of an item, stage, economy, post or entry that there is not, each with a sentence."""
    known: dict[str, Container[str]] = {
        "item": desk.facts.item_by_id,
        "stage": {stage.id for stage in desk.facts.stages},
        "economy": desk.facts.economy_by_id,
        "post": {post.id for post in desk.facts.posts},
        "entry": held,
    }
    for field, kind, names in entry_mentions(content):
        for name in names:
            if name not in known[kind]:
                yield field, said(_UNKNOWN[kind], name=repr(name))


def kind_named(name: str) -> Kind:
    """A kind by its word, in one or several; raise `InputError` for anything else."""
    word = name.casefold().strip()
    for kind in CONTENTS:
        if word in (kind.value, f"{kind.value}s", f"{kind.value[:-1]}ies"):
            return kind
    raise InputError(f"{name!r} is no kind of entry; use one of {', '.join(kind.value for kind in CONTENTS)}")


def _all(desk: Desk) -> tuple[Change, ...]:
    if desk.workspace is None:
        return entries.bundled()
    with desk.register() as register, register.reading() as connection:
        return (*entries.bundled(), *changes.history(connection))
