"""The codes that bodies may hold; a test holds them to the words of pages."""

from __future__ import annotations

from typing import Literal

AccountKind = Literal["organisation", "person"]
Ownership = Literal["", "foreign", "joint", "state", "private"]
CreditRating = Literal["", "good", "fair", "poor"]
Relationship = Literal["vendor", "preferred", "partner", "alliance"]
RelationshipTarget = Literal["", "vendor", "preferred", "partner", "alliance"]
OpportunityKind = Literal["account_led", "project_led"]
Drive = Literal["", "active", "passive"]
Influence = Literal["high", "medium", "low", "unknown"]
Stance = Literal["supporter", "neutral", "opponent", "unknown"]
Access = Literal["easy", "medium", "hard", "unknown"]
Power = Literal["recommends", "decides", "unknown"]
SeatReach = Literal["company", "some", "own", "unknown"]
Outside = Literal["", "expert", "public_figure", "reference"]
Body = Literal["purchasing", "evaluation"]
Met = Literal["full", "partly", "no", "unknown"]
Go = Literal["go", "no_go"]
ActivityKind = Literal["visit", "call", "meeting", "message"]
Outcome = Literal["", "advance", "continuation", "no_sale", "order"]
Part = Literal["member", "presales", "service", "sponsor"]
Trigger = Literal["signing", "shipment", "arrival", "acceptance", "date"]
Acceptance = Literal["accepted", "partial", "refused"]
Method = Literal["transfer", "note", "cheque", "cash"]
Bucket = Literal["", "not_due", "1_30", "31_60", "61_90", "over_90"]
ContractState = Literal["", "signed", "delivering", "accepted", "closed", "cancelled"]
Standing = Literal["", "private", "state", "official"]
Gift = Literal[
    "gift", "hospitality", "entertainment", "travel", "sponsorship", "cash", "cash_equivalent"
]
ProductKind = Literal["goods", "accessory", "service"]
TermUnit = Literal["money", "days", "months", "percent", "text"]
TermBetter = Literal["higher", "lower"]
TermStatus = Literal["open", "agreed", "disputed"]
DocumentKind = Literal["quote", "contract", "amendment"]
DocumentFormat = Literal["pdf", "docx"]
DocumentLanguage = Literal["", "zh-hant", "zh-hans", "en"]
LimitedRole = Literal["rep", "manager", "director"]
Owned = Literal["lead", "account", "opportunity", "contract"]
Role = Literal["rep", "manager", "director", "finance", "compliance", "admin"]
Language = Literal["zh-hant", "zh-hans", "en"]
Procedure = Literal["open", "selective", "limited", "direct"]
TenderAim = Literal["specification", "price"]
TenderOutcome = Literal["won", "lost", "cancelled"]
TenderMeeting = Literal["selection_meeting", "bid_meeting"]
Compliance = Literal["full", "partly", "no", "unknown"]
BondKind = Literal["bid", "performance"]
BondForm = Literal["cash", "bank_guarantee", "cheque", "insurance"]
BondMove = Literal["given", "returned", "forfeited"]

KINDS = {
    "account_kind": AccountKind,
    "ownership": Ownership,
    "credit_rating": CreditRating,
    "relationship": Relationship,
    "opportunity_kind": OpportunityKind,
    "drive": Drive,
    "influence": Influence,
    "stance": Stance,
    "access": Access,
    "power": Power,
    "reach": SeatReach,
    "outside": Outside,
    "body": Body,
    "met": Met,
    "go": Go,
    "activity_kind": ActivityKind,
    "outcome": Outcome,
    "trigger": Trigger,
    "acceptance": Acceptance,
    "method": Method,
    "bucket": Bucket,
    "gift": Gift,
    "standing": Standing,
    "contract_state": ContractState,
    "product_kind": ProductKind,
    "term_unit": TermUnit,
    "term_better": TermBetter,
    "term_status": TermStatus,
    "document": DocumentKind,
    "document_format": DocumentFormat,
    "procedure": Procedure,
    "tender_aim": TenderAim,
    "compliance": Compliance,
    "bond_kind": BondKind,
    "bond_form": BondForm,
}
"""Which kind of word each is."""
