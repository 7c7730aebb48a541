"""Sentences of `goldenkey check`: what was looked at, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

CHECKS = {
    "migrations": _("The database is of this version"),
    "database": _("The database is sound"),
    "guards": _("Append-only tables are guarded"),
    "search": _("Every record can be found"),
    "money": _("Sums of money agree"),
    "playbooks": _("Playbooks are readable"),
    "files": _("Evidence files are there"),
    "jobs": _("No background job failed for good"),
}

FINDINGS = {
    "unmigrated": _("%(count)d steps are missing: run goldenkey migrate."),
    "database_damaged": _("The database is damaged (%(said)s): restore a backup."),
    "reference_broken": _("Row %(row)s of %(table)s refers to a row that is not there."),
    "guard_missing": _("The guard %(name)s is missing."),
    "search_broken": _("The full-text index is damaged (%(said)s)."),
    "search_lacks": _("%(count)d records of the kind %(kind)s cannot be found by searching."),
    "receivable_sum": _(
        "Receivable %(id)d: %(amount)d less %(allocated)d allocated is not the %(left)d left open."
    ),
    "payment_sum": _(
        "Payment %(id)d: %(amount)d less %(allocated)d allocated is not the %(left)d left over."
    ),
    "allocation_currency": _("Allocation %(id)d has another currency than its receivable."),
    "statement_astray": _("Entry %(id)d of a bank statement is not the payment it is kept as."),
    "commission_astray": _("Commission line %(id)d has no allocation of its own contract."),
    "commission_sum": _(
        "Contract %(id)d: its commission sums to %(stands)d, its plan gives %(should)d."
    ),
    "commission_month_sum": _(
        "Closed month %(id)d of commission keeps %(stands)d, its lines sum to %(should)d."
    ),
    "shares_sum": _("The shares of contract %(id)d make %(percent)s %%, not 100 %%."),
    "playbook_unreadable": _("Playbook %(name)s cannot be read: %(said)s"),
    "file_missing": _("The file %(name)s is missing or cut short."),
    "job_failed": _("Job %(id)d (%(name)s) failed: %(said)s"),
}


def title(check: str) -> str:
    """What a check holds, as a sentence without a full stop."""
    return str(CHECKS[check])


def say(code: str, params: Mapping[str, Any]) -> str:
    """The sentence for a finding."""
    return str(FINDINGS[code]) % params
