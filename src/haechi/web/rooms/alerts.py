"""Alerts: those that are live, and the life of one."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from haechi.app import alerting, noticing
from haechi.web.frame import At, Name, page

routes = APIRouter(include_in_schema=False)
COLUMNS = ("alert", "state", "period", "level", "probability", "consequence", "taken_by")


@routes.get("/alerts")
def alerts(request: Request, at: At) -> HTMLResponse:
    """Alerts that are live, by probability and consequence."""
    report = alerting.every(at, state=None, with_ended=False)
    return page(request, at.as_of, "alerts.html", report=report, columns=COLUMNS)


@routes.get("/alerts/{name:path}")
def alert(request: Request, at: At, name: Name) -> HTMLResponse:
    """The life of an alert, and what its notice leads to where it stands on one."""
    report = alerting.show(at, name)
    found = str(report.parameters["alert"])
    notice = noticing.show(at, int(found.split("/")[1])) if found.startswith("notice/") else None
    return page(request, at.as_of, "alert.html", title=found, report=report, notice=notice)
