"""Tells a story over the API: what may lie in the past is prepared, all else is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from goldenkey.actions import account as accounts
from goldenkey.actions import contract as contracts
from goldenkey.actions import opportunity as opportunities
from goldenkey.actions import payment as payments
from goldenkey.actions.contract import DeliveryIn, LineIn
from goldenkey.data.models import Delivery, Opportunity, Position, Stakeholder
from goldenkey.policies.actor import Actor
from tests.cast import Cast
from tests.scenarios.story import fact_value

ORDER = ("people", "met", "facts", "needs", "rivals", "stage", "step", "close", "owed",
         "elsewhere", "delivery", "ended")  # fmt: skip
"""What is told first; a stage is entered before the customer's step is asked."""


class Teller:
    """The rep tells a story of one opportunity, with the manager's and finance's help."""

    def __init__(self, cast: Cast, caller: Callable[[str], Any], given: Mapping[str, Any]) -> None:
        self.cast, self.caller = cast, caller
        for user in cast.users.values():
            user.language = "en"
            user.save(update_fields=["language"])
        self.rep, self.manager = caller("rep"), caller("manager")
        self.now = timezone.now()
        self.today: date = self.actor("rep").today
        past = self.actor("rep").later(days=-given.get("days", 5))
        batch = {"cycle_days": 30, "batch": 9_000_000} if given.get("grade") == "A" else {}
        self.account = accounts.create_account(past, name="Harbour", **batch)
        made = opportunities.create_opportunity(past, self.account.pk, name="Order", amount=1000)
        self.pk = made.pk
        self.seats: dict[str, int] = {}
        self.contacts: dict[str, int] = {}
        self.known: dict[str, tuple[int, int]] = {}
        self.slips = given.get("slips", 0)
        self.owing: dict[str, int] = {}
        if given.get("next", 5) is not None:
            self.next(given.get("next", 5))

    def actor(self, name: str) -> Actor:
        return self.cast.actor(name).at(self.now)

    def tell(self, told: Mapping[str, Any]) -> None:
        for key in ORDER:
            if key in told:
                getattr(self, key)(told[key])

    def health(self) -> dict[str, Any]:
        found: dict[str, Any] = self.call(self.rep, "GET", f"/opportunities/{self.pk}/health")
        return found

    def call(self, who: Any, verb: str, path: str, body: Any = None) -> Any:
        answer = who(verb, path, body)
        assert answer.status_code < 300, (path, answer.content)
        return answer.json() if answer.content else None

    def people(self, told: list[dict[str, Any]]) -> None:
        for one in told:
            fields = {k: one[k] for k in ("roles", "influence", "stance") if k in one}
            if one["name"] in self.seats:
                self._change(one, fields)
                continue
            made = self.call(
                self.rep, "POST", f"/accounts/{self.account.pk}/contacts", {"name": one["name"]}
            )
            self.contacts[one["name"]] = made["id"]
            seat = self.call(
                self.rep, "POST", f"/opportunities/{self.pk}/stakeholders",
                {"contact_id": made["id"], **fields},
            )  # fmt: skip
            self.seats[one["name"]] = seat["id"]
            if one.get("left"):
                post = Position.objects.get(contact=made["id"])
                self.call(self.rep, "POST", f"/positions/{post.pk}/end")

    def _change(self, one: dict[str, Any], fields: dict[str, Any]) -> None:
        seat = Stakeholder.objects.get(pk=self.seats[one["name"]])
        path = f"/stakeholders/{seat.pk}"
        if one.get("gone"):
            self.call(self.rep, "DELETE", f"{path}?version={seat.version}")
        else:
            self.call(self.rep, "PATCH", path, {"version": seat.version, **fields})

    def met(self, told: list[dict[str, Any]]) -> None:
        for one in told:
            body: dict[str, Any] = {
                "opportunity_id": self.pk, "on": self.day(-one["ago"]),
                "contact_ids": [self.contacts[name] for name in one["with"]],
            }  # fmt: skip
            if "agreed" in one:
                body |= {
                    "agreed": True, "agreed_what": one["agreed"], "agreed_by_on": self.day(5),
                }  # fmt: skip
            who = self.manager if one.get("by") == "manager" else self.rep
            self.call(who, "POST", "/activities", body)

    def facts(self, told: dict[str, Any]) -> None:
        for name, value in told.items():
            body = {"name": name, "value": fact_value(value, self.today)}
            self.call(self.rep, "POST", f"/opportunities/{self.pk}/facts", body)

    def needs(self, told: list[dict[str, Any]]) -> None:
        for one in told:
            if one["words"] in self.known:
                pk, version = self.known[one["words"]]
                body = {"version": version, **{k: v for k, v in one.items() if k != "words"}}
                self.call(self.rep, "PATCH", f"/needs/{pk}", body)
                continue
            made = self.call(self.rep, "POST", f"/opportunities/{self.pk}/needs", one)
            self.known[one["words"]] = made["id"], made["version"]

    def rivals(self, told: list[dict[str, Any]]) -> None:
        for one in told:
            self.call(self.rep, "POST", f"/opportunities/{self.pk}/rivals", one)

    def stage(self, _key: str) -> None:
        body = {"version": self.version(), "override_reason": "a story"}
        self.call(self.manager, "POST", f"/opportunities/{self.pk}/stage", body)

    def step(self, key: str) -> None:
        self._patch(buying_step=key)

    def close(self, days: int) -> None:
        for slip in range(self.slips, -1, -1):
            self._patch(close_on=self.day(days - 10 * slip))
        self.slips = 0

    def next(self, days: int) -> None:
        body = {"opportunity_id": self.pk, "what": "call", "due_on": self.day(days)}
        self.call(self.rep, "POST", "/steps", body)

    def owed(self, told: dict[str, Any] | None) -> None:
        self._debt(told, self.pk)

    def elsewhere(self, told: dict[str, Any] | None) -> None:
        other = None
        if told is not None:
            other = opportunities.create_opportunity(
                self.actor("rep"), self.account.pk, name="Another", amount=told["amount"]
            ).pk
        self._debt(told, other)

    def _debt(self, told: dict[str, Any] | None, of: int | None) -> None:
        """A contract whose only line is long due; told away, it is paid."""
        if told is None:
            (amount,) = self.owing.values()
            payments.record_payment(
                self.actor("finance"), account_id=self.account.pk, amount=amount,
                received_on=self.today,
            )  # fmt: skip
            return
        due = self.today - timedelta(days=told["days"])
        contracts.sign_contract(
            self.actor("rep"), opportunity_id=of, amount=told["amount"], signed_on=due,
            plan=[LineIn("all", basis_points=10_000, credit_days=0)], no_file_reason="a story",
        )  # fmt: skip
        self.owing["owed"] = told["amount"]

    def delivery(self, told: dict[str, Any]) -> None:
        known = Delivery.objects.filter(contract__opportunity=self.pk).first()
        if known is not None:
            body = {"version": known.version, "on": self.day(0), "reason": "a late ship"}
            self.call(self.rep, "POST", f"/deliveries/{known.pk}/delay", body)
            return
        due = self.today + timedelta(days=told["in"])
        contracts.sign_contract(
            self.actor("rep"), opportunity_id=self.pk, amount=1000,
            signed_on=self.today - timedelta(days=5), deliveries=[DeliveryIn("goods", due)],
            no_file_reason="a story",
        )  # fmt: skip

    def ended(self, state: str) -> None:
        assert state == "dropped"
        body = {"version": self.version(), "reason": "no budget"}
        self.call(self.rep, "POST", f"/opportunities/{self.pk}/drop", body)

    def version(self) -> int:
        return Opportunity.objects.values_list("version", flat=True).get(pk=self.pk)

    def day(self, days: int) -> str:
        return (self.today + timedelta(days=days)).isoformat()

    def _patch(self, **fields: Any) -> None:
        body = {"version": self.version(), **fields}
        self.call(self.rep, "PATCH", f"/opportunities/{self.pk}", body)
