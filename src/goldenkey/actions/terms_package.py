"""Writes of packages: terms that go together, priced by a version of a quote (M6.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenkey.actions.base import action, archive, change, create, edit
from goldenkey.actions.terms import open_sheet, value_in
from goldenkey.data.models import QuoteVersion, TermsPackage
from goldenkey.policies import scope
from goldenkey.policies.actor import Actor
from goldenkey.policies.errors import Refused


@action("terms.edit")
def save_package(
    actor: Actor, opportunity_id: int, *, name: str, values: Mapping[str, str],
    quote_version_id: int | None = None, package_id: int | None = None,
) -> TermsPackage:  # fmt: skip
    """Put terms together as a package, priced by a version of a quote of this opportunity."""
    sheet = open_sheet(actor, opportunity_id)
    if not name.strip():
        raise Refused("required", field="name", requirement="M6.1")
    issues = {str(i.pk): i for i in sheet.issues.filter(archived_at=None)}
    if not values.keys() <= issues.keys():
        raise Refused("bad_choice", field="values", requirement="M6.1")
    said = {pk: value_in(issues[pk], v, f"value_{pk}") for pk, v in values.items() if v.strip()}
    quote = scope.get(actor, QuoteVersion, quote_version_id) if quote_version_id else None
    if quote and quote.quote.opportunity_id != sheet.opportunity_id:
        raise Refused("bad_choice", field="quote_version_id", requirement="M6.1")
    fields: dict[str, Any] = {"name": name.strip()[:60], "values": said, "quote_version": quote}
    if package_id is None:
        return create(actor, TermsPackage, sheet=sheet, **fields)
    held = scope.get(actor, TermsPackage, package_id, lock=True)
    if held.sheet_id != sheet.pk:
        raise Refused("bad_choice", field="package_id", requirement="M6.1")
    return edit(actor, held, **fields)


@action("terms.edit")
def drop_package(actor: Actor, package_id: int) -> TermsPackage:
    """Put a package away."""
    with change(actor, TermsPackage, package_id, right="terms.edit") as held:
        archive(actor, held)
    return held
