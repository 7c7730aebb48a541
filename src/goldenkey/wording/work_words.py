"""Words for work on an opportunity: parts, events, starts, reasons of a chance."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

WORK_WORDS: dict[str, dict[str, Any]] = {
    "part": {
        "member": _("Sells with us"),
        "presales": _("Presales engineer"),
        "service": _("Service"),
        "sponsor": _("Sponsor from the management"),
    },
    "event": {
        "opened": _("Opened"),
        "moved": _("Stage"),
        "state": _("State"),
        "close_date": _("Close date"),
        "override": _("Let through"),
        "back": _("Moved back"),
        "file": _("File"),
    },
    "start": {
        "plan_next_step": _("Plan the next step"),
        "map_committee": _("Find the others on the committee"),
        "state_buying_step": _("Ask where the customer stands"),
        "help_customer_project": _("Help the customer with their own step"),
        "prove_stage": _("Fill in what is missing"),
        "review_stage": _("Go back a stage"),
        "review_close": _("Set an honest close date"),
        "review_go": _("Decide again: go or no-go"),
        "compare_rivals": _("Place us against them"),
        "prepare_tender": _("Prepare the tender"),
        "collect_payment": _("Collect the payment"),
        "tell_customer": _("Tell the customer"),
    },
    "approach": {
        "meet": _("Find out who it is, then meet them"),
        "call": _("Call the customer"),
        "ask": _("Ask the customer"),
        "in_writing": _("Get it in writing"),
    },
    "chance": {
        "role": _("Committee"),
        "coverage": _("Committee"),
        "criterion": _("Gate"),
        "gates": _("Gates"),
        "need": _("Need"),
        "needs": _("Needs"),
        "rival": _("Competitor"),
        "rivals": _("Competitors"),
        "favour": _("What decides such sales"),
        "favours": _("What decides such sales"),
        "none": _("none"),
        "none_required": _("no role is required"),
        "none_named": _("none named yet"),
        "won": _("Won"),
        "lost": _("Lost"),
        "dropped": _("Dropped"),
    },
    "place": {
        "much_better": _("Much better"),
        "somewhat_better": _("Somewhat better"),
        "equal": _("Equal"),
        "somewhat_worse": _("Somewhat worse"),
        "much_worse": _("Much worse"),
        "unknown": _("Unknown"),
        "none_named": _("none named yet"),
    },
}
