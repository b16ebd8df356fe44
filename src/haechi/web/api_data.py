"""What programs read of the data held beside the loads; each route answers what the command prints."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from haechi.app import loading
from haechi.web.api import ANSWERS, Payload, Rows, answer
from haechi.web.request_values import At

routes = APIRouter(prefix="/api/v1", responses=ANSWERS)


@routes.get("/check", response_model=Payload, summary="haechi check", tags=["check"])
def check(request: Request, at: At, rows: Rows) -> Response:
    """What looks wrong in the data held: revisions, gaps, breaks of editions, rows put aside."""
    return answer(request, loading.check(at), rows)


@routes.get("/production", response_model=Payload, summary="haechi production", tags=["production"])
def production(request: Request, at: At, rows: Rows, commodity: str | None = None) -> Response:
    """Loaded production, capacity and reserves by economy."""
    return answer(request, loading.production(at, commodity), rows)
