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
Owned = Literal["lead", "account", "opportunity", "contract"]

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
    "met": Met,
    "go": Go,
    "activity_kind": ActivityKind,
    "outcome": Outcome,
    "trigger": Trigger,
    "acceptance": Acceptance,
    "method": Method,
    "bucket": Bucket,
    "contract_state": ContractState,
}
"""Which kind of word each is."""
