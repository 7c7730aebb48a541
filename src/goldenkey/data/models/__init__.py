"""Every table, one module a noun."""

from .account import Account, Contact, Position
from .activity import Activity, NextStep
from .committee import CommitteeMap, SeatLink, SeatRelation
from .contract import (
    Acceptance,
    Allocation,
    CommissionLine,
    CommissionPlan,
    CommissionShare,
    Contract,
    Delivery,
    Invoice,
    Payment,
    PlanLine,
    Receivable,
)
from .fact import EvidenceFile, Fact
from .lead import Import, ImportRow, Lead
from .ledger import AnsweredRequest, AuditEntry, Job, SearchEntry
from .opportunity import (
    CompetitorPosition,
    GateOverride,
    Need,
    OpenWarning,
    Opportunity,
    OpportunityHistory,
    Stakeholder,
)
from .organisation import CalendarDay, ExchangeRate, Organisation
from .playbook import Playbook, PlaybookPreview, PlaybookVersion
from .user import ApiToken, Membership, Team, User

__all__ = [
    "Acceptance",
    "Account",
    "Activity",
    "Allocation",
    "AnsweredRequest",
    "ApiToken",
    "AuditEntry",
    "CalendarDay",
    "CommissionLine",
    "CommissionPlan",
    "CommissionShare",
    "CommitteeMap",
    "CompetitorPosition",
    "Contact",
    "Contract",
    "Delivery",
    "EvidenceFile",
    "ExchangeRate",
    "Fact",
    "GateOverride",
    "Import",
    "ImportRow",
    "Invoice",
    "Job",
    "Lead",
    "Membership",
    "Need",
    "NextStep",
    "OpenWarning",
    "Opportunity",
    "OpportunityHistory",
    "Organisation",
    "Payment",
    "PlanLine",
    "Playbook",
    "PlaybookPreview",
    "PlaybookVersion",
    "Position",
    "Receivable",
    "SearchEntry",
    "SeatLink",
    "SeatRelation",
    "Stakeholder",
    "Team",
    "User",
]
