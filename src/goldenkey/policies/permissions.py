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
    "account.hand_over":        (N, T, C, N, N, C, C),
    "contact.create":           (O, T, C, N, N, C, C),
    "contact.edit":             (O, T, C, N, N, C, C),
    "contact.merge":            (O, T, C, N, N, C, C),
    "contact.personal":         (O, T, C, N, C, N, C),
    "contact.export":           (N, T, C, N, C, C, C),
    "contact.erase":            (N, N, N, N, C, C, C),
    "opportunity.read":         (T, T, C, C, C, C, C),
    "opportunity.create":       (T, T, C, N, N, C, C),
    "opportunity.edit":         (O, T, C, N, N, C, C),
    "opportunity.advance":      (O, T, C, N, N, N, C),
    "opportunity.override":     (N, T, C, N, N, N, C),
    "opportunity.close":        (O, T, C, N, N, N, C),
    "opportunity.review":       (T, T, C, N, C, N, C),
    "warning.answer":           (O, T, C, N, N, N, C),
    "review.read":              (N, T, C, N, C, N, C),
    "opportunity.share":        (O, T, C, N, N, C, C),
    "stakeholder.edit":         (O, T, C, N, N, N, C),
    "stakeholder.stance":       (O, T, C, N, C, N, C),
    "fact.record":              (O, T, C, N, N, N, C),
    "activity.log":             (O, T, C, N, N, N, C),
    "step.edit":                (O, T, C, N, N, N, C),
    "evidence.add":             (O, T, C, C, N, N, C),
    "terms.read":               (T, T, C, C, C, C, C),
    "terms.edit":               (O, T, C, N, N, N, C),
    "terms.limit":              (O, T, C, N, N, N, C),
    "terms.approve":            (N, T, C, N, N, N, C),
    "tender.read":              (T, T, C, C, C, C, C),
    "tender.edit":              (O, T, C, N, N, N, C),
    "tender.import":            (T, T, C, N, N, C, C),
    "bond.read":                (T, T, C, C, C, C, C),
    "bond.record":              (O, T, C, C, N, N, C),
    "product.read":             (C, C, C, C, C, C, C),
    "product.edit":             (N, N, C, C, N, C, C),
    "product.cost":             (N, C, C, C, N, N, C),
    "product.set_cost":         (N, N, C, C, N, N, C),
    "quote.read":               (T, T, C, C, C, C, C),
    "quote.edit":               (O, T, C, N, N, N, C),
    "quote.approve":            (N, T, C, N, N, N, C),
    "document.make":            (O, T, C, C, N, N, C),
    "template.edit":            (N, N, C, N, N, C, C),
    "contract.amend":           (O, T, C, C, N, N, C),
    "conduct.read":             (T, T, C, C, C, C, C),
    "conduct.review":           (N, N, N, N, C, N, C),
    "gift.register":            (O, T, C, N, C, N, C),
    "gift.decide":              (N, T, C, N, C, N, C),
    "gift.decide_any":          (N, N, N, N, C, N, C),
    "quiet.open":               (O, T, C, N, C, N, C),
    "quiet.except":             (N, N, N, N, C, N, C),
    "apart.note":               (O, T, C, N, C, N, C),
    "contract.read":            (T, T, C, C, C, C, C),
    "contract.sign":            (O, T, C, C, N, N, C),
    "delivery.record":          (O, T, C, C, N, N, C),
    "acceptance.record":        (O, T, C, C, N, N, C),
    "invoice.issue":            (N, N, N, C, N, N, C),
    "receivable.read":          (T, T, C, C, C, C, C),
    "payment.read":             (T, T, C, C, C, C, C),
    "payment.record":           (N, N, N, C, N, N, C),
    "payment.reverse":          (N, N, N, C, N, N, C),
    "statement.import":         (N, N, N, C, N, N, C),
    "collection.record":        (O, T, C, C, N, N, C),
    "collection.set":           (N, N, N, C, N, C, C),
    "credit.read":              (T, T, C, C, C, C, C),
    "credit.set":               (N, N, N, C, N, N, C),
    "commission.read":          (O, T, C, C, N, N, C),
    "commission.approve":       (N, N, N, C, N, N, C),
    "commission_plan.edit":          (N, N, N, C, N, C, C),
    "commission_plan.read":     (C, C, C, C, N, C, C),
    "commission.close":         (N, N, N, C, N, N, C),
    "commission.dispute":       (O, O, O, O, N, N, C),
    "follow_up.read":           (T, T, C, C, C, C, C),
    "follow_up.edit":           (O, T, C, N, N, N, C),
    "complaint.read":           (T, T, C, C, C, C, C),
    "complaint.record":         (T, T, C, C, N, N, C),
    "complaint.answer":         (O, T, C, N, N, N, C),
    "referral.read":            (T, T, C, N, C, C, C),
    "referral.record":          (O, T, C, N, N, N, C),
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
    ("stakeholder", "adaptability"): "contact.personal",
    ("termsissue", "limit"): "terms.limit",
    ("termssheet", "walk_away"): "terms.limit",
    ("termssheet", "alternative"): "terms.limit",
    ("quoteline", "cost_minor"): "product.cost",
    ("productcost", "amount_minor"): "product.cost",
}
"""Fields with a right of their own: hidden without it, and not to be filtered or exported."""


def rights_of(role: str) -> dict[str, Reach]:
    """Every right a role has, with its reach."""
    place = ROLES.index(role)
    return {right: reaches[place] for right, reaches in RIGHTS.items() if reaches[place]}
