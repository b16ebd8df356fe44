"""Items of the chain, and all that is held on one."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from haechi.app import cataloguing, promising
from haechi.app import item_card as cards
from haechi.web.frame import At, Name, page

routes = APIRouter(include_in_schema=False)
COLUMNS = ("item", "name_en", "name_ko", "stage", "kind")


@routes.get("/items")
def items(request: Request, at: At) -> HTMLResponse:
    """Items of the chain."""
    report = cataloguing.items(at, stage=None, only_key=False)
    return page(request, at.as_of, "items.html", report=report, columns=COLUMNS)


@routes.get("/items/{name}")
def item(request: Request, at: At, name: Name) -> HTMLResponse:
    """Everything held on an item."""
    report = cards.item(at, name)
    promises = promising.commitments(at, item=name)
    return page(request, at.as_of, "item.html", title=str(report.rows[0]["name_en"]), report=report, promises=promises)
