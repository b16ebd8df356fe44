"""What a use case stands on: the bundled facts, a workspace where there is one, and today's date."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from haechi.errors import InputError, UnknownName, WorkspaceError
from haechi.model.knowledge import Statement, Subject, latest
from haechi.model.trade import PartnerKind
from haechi.reference import facts as reference
from haechi.reference.facts import Facts
from haechi.sentence import said
from haechi.store.lake import Lake
from haechi.store.register import Register
from haechi.store.workspace import Workspace
from haechi.stress.passage import Passage, passage


@dataclass(frozen=True)
class Desk:
    """`as_of` is the day that answers are given for; what was published or entered later is not seen.

    Raises
    ------
    InputError
        If the day lies outside the years that a calendar of moments can hold.
    """

    workspace: Workspace | None
    today: dt.date
    as_of: dt.date

    def __post_init__(self) -> None:
        if not 1900 <= self.as_of.year < 9999:
            raise InputError(
                said("{day} lies outside the years that are known; name a day of 1900 or later", day=self.as_of)
            )

    @cached_property
    def facts(self) -> Facts:
        """The bundled tables as known on the day."""
        return _known_on(self.as_of)

    @cached_property
    def chain(self) -> Passage:
        """Who needs whom, suppliers before their customers."""
        return passage(self.facts.links, self.facts.items)

    def importer(self, name: str) -> str:
        """ISO 3166 alpha-3 of an economy or union that buys; raise `UnknownName` for the world and other groups."""
        found = self.facts.economy(name)
        is_union = any(row.union == found.iso3 for row in self.facts.memberships)
        if found.kind is not PartnerKind.ECONOMY and not is_union:
            raise UnknownName(
                said(
                    "{name} is no economy but {kind}; name who buys, such as KOR or EU",
                    name=repr(name),
                    kind=found.kind.value,
                )
            )
        return found.iso3

    def supplier(self, name: str) -> str:
        """ISO 3166 alpha-3 of an economy that sells, or WLD for all; raise `UnknownName` for other groups."""
        found = self.facts.economy(name)
        if found.kind not in (PartnerKind.ECONOMY, PartnerKind.WORLD):
            raise UnknownName(
                said(
                    "{name} is no economy but {kind}; name who supplies, such as JPN, or WLD",
                    name=repr(name),
                    kind=found.kind.value,
                )
            )
        return found.iso3

    @cached_property
    def lake(self) -> Lake:
        """The customs data of the workspace; raise `WorkspaceError` where there is none."""
        return Lake(folder=self.place.lake, quarantine=self.place.quarantine)

    @cached_property
    def has_flows(self) -> bool:
        """Whether any customs file is loaded."""
        return self.workspace is not None and bool(self.lake.sources())

    def register(self) -> Register:
        """The register of the workspace, to be used in a `with` block."""
        return Register(self.place.register_url)

    @cached_property
    def statements(self) -> Mapping[Subject, Statement]:
        """What people entered up to the day, the latest of each subject."""
        if self.workspace is None:
            return {}
        with self.register() as register:
            return latest(register.history(), as_of=self.end_of_day)

    @property
    def end_of_day(self) -> dt.datetime:
        """The last moment that the desk sees: in the day of who asks, as today is."""
        return dt.datetime.combine(self.as_of, dt.time.max).astimezone()

    @property
    def place(self) -> Workspace:
        """The workspace; raise `WorkspaceError` where there is none."""
        if self.workspace is None:
            raise WorkspaceError(said("this needs a workspace; run `haechi init DIR` and name it by --workspace DIR"))
        return self.workspace


@lru_cache(maxsize=8)
def _known_on(day: dt.date) -> Facts:
    """The tables as known on a day, looked through once: a server makes a desk for each request."""
    return reference.load().known_on(day)
