"""A brief as blocks, before it is HTML or PDF: what it says stands here once, how it looks stands in the templates."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """Points, each a sentence or two."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; `widths` are the relative widths of its columns."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An SVG with what it shows in words."""

    svg: str
    caption: str
    alternative: str


Block = Paragraph | Bullets | Table | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A document to hand over.

    `references` are the sources that numbers in brackets point to, in order; `colophon` says with what it was made.
    On more than `most_pages` of A4 it is set smaller, as far as it stays legible; None: as many as it takes.
    """

    title: str
    subtitle: str
    issued: dt.date
    language: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    references_heading: str
    references: tuple[str, ...]
    colophon: tuple[str, ...]
    most_pages: int | None = None
