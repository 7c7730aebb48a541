"""Quotes over the API: drafted, approved, sent, compared."""

from __future__ import annotations

from typing import Any

from ninja import Router

from goldenkey.actions import quote as quotes
from goldenkey.api.operation import Request, requires
from goldenkey.api.schemas.common import Versioned
from goldenkey.api.schemas.quote import (
    AskIn,
    ComparedOut,
    DecideIn,
    QuoteIn,
    QuoteNew,
    QuoteRowOut,
    QuoteVersionOut,
)
from goldenkey.selectors import quote as select
from goldenkey.selectors import quote_compare

router = Router(tags=["quotes"])
ONE = "/quote-versions/{quote_version_id}"


@router.get("/opportunities/{opportunity_id}/quotes", response=list[QuoteRowOut])
@requires("quote.read")
def list_quotes(request: Request, opportunity_id: int) -> Any:
    """The quotes of an opportunity with their versions."""
    return list(select.of_opportunity(request.actor, opportunity_id).quotes)


@router.post("/opportunities/{opportunity_id}/quotes", response={201: QuoteVersionOut})
@requires("quote.edit")
def create_quote(request: Request, opportunity_id: int, body: QuoteNew) -> Any:
    """Draft a quote: its first version."""
    made = quotes.create_quote(request.actor, opportunity_id, **_given(body))
    return 201, select.detail(request.actor, made.pk)


@router.get(ONE, response=QuoteVersionOut)
@requires("quote.read")
def read_quote(request: Request, quote_version_id: int) -> Any:
    """One version of a quote."""
    return select.detail(request.actor, quote_version_id)


@router.put(ONE, response=QuoteVersionOut)
@requires("quote.edit")
def change_quote(request: Request, quote_version_id: int, body: QuoteIn) -> Any:
    """Change a version that was not sent; an approval of what it was no longer holds."""
    quotes.edit_quote(request.actor, quote_version_id, **_given(body))
    return select.detail(request.actor, quote_version_id)


@router.post(f"{ONE}/approval", response=QuoteVersionOut)
@requires("quote.edit")
def ask_approval(request: Request, quote_version_id: int, body: AskIn) -> Any:
    """Ask somebody by name to approve it."""
    quotes.ask_approval(request.actor, quote_version_id, **body.model_dump())
    return select.detail(request.actor, quote_version_id)


@router.post(f"{ONE}/decision", response=QuoteVersionOut)
@requires("quote.approve")
def decide_quote(request: Request, quote_version_id: int, body: DecideIn) -> Any:
    """Approve a version as it stands, or refuse it; what was seen is kept."""
    quotes.answer(request.actor, quote_version_id, **body.model_dump())
    return select.detail(request.actor, quote_version_id)


@router.post(f"{ONE}/sending", response=QuoteVersionOut)
@requires("quote.edit")
def send_quote(request: Request, quote_version_id: int, body: Versioned) -> Any:
    """Send it: from now on it cannot be changed, only superseded."""
    quotes.send(request.actor, quote_version_id, version=body.version)
    return select.detail(request.actor, quote_version_id)


@router.post(f"{ONE}/acceptance", response=QuoteVersionOut)
@requires("quote.edit")
def accept_quote(request: Request, quote_version_id: int, body: Versioned) -> Any:
    """Say that the customer accepted it."""
    quotes.accept(request.actor, quote_version_id, version=body.version)
    return select.detail(request.actor, quote_version_id)


@router.post(f"{ONE}/copy", response={201: QuoteVersionOut})
@requires("quote.edit")
def copy_quote(request: Request, quote_version_id: int) -> Any:
    """A new version, to be changed."""
    made = quotes.new_version(request.actor, quote_version_id)
    return 201, select.detail(request.actor, made.pk)


@router.get(f"{ONE}/comparison/{{other_id}}", response=ComparedOut)
@requires("quote.read")
def compare_quotes(request: Request, quote_version_id: int, other_id: int) -> Any:
    """Two versions of one quote side by side."""
    return quote_compare.compare(request.actor, quote_version_id, other_id)


def _given(body: QuoteNew | QuoteIn) -> dict[str, Any]:
    fields = body.model_dump()
    return {**fields, "lines": [quotes.LineIn(**line) for line in fields["lines"]]}
