"""What people know of an item: figures and states by hand, remarks and documents, on a page of its own."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, Response

from haechi.app import enclosing, entering
from haechi.app import item_card as cards
from haechi.app.desk import Desk
from haechi.app.entering import VALUES, Entry
from haechi.app.naming import names
from haechi.model.enclosure import About
from haechi.sentence import Said, said
from haechi.web.frame import back, language, page
from haechi.web.request_values import At, Name, Now
from haechi.web.visitor import Analyst

routes = APIRouter(include_in_schema=False)
Short = Annotated[str, Field(max_length=200)]
Long = Annotated[str, Field(max_length=10_000)]
FIELDS: Mapping[str, tuple[Said, Said]] = {
    "stock_days": (said("Stock, days of use"), said("such as 60 or 60..90")),
    "transit_days": (said("Goods under way, days that they still arrive"), said("such as 20..30")),
    "open_licence_days": (said("Open licences, days that goods still leave"), said("such as 60")),
    "grade": (said("Grade that the use needs"), said("in words, such as etching, 99.999 %")),
    "qualified": (said("Economies with a qualified supplier"), said("ISO codes with commas, such as JPN,BEL")),
    "qualification_months": (said("Months to qualify another"), said("such as 6..12")),
    "order_days": (said("Days from an order with another to delivery"), said("such as 30..45")),
    "licence_days": (said("Days until another has its export licence"), said("such as 90")),
    "spare_capacity": (said("Spare capacity of the alternate, part of use"), said("such as 0.2..0.4")),
}


class KnowledgeForm(BaseModel):
    """What is typed on an item in an economy; what is left empty is not entered."""

    economy: Short = ""
    stock_days: Short = ""
    transit_days: Short = ""
    open_licence_days: Short = ""
    grade: Long = ""
    qualified: Short = ""
    qualification_months: Short = ""
    order_days: Short = ""
    licence_days: Short = ""
    spare_capacity: Short = ""
    alternate: Short = ""
    source: Long = ""
    note: Long = ""


@routes.get("/items/{name}/enter")
def form(request: Request, at: At, name: Name, economy: str = "") -> HTMLResponse:
    """The form for what is known of an item, with what was entered before."""
    return _form(request, at, name, KnowledgeForm(economy=economy[:200]), {})


@routes.post("/items/{name}/enter")
def enter(
    request: Request, at: At, who: Analyst, now: Now, name: Name, form: Annotated[KnowledgeForm, Form()]
) -> Response:
    """Enter what is known; what is wrong is said beside its field."""
    item = at.facts.item(name).id
    entry = _entry(item, form, who.name)
    if faults := entering.faults(at, entry, at=now):
        return _form(request, at, item, form, faults, status=422)
    entering.enter(at, entry, at=now)
    return back(request, f"/items/{item}/enter")


@routes.post("/items/{name}/notes")
def note(
    request: Request, at: At, who: Analyst, now: Now, name: Name, text: Annotated[str, Form(max_length=10_000)] = ""
) -> Response:
    """Say something on an item."""
    item = at.facts.item(name).id
    enclosing.remark(at, About.ITEM, item, text, who=who.name, at=now)
    return back(request, f"/items/{item}/enter")


def _entry(item: str, form: KnowledgeForm, who: str) -> Entry:
    given = {key: value.strip() or None for key, value in form.model_dump().items()}
    values = {key: given[key] for key in (*VALUES, "alternate", "note")}
    return Entry(item=item, economy=given["economy"] or "", source=given["source"] or "", who=who, **values)


def _form(
    request: Request, at: Desk, name: str, form: KnowledgeForm, faults: Mapping[str, str], *, status: int = 200
) -> HTMLResponse:
    (row,) = cards.item(at, name).rows
    item = str(row["item"])
    return page(
        request,
        at.as_of,
        "enter.html",
        status=status,
        title=names(language(request))[str(row["item"])],
        row=row,
        form=form,
        faults=faults,
        fields=FIELDS,
        economies=at.facts.economies,
        said=enclosing.remarks(at, About.ITEM, item),
        held=enclosing.documents(at, About.ITEM, item),
    )
