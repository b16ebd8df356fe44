"""Names of items, economies and posts in the language of a document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from haechi.brief.messages import within
from haechi.model.posts import Duty
from haechi.reference.facts import Facts, load


@dataclass(frozen=True, kw_only=True)
class Naming:
    """Looks names up in the bundled tables; what they lack stays English."""

    facts: Facts
    language: str

    def item(self, item: str) -> str:
        """Name of an item."""
        return self.facts.item_by_id[item].names.of(self.language)

    def items(self, items: Sequence[str], *, most: int) -> str:
        """The first names of a list, with an ellipsis where there are more."""
        return ", ".join([*(self.item(name) for name in items[:most]), *(["…"] if len(items) > most else [])])

    def stage(self, stage: str) -> str:
        """Name of a stage of the chain."""
        return next(row.names.of(self.language) for row in self.facts.stages if row.id == stage)

    def economy(self, economy: str) -> str:
        """Name of an economy."""
        return self.facts.economy_by_id[economy].names.of(self.language)

    def post(self, post: str) -> str:
        """Name of a post."""
        return next(row.names.of(self.language) for row in self.facts.posts if row.id == post)

    @cached_property
    def terms(self) -> Mapping[str, str]:
        """Items by their English name in small letters and by id, as inside of a sentence, and economies by code."""
        items = {item.id: within(self.item(item.id)) for item in self.facts.items}
        spoken = {item.names.en.lower(): items[item.id] for item in self.facts.items}
        return items | spoken | {row.iso3: self.economy(row.iso3) for row in self.facts.economies}

    def posts(self, economy: str, *duties: Duty) -> tuple[str, ...]:
        """The post of an economy that has the first of these duties that any post has; else the economy itself."""
        for duty in duties:
            for post in self.facts.posts:
                if (post.economy, post.duty) == (economy, duty):
                    return (f"{post.names.of(self.language)} ({economy})",)
        return (self.economy(economy),)


@cache
def names(language: str) -> Mapping[str, str]:
    """Names of the stages and items of the bundled tables, by id."""
    facts = load()
    stages = {row.id: row.names.of(language) for row in facts.stages}
    return stages | {row.id: row.names.of(language) for row in facts.items}


@cache
def terms(language: str) -> Mapping[str, str]:
    """What `Naming.terms` says of the bundled tables."""
    return Naming(facts=load(), language=language).terms


@cache
def publications() -> frozenset[str]:
    """Ids of the publications of the bundled tables."""
    return frozenset(row.id for row in load().sources)
