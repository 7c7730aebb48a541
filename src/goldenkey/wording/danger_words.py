"""Words for what became of warnings: answers, the replay of what was lost, the weekly review."""

from django.utils.translation import gettext_lazy as _

DANGER_WORDS = {
    "warning_answer": {"snooze": _("Put off"), "dismiss": _("Dismissed")},
    "answer_end": {
        "taken_back": _("answer taken back"),
        "facts_changed": _("back, because facts changed"),
        "day_came": _("back, because its day came"),
        "over": _("the danger is over"),
        "replaced": _("answered anew"),
    },
    "verdict": {
        "agrees": _("The stated reason is the real one"),
        "differs": _("The real reason is another one"),
    },
    "replay_event": {
        "warning_opened": _("Warning came up"),
        "warning_changed": _("Warning saw something new"),
        "warning_closed": _("Warning ended"),
        "warning_snooze": _("Put off"),
        "warning_dismiss": _("Dismissed"),
        "fact": _("Fact noted"),
    },
    "weekly_change": {
        "new": _("New"),
        "state": _("State"),
        "stage": _("Stage"),
        "amount": _("Amount"),
        "close_on": _("Close date"),
        "owner": _("Owner"),
        "chance": _("Chance"),
    },
    "weekly_line": {
        "new": _("new"),
        "changed": _("saw something new"),
        "override": _("Let through"),
        "back": _("Moved back"),
        "snooze": _("Put off"),
        "dismiss": _("Dismissed"),
        "loss": _("Not checked yet"),
    },
}

DANGER_MESSAGES = {
    "snooze_past": _("Choose a day that is still to come."),
    "snooze_too_long": _(
        "A warning can be put off for %(days)s days at most. To silence it for good, dismiss it."
    ),
    "warning_not_standing": _("This warning does not stand any more; there is nothing to answer."),
    "answer_ended": _("This answer does not hold any more."),
    "own_loss": _(
        "A second person checks a loss: not its owner, and not who closed it. Ask a colleague."
    ),
    "warning_snoozed": _("Put off. It is back earlier if what it saw changes."),
    "warning_dismissed": _("Dismissed. It is back if what it saw changes."),
    "answer_taken_back": _("The warning stands again."),
    "loss_reviewed": _("Checked. The team can learn from it now."),
}
