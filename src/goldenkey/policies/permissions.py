"""The registry of rights: what each role may do, and how far it reaches (fence 2 and 3)."""

from enum import IntEnum


class Reach(IntEnum):
    """How far a right reaches: own records, those of one's teams, or the whole company."""

    NONE = 0
    OWN = 1
    TEAM = 2
    COMPANY = 3


N, O, T, C = Reach.NONE, Reach.OWN, Reach.TEAM, Reach.COMPANY  # noqa: E741 - a table reads better

ROLES = ("rep", "manager", "director", "finance", "compliance", "admin", "system")

RIGHTS: dict[str, tuple[Reach, ...]] = {
    # right                    rep man dir fin com adm sys
    "home.read":                (O, O, O, O, O, O, N),
    "settings.own":             (O, O, O, O, O, O, N),
    "search.read":              (T, T, C, C, C, C, N),
    "lead.read":                (T, T, C, N, C, C, C),
    "lead.create":              (T, T, C, N, N, C, C),
    "lead.edit":                (O, T, C, N, N, C, C),
    "lead.evaluate":            (O, T, C, N, N, C, C),
    "lead.convert":             (O, T, C, N, N, C, C),
    "lead.import":              (T, T, C, N, N, C, C),
    "lead.undo_import":         (O, T, C, N, N, C, C),
    "account.read":             (T, T, C, C, C, C, C),
    "account.create":           (T, T, C, N, N, C, C),
    "account.edit":             (O, T, C, N, N, C, C),
    "contact.read":             (T, T, C, C, C, C, C),
    "contact.create":           (O, T, C, N, N, C, C),
    "contact.edit":             (O, T, C, N, N, C, C),
    "contact.personal":         (O, T, C, N, C, N, C),
    "opportunity.read":         (T, T, C, C, C, C, C),
    "opportunity.create":       (T, T, C, N, N, C, C),
    "opportunity.edit":         (O, T, C, N, N, C, C),
    "opportunity.advance":      (O, T, C, N, N, N, C),
    "opportunity.override":     (N, T, C, N, N, N, C),
    "opportunity.close":        (O, T, C, N, N, N, C),
    "opportunity.share":        (O, T, C, N, N, C, C),
    "stakeholder.edit":         (O, T, C, N, N, N, C),
    "stakeholder.stance":       (O, T, C, N, C, N, C),
    "fact.record":              (O, T, C, N, N, N, C),
    "activity.log":             (O, T, C, N, N, N, C),
    "step.edit":                (O, T, C, N, N, N, C),
    "evidence.add":             (O, T, C, C, N, N, C),
    "contract.read":            (T, T, C, C, C, C, C),
    "contract.sign":            (O, T, C, C, N, N, C),
    "delivery.record":          (O, T, C, C, N, N, C),
    "acceptance.record":        (O, T, C, C, N, N, C),
    "invoice.issue":            (N, N, N, C, N, N, C),
    "receivable.read":          (T, T, C, C, C, C, C),
    "payment.read":             (T, T, C, C, C, C, C),
    "payment.record":           (N, N, N, C, N, N, C),
    "payment.reverse":          (N, N, N, C, N, N, C),
    "commission.read":          (O, T, C, C, N, N, C),
    "commission.approve":       (N, N, N, C, N, N, C),
    "playbook.read":            (C, C, C, C, C, C, C),
    "playbook.edit":            (N, N, C, N, N, C, C),
    "playbook.move":            (N, T, C, N, N, N, C),
    "playbook.publish":         (N, N, C, N, N, N, C),
    "audit.read":               (O, T, C, C, C, C, C),
    "user.read":                (T, T, C, C, C, C, C),
    "user.manage":              (N, N, N, N, N, C, C),
    "token.create":             (N, N, N, N, N, C, C),
    "job.run":                  (N, N, N, N, N, N, C),
    "organisation.edit":        (N, N, N, N, N, C, C),
}  # fmt: skip

FIELD_RIGHTS: dict[tuple[str, str], str] = {
    ("contact", "birthday"): "contact.personal",
    ("contact", "interests"): "contact.personal",
    ("contact", "note"): "contact.personal",
    ("stakeholder", "stance"): "stakeholder.stance",
    ("stakeholder", "interests"): "contact.personal",
}
"""Fields with a right of their own: hidden without it, and not to be filtered or exported."""


def rights_of(role: str) -> dict[str, Reach]:
    """Every right a role has, with its reach."""
    place = ROLES.index(role)
    return {right: reaches[place] for right, reaches in RIGHTS.items() if reaches[place]}
