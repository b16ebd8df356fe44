"""All bundled facts, and the look-ups everyone needs: names to items, codes to items, sources, economies."""

import datetime as dt
import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property

from haechi.errors import UnknownName
from haechi.flows.editions import CodeKey, lineages
from haechi.model.alias import Alias
from haechi.model.chain import (
    Buffer,
    CodeChange,
    Economy,
    EconomyCode,
    Figure,
    Item,
    ItemCode,
    Link,
    Membership,
    Provision,
    Stage,
)
from haechi.model.citation import Source
from haechi.model.happening import Event, Outcome, Parameter, Policy
from haechi.model.posts import Post
from haechi.model.shape import Shape
from haechi.model.trade import Edition, PartnerKind
from haechi.reference.tables import read
from haechi.sentence import said


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The bundled tables, a tuple of rows each."""

    sources: tuple[Source, ...]
    economies: tuple[Economy, ...]
    economy_codes: tuple[EconomyCode, ...]
    shapes: tuple[Shape, ...]
    memberships: tuple[Membership, ...]
    stages: tuple[Stage, ...]
    items: tuple[Item, ...]
    item_codes: tuple[ItemCode, ...]
    code_changes: tuple[CodeChange, ...]
    links: tuple[Link, ...]
    buffers: tuple[Buffer, ...]
    provisions: tuple[Provision, ...]
    figures: tuple[Figure, ...]
    press_points: tuple[Figure, ...]
    events: tuple[Event, ...]
    policies: tuple[Policy, ...]
    posts: tuple[Post, ...]
    aliases: tuple[Alias, ...]
    parameters: tuple[Parameter, ...]

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def item_by_id(self) -> Mapping[str, Item]:
        """Items by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def economy_by_id(self) -> Mapping[str, Economy]:
        """Economies by ISO 3166 alpha-3."""
        return {economy.iso3: economy for economy in self.economies}

    @cached_property
    def codes_by_item(self) -> Mapping[str, tuple[ItemCode, ...]]:
        """Customs codes that an item is declared under."""
        return _grouped(self.item_codes, "item")

    @cached_property
    def _items_by_code(self) -> Mapping[str, tuple[ItemCode, ...]]:
        return _grouped(self.item_codes, "code")

    @cached_property
    def _lines(self) -> Mapping[CodeKey, tuple[CodeKey, ...]]:
        return lineages(self.code_changes)

    def known_on(self, day: dt.date) -> "Facts":
        """The tables as far as their dated rows had been published, announced or begun by a day.

        A figure counts as published on the first day that the date of its source can mean, and not before the end of
        what it speaks of, but for forecasts. Of an event only what had happened by the day is told.
        """
        return replace(
            self,
            provisions=tuple(row for row in self.provisions if self._published(row) <= day),
            figures=tuple(row for row in self.figures if self._published(row) <= day),
            press_points=tuple(row for row in self.press_points if self._published(row) <= day),
            events=tuple(_told_on(row, day) for row in self.events if _begun(row) <= day),
            policies=tuple(row for row in self.policies if min(row.start.first, row.citation.as_of.first) <= day),
        )

    def _published(self, row: Provision | Figure) -> dt.date:
        as_of = row.citation.as_of
        date = self.source_by_id[row.citation.source].date or as_of
        is_forecast = max(date.last, as_of.last) < row.period.end.last
        return max(as_of.first, date.first, date.first if is_forecast else row.period.end.last)

    def items_of(self, code: str, edition: str) -> tuple[ItemCode, ...]:
        """Items that a code of an edition stands for, the clearest signal first; empty where none is known.

        A code of an edition without items of its own has those of the same code in the newest edition that lists it. A
        code "as reported" is matched only where every edition that lists it agrees on its items.
        """
        if edition != Edition.AS_REPORTED:
            return next((found for same in self._line(code, edition) if (found := self._listed(*same))), ())
        rows = self._items_by_code.get(code, ())
        by_edition: defaultdict[Edition, list[ItemCode]] = defaultdict(list)
        for row in rows:
            by_edition[row.edition].append(row)
        if len({frozenset(row.item for row in group) for group in by_edition.values()}) != 1:
            return ()
        return tuple(sorted(next(iter(by_edition.values())), key=lambda row: row.signal))

    def codes_of(self, item: str) -> frozenset[str]:
        """Digits of the codes that an item is declared under, in every edition."""
        rows = self.codes_by_item.get(item, ())
        return frozenset(code for row in rows for code, _ in self._line(row.code, row.edition))

    def lineage(self, code: str, edition: str) -> CodeKey:
        """The same code in the newest edition that it is known to have reached unchanged."""
        return self._lines.get((code, edition), ((code, edition),))[0]

    def _line(self, code: str, edition: str) -> tuple[CodeKey, ...]:
        """A code, then the same code in other editions, the newest first."""
        return ((code, edition), *self._lines.get((code, edition), ()))

    def _listed(self, code: str, edition: str) -> tuple[ItemCode, ...]:
        rows = (row for row in self._items_by_code.get(code, ()) if row.edition == edition)
        return tuple(sorted(rows, key=lambda row: row.signal))

    def item(self, name: str) -> Item:
        """Item by id or by its name in any of the languages, in any case; raise `UnknownName` with the nearest ones."""
        wanted = name.casefold().strip()
        for item in self.items:
            if wanted in (
                item.id,
                *(word for text in (item.names.en, item.names.ko, item.names.nl) for word in _words(text)),
            ):
                return item
        known = [item.id for item in self.items] + [item.names.en for item in self.items]
        raise UnknownName(
            said(
                "{name} is not an item; {meant} run `haechi items` for the list",
                name=repr(name),
                meant=_nearest(name, known),
            )
        )

    def economy(self, name: str) -> Economy:
        """Economy by ISO 3166 alpha-3; raise `UnknownName` with the nearest ones."""
        found = self.economy_by_id.get(name.upper())
        if found is not None and found.kind is not PartnerKind.UNSPECIFIED:
            return found
        for economy in self.economies:
            if name.casefold() == economy.names.en.casefold():
                return economy
        named = [economy for economy in self.economies if economy.kind is not PartnerKind.UNSPECIFIED]
        known = [economy.iso3 for economy in named] + [economy.names.en for economy in named]
        raise UnknownName(
            said(
                "{name} is not an economy; {meant} write ISO 3166 alpha-3, such as KOR",
                name=repr(name),
                meant=_nearest(name, known),
            )
        )

    def members(self, union: str, year: int) -> tuple[str, ...]:
        """Members of a union on the last day of a year.

        Sourced rows of the memberships table; a member that left on 31 January 2020 is not one for 2020.
        """
        return tuple(
            row.economy
            for row in self.memberships
            if row.union == union and row.start.first.year <= year and (row.end is None or row.end.last.year > year)
        )

    @cached_property
    def partner_codes(self) -> Mapping[str, Mapping[str, tuple[str, PartnerKind]]]:
        """System -> what it calls an economy -> (ISO 3166 alpha-3, kind), for the readers of customs files."""
        systems: defaultdict[str, dict[str, tuple[str, PartnerKind]]] = defaultdict(dict)
        for economy in self.economies:
            systems["iso3"][economy.iso3] = (economy.iso3, economy.kind)
            if economy.iso2:
                systems["iso2"][economy.iso2] = (economy.iso3, economy.kind)
        for row in self.economy_codes:
            systems[row.system][row.code] = (row.economy, self.economy_by_id[row.economy].kind)
        return systems

    def preset(self, name: str) -> Mapping[str, float]:
        """Thresholds of a named preset; raise `UnknownName` if there is none."""
        found = {row.name: row.value for row in self.parameters if row.preset == name}
        if not found:
            known = sorted({row.preset for row in self.parameters})
            raise UnknownName(f"{name!r} is not a preset; use one of {', '.join(known)}")
        return found


