"""Words of "help me choose": plain questions about a person, and their answers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

QUESTIONS = {
    "signature": _("Whose yes ends the matter?"),
    "budget": _("Can this person spend the money without asking anybody?"),
    "objection": _("What happens when this person says no in a meeting?"),
    "asked": _("Do the others ask for this person's opinion before they decide?"),
    "heard_by": _("In which rooms is this person's word repeated?"),
    "rises": _("When something of theirs is stuck, who gets it moving?"),
    "deed": _("What did this person last do about us?"),
    "gain": _("What does it mean for this person if we win?"),
    "appointment": _("How do you get to see this person?"),
}
ANSWERS = {
    "signature": {"own": _("Their own"), "passes_on": _("They pass a recommendation on")},
    "budget": {"alone": _("Yes"), "must_ask": _("No, somebody else must agree")},
    "objection": {
        "stops": _("The matter stops"),
        "debated": _("It is debated"),
        "heard": _("It is heard, and the matter goes on"),
    },
    "asked": {"always": _("Always"), "sometimes": _("Sometimes"), "never": _("Never")},
    "heard_by": {
        "company": _("With the top management"),
        "some": _("In other departments too"),
        "own": _("Only in their own department"),
    },
    "rises": {
        "others": _("People far above them, on one call"),
        "peers": _("Colleagues they have helped before"),
        "alone": _("Nobody: they wait like everybody else"),
    },
    "deed": {
        "helped": _("Told us what others do not tell, or spoke up for us"),
        "answered": _("Answered when asked, nothing more"),
        "hindered": _("Raised the same objection again, or spoke for somebody else"),
    },
    "gain": {
        "gains": _("Their own work gets better"),
        "same": _("It changes nothing for them"),
        "loses": _("They lose something: work, influence, a supplier they like"),
    },
    "appointment": {
        "days": _("A call, and we meet within days"),
        "weeks": _("By appointment, after a week or more"),
        "through": _("Only when somebody introduces us"),
    },
}
