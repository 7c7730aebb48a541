"""Playbooks as the API shows and takes them: versions, drafts, previews, the test bench."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from goldenkey.api.schemas.common import Body
from goldenkey.wording.playbook_messages import say_found


class VersionOut(Schema):
    """One version: who wrote and published it, when, and how many in scope run on it."""

    number: int
    state: str
    digest: str
    shipped: bool
    edited_by: str
    published_by: str
    edited_at: datetime
    published_at: datetime | None
    problems: int
    live: int


class ProblemOut(Schema):
    """One thing wrong in a text: code and parameters, the field, the place, and the sentence.

    `source` is the key of the playbook whose text it stands in, empty for the draft's own.
    """

    code: str
    params: dict[str, Any]
    path: str
    line: int
    column: int
    source: str
    detail: str

    @staticmethod
    def resolve_detail(found: Any) -> str:
        """The sentence in the caller's language."""
        return say_found(found)


class DraftOut(Schema):
    """The draft, or the version in force where nothing is drafted (`version` is 0 then)."""

    key: str
    number: int
    source: str
    version: int
    problems: list[ProblemOut]


class HeirOut(Schema):
    """A playbook that builds on another; `behind` on an older text than the published one."""

    key: str
    name: str
    behind: bool
    drafted: bool
    live: int


class DraftIn(Body):
    """A text; `version` is the draft's as it was read, 0 where there was none."""

    source: str
    version: int = 0


class FieldOut(Schema):
    """One field of a rule before and after; null where it is not there."""

    name: str
    old: Any
    new: Any


class DifferenceOut(Schema):
    """One rule that differs, by its ids from the outermost in."""

    section: str
    rule: list[str]
    change: str
    fields: list[FieldOut]


class ComparisonOut(Schema):
    """Two versions rule by rule; `old` is 0 where there was none before."""

    key: str
    old: int
    new: int
    differences: list[DifferenceOut]


class EffectOut(Schema):
    """What the version would change for one opportunity."""

    id: int
    to: str
    kinds: list[str]
    missing: list[int]
    appear: list[str]
    vanish: list[str]
    contact: list[str] | None


class GroupOut(Schema):
    """How many opportunities, and how much money in the company's currency."""

    kind: str
    count: int
    amount: str
    currency: str

    @staticmethod
    def resolve_amount(found: Any) -> str:
        """Major units as decimal text."""
        return str(found.money.amount)

    @staticmethod
    def resolve_currency(found: Any) -> str:
        """The company's currency."""
        return str(found.money.currency)


class PreviewOut(Schema):
    """What moving to a version would change; `state` ready, waiting, or large (not yet asked)."""

    state: str
    total: int
    done: int
    groups: list[GroupOut]
    effects: list[EffectOut]

    @staticmethod
    def resolve_effects(found: Any) -> list[Any]:
        """Those with the largest changes and amounts, at most 200."""
        return [row.touched for row in found.rows]


class PlacesIn(Body):
    """Where those go who stand in a stage that is gone: old stage to new."""

    places: dict[str, str] = Field(default_factory=dict)
    draft: bool = False


class PublishIn(Body):
    """The draft as it was read, and where removed stages lead."""

    version: int
    places: dict[str, str] = Field(default_factory=dict)


class MoveIn(Body):
    """Which live opportunities are moved to the version in force."""

    ids: list[int] = Field(default_factory=list, max_length=100_000)


class PlaybookMovedOut(Schema):
    """How many are moved; `at_once` is false where it happens in the background."""

    count: int
    at_once: bool


class TrialIn(Body):
    """A rule by its id, or a formula, to be asked about one opportunity."""

    opportunity_id: int
    rule: str = ""
    formula: str = Field("", max_length=4000)
    evidence: Literal["any", "confirmed"] = "any"


class SeenOut(Schema):
    """A name, what is known of it, and the fact it stands in."""

    name: str
    value: Any
    confirmed: bool | None
    observed_on: date | None
    fact_id: int | None

    @staticmethod
    def resolve_value(found: Any) -> Any:
        """Plain values; money and decimals as text."""
        plain = isinstance(found.value, bool | int | str | None)
        return found.value if plain else str(found.value)


class PlaybookTermOut(Schema):
    """One term as written, and whether it held: true, false or unknown."""

    text: str
    value: str
    facts: list[SeenOut]


class TrialOut(Schema):
    """What a formula says of an opportunity; `problem` instead where it cannot be read."""

    formula: str
    rule: str
    value: str | None
    terms: list[PlaybookTermOut]
    problem: dict[str, Any] | None


class TeamBookIn(Body):
    """The playbook a team works by; empty for the company's."""

    key: str = ""
