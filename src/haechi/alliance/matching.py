"""Needs and offers of round tables that fit together: by item, else by stage of the chain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from haechi.alliance.record import Record
from haechi.model.entries import Completion, Opportunity, OpportunityForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A need and an offer with the items they share, or the stages where they share no item."""

    need: Record
    offer: Record
    items: tuple[str, ...]
    stages: tuple[str, ...]


def matches(records: Mapping[str, Record]) -> tuple[Match, ...]:
    """Every open need with every open offer that fits, those that share an item first."""
    return tuple(sorted(_matches(records), key=lambda match: (not match.items, match.need.id, match.offer.id)))


def _matches(records: Mapping[str, Record]) -> Iterator[Match]:
    rows = [row for row in records.values() if isinstance(row.content, Opportunity) and not row.is_withdrawn]
    rows = [row for row in rows if row.completion not in (Completion.DONE, Completion.DROPPED)]
    needs, offers = (
        [row for row in rows if isinstance(row.content, Opportunity) and row.content.form is form]
        for form in (OpportunityForm.NEED, OpportunityForm.OFFER)
    )
    for need in needs:
        for offer in offers:
            items = tuple(sorted({*need.content.items} & {*offer.content.items}))
            stages = () if items else tuple(sorted({*need.content.stages} & {*offer.content.stages}))
            if items or stages:
                yield Match(need=need, offer=offer, items=items, stages=stages)