@cache
def load() -> Facts:
    """Read every bundled table once."""
    kinds = {field.name: field.type for field in fields(Facts)}
    return Facts(**{name: read(name, _element(kind)) for name, kind in kinds.items()})


def _begun(event: Event) -> dt.date:
    known = event.announced or event.effective or event.citation.as_of
    return known.first


def _told_on(event: Event, day: dt.date) -> Event:
    """An event without what came after the day: a later relief, and the outcome as its source told it later."""
    is_later = event.eased is not None and event.eased.first > day
    if event.citation.as_of.first <= day and not is_later:
        return event
    eased = None if is_later else event.eased
    return replace(event, eased=eased, outcome=Outcome.NOT_VERIFIED, summary=event.title)


def _element(kind: object) -> type:
    (element, _) = kind.__args__  # type: ignore[attr-defined]
    return element  # type: ignore[no-any-return]


def _grouped(rows: Iterable[ItemCode], by: str) -> dict[str, tuple[ItemCode, ...]]:
    groups: defaultdict[str, list[ItemCode]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, by)].append(row)
    return {key: tuple(group) for key, group in groups.items()}


def _words(name: str) -> set[str]:
    """A name as it stands, without what is in brackets, and what is in them."""
    parts = {part.strip() for part in re.split(r"[()]", name)}
    return {part.casefold() for part in (name, *parts) if part}


def _nearest(name: str, known: Iterable[str]) -> str:
    by_fold = {text.casefold(): text for text in known}
    close = difflib.get_close_matches(name.casefold(), by_fold, n=3, cutoff=0.5)
    return (
        said("did you mean {names}?", names=" or ".join(by_fold[text] for text in close))
        if close
        else said("nothing is spelt like it;")
    )
