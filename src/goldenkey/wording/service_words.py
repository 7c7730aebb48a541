"""Words of commission plans and questions, and of the time after the sale."""

from __future__ import annotations

from typing import Any

from django.utils.translation import pgettext_lazy as _in

SERVICE_WORDS: dict[str, dict[str, Any]] = {
    "plan_period": {
        "month": _in("period", "month"),
        "quarter": _in("period", "quarter"),
        "year": _in("period", "year"),
    },
    "dispute": {
        "open": _in("question", "Waits for an answer"),
        "upheld": _in("question", "Right"),
        "declined": _in("question", "Explained"),
    },
    "severity_of_complaint": {
        "high": _in("complaint", "Urgent"),
        "medium": _in("complaint", "Serious"),
        "low": _in("complaint", "Small"),
    },
    "complaint_state": {
        "heard": _in("complaint", "Heard"),
        "analysed": _in("complaint", "Cause found"),
        "solved": _in("complaint", "Solved"),
        "reported": _in("complaint", "Reported back"),
        "closed": _in("complaint", "Closed"),
    },
    "complaint_step": {
        "listen": _in("complaint", "Listen"),
        "analyse": _in("complaint", "Find the cause"),
        "solve": _in("complaint", "Solve it"),
        "report": _in("complaint", "Report back to the customer"),
        "follow": _in("complaint", "The customer says it is solved"),
        "reopen": _in("complaint", "Not solved after all"),
    },
    "referral": {
        "asked": _in("referral", "Asked"),
        "named": _in("referral", "Named somebody"),
        "refused": _in("referral", "Would rather not"),
    },
}
