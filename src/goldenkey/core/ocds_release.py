"""One release of the Open Contracting Data Standard 1.1, read strictly; wrong parts are named.

Source: Open Contracting Partnership, Release schema,
https://standard.open-contracting.org/1.1/en/schema/reference/. Pointers are those of RFC 6901.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from typing import Any, Final

from goldenkey.core.money import EXPONENT, Money

MOST_PROBLEMS: Final = 100
MOST_ITEMS: Final = 50
LARGEST: Final = Decimal(10) ** 13
"""No published value reaches this many major units; above it is a slip, or an attack."""

NOTICE_TAGS: Final = frozenset(
    {
        "planning",
        "planningUpdate",
        "tender",
        "tenderAmendment",
        "tenderUpdate",
        "tenderCancellation",
    }
)
TAGS: Final = NOTICE_TAGS | {
    "award", "awardUpdate", "awardCancellation", "contract", "contractUpdate",
    "contractAmendment", "implementation", "implementationUpdate", "contractTermination",
    "compiled",
}  # fmt: skip
OVER: Final = frozenset({"cancelled", "unsuccessful", "withdrawn"})
PROCEDURES: Final = ("open", "selective", "limited", "direct")
YEARS: Final = range(1970, 2200)


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be read: where (JSON pointer), why (code), and the value in short."""

    pointer: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as we keep it; dates are days in the reader's zone, money is exact."""

    pointer: str
    ocid: str
    release_id: str
    released_at: datetime
    is_notice: bool
    cancelled: bool
    company: str = ""
    person: str = ""
    phone: str = ""
    email: str = ""
    product: str = ""
    number: str = ""
    description: str = ""
    status: str = ""
    procedure: str = ""
    value: Money | None = None
    value_text: str = ""
    dates: Mapping[str, date] = field(default_factory=dict)
    items: tuple[str, ...] = ()

    @property
    def need(self) -> str:
        """What is wanted, in their words: the description, and a line an item."""
        return "\n".join(p for p in (self.description, *self.items) if p)[:20_000]

    @property
    def close_on(self) -> date | None:
        """When it is decided: the award, else the submission."""
        return self.dates.get("award") or self.dates.get("submission")


class Reading:
    """One reading of a package: gathers what is wrong, and where."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self.problems: list[Problem] = []

    def wrong(self, pointer: str, code: str, value: object) -> None:
        """Note a problem; the value only in short."""
        if len(self.problems) < MOST_PROBLEMS:
            shown = value if isinstance(value, str) else type(value).__name__
            self.problems.append(Problem(pointer, code, _plain(shown)[:60]))

    def release(self, one: object, at: str) -> Notice | None:
        """One release, or None where it cannot be used at all."""
        if not isinstance(one, dict):
            self.wrong(at, "ocds_type", one)
            return None
        ocid = self.text(one, "ocid", at, most=100, needed=True)
        release_id = self.text(one, "id", at, most=200, needed=True, number=True)
        released_at = self.instant(one, "date", at, needed=True)
        tags = self.tags(one, at)
        tender = self.part(one, "tender", at)
        if not released_at:
            return None
        is_notice = bool(NOTICE_TAGS & set(tags))
        said = self.tender(tender, f"{at}/tender") if is_notice else {}
        status = said.get("status", "")
        fields = {**self.buyer(one, at, needed=is_notice), **said}
        return Notice(
            at, ocid, release_id, released_at, is_notice,
            status in OVER or "tenderCancellation" in tags, **fields,
        )  # fmt: skip

    def tags(self, one: Mapping[str, Any], at: str) -> list[str]:
        """The release's tags: at least one, each of the standard's list."""
        found = one.get("tag")
        if not isinstance(found, list) or not found:
            self.wrong(f"{at}/tag", "ocds_missing", found)
            return []
        for place, tag in enumerate(found):
            if not isinstance(tag, str) or tag not in TAGS:
                self.wrong(f"{at}/tag/{place}", "ocds_tag", tag)
        return [tag for tag in found if isinstance(tag, str)]

    def tender(self, tender: Mapping[str, Any], at: str) -> dict[str, Any]:
        """What is said of the tender."""
        value, value_text = self.value(tender, at)
        procedure = self.text(tender, "procurementMethod", at, most=40)
        if procedure and procedure not in PROCEDURES:
            self.wrong(f"{at}/procurementMethod", "ocds_choice", procedure)
        return {
            "number": self.text(tender, "id", at, most=100, number=True),
            "product": self.text(tender, "title", at, most=300)[:200],
            "description": self.text(tender, "description", at, most=10_000),
            "status": self.text(tender, "status", at, most=40),
            "procedure": procedure,
            "value": value,
            "value_text": value_text,
            "dates": dict(self.dates(tender, at)),
            "items": tuple(self.items(tender, at)),
        }

    def buyer(self, one: Mapping[str, Any], at: str, *, needed: bool) -> dict[str, str]:
        """Who buys, and whom to ask: the buyer, else the procuring entity among the parties."""
        named = self.text(self.part(one, "buyer", at), "name", f"{at}/buyer", most=300)
        parties = self.rows(one, "parties", at)
        by_role: dict[str, tuple[Mapping[str, Any], str]] = {}
        for party, where in parties:
            roles = party.get("roles", [])
            if not isinstance(roles, list):
                self.wrong(f"{where}/roles", "ocds_type", roles)
                continue
            for role in ("buyer", "procuringEntity"):
                if role in roles:
                    by_role.setdefault(role, (party, where))
        party, where = by_role.get("buyer") or by_role.get("procuringEntity") or ({}, at)
        name = named or self.text(party, "name", where, most=300)
        if needed and not name:
            self.wrong(f"{at}/buyer/name", "ocds_missing", "")
        contact, there = self.part(party, "contactPoint", where), f"{where}/contactPoint"
        return {
            "company": name[:200],
            "person": self.text(contact, "name", there, most=200)[:100],
            "phone": self.text(contact, "telephone", there, most=200)[:60],
            "email": self.text(contact, "email", there, most=200),
        }

    def value(self, tender: Mapping[str, Any], at: str) -> tuple[Money | None, str]:
        """The value as money where we know its currency, and as text."""
        value, where = self.part(tender, "value", at), f"{at}/value"
        amount, currency = value.get("amount"), self.text(value, "currency", where, most=3)
        if amount is None:
            return None, ""
        if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
            self.wrong(f"{where}/amount", "ocds_type", amount)
            return None, ""
        if not 0 <= amount < LARGEST:
            self.wrong(f"{where}/amount", "ocds_amount", str(amount))
            return None, ""
        if not re.fullmatch("[A-Z]{3}", currency):
            self.wrong(f"{where}/currency", "ocds_currency", currency)
            return None, ""
        known = Money.of(amount, currency, rounding=True) if currency in EXPONENT else None
        return known, f"{currency} {known.amount if known else amount}"

    def dates(self, tender: Mapping[str, Any], at: str) -> Iterator[tuple[str, date]]:
        """The days of the timetable that the notice names."""
        wanted = (
            ("notice", "tenderPeriod", "startDate"), ("questions", "enquiryPeriod", "endDate"),
            ("submission", "tenderPeriod", "endDate"), ("award", "awardPeriod", "endDate"),
        )  # fmt: skip
        for kind, period, end in wanted:
            found = self.instant(self.part(tender, period, at), end, f"{at}/{period}")
            if found is not None:
                yield kind, found.astimezone(self.zone).date()

    def items(self, tender: Mapping[str, Any], at: str) -> Iterator[str]:
        """What is bought, a line an item: description, quantity and unit."""
        for item, where in self.rows(tender, "items", at)[:MOST_ITEMS]:
            words = self.text(item, "description", where, most=1000)
            unit = self.text(self.part(item, "unit", where), "name", f"{where}/unit", most=100)
            count = item.get("quantity")
            if count is not None and (
                isinstance(count, bool) or not isinstance(count, int | Decimal)
                or not 0 <= count < LARGEST
            ):  # fmt: skip
                self.wrong(f"{where}/quantity", "ocds_type", count)
                count = None
            number = "" if count is None else f"{Decimal(count).normalize():f}"
            line = " · ".join(p for p in (words, f"{number} {unit}".strip()) if p)
            if line:
                yield line[:300]

    def part(self, holder: Mapping[str, Any], name: str, at: str) -> Mapping[str, Any]:
        """An object within an object; absent or null is empty."""
        found = holder.get(name)
        if found is None:
            return {}
        if not isinstance(found, dict):
            self.wrong(f"{at}/{name}", "ocds_type", found)
            return {}
        return found

    def rows(
        self, holder: Mapping[str, Any], name: str, at: str
    ) -> list[tuple[Mapping[str, Any], str]]:
        """The objects of an array with their pointers; absent or null is none."""
        found = holder.get(name)
        if found is None:
            return []
        if not isinstance(found, list):
            self.wrong(f"{at}/{name}", "ocds_type", found)
            return []
        for place, one in enumerate(found):
            if not isinstance(one, dict):
                self.wrong(f"{at}/{name}/{place}", "ocds_type", one)
        return [
            (one, f"{at}/{name}/{place}") for place, one in enumerate(found)
            if isinstance(one, dict)
        ]  # fmt: skip

    def text(
        self, holder: Mapping[str, Any], name: str, at: str, *, most: int, needed: bool = False,
        number: bool = False,
    ) -> str:  # fmt: skip
        """A line of text; where `number`, an integer stands for its digits."""
        found = holder.get(name)
        if number and isinstance(found, int) and not isinstance(found, bool):
            found = str(found)
        if found is None or found == "":
            if needed:
                self.wrong(f"{at}/{name}", "ocds_missing", "")
            return ""
        if not isinstance(found, str):
            self.wrong(f"{at}/{name}", "ocds_type", found)
            return ""
        if len(found) > most:
            self.wrong(f"{at}/{name}", "ocds_long", found)
            return ""
        if _plain(found) != found:
            self.wrong(f"{at}/{name}", "ocds_characters", found)
            return ""
        return found.strip()

    def instant(
        self, holder: Mapping[str, Any], name: str, at: str, *, needed: bool = False
    ) -> datetime | None:
        """A date-time of RFC 3339 with its offset; absent or null is none."""
        found = holder.get(name)
        if found is None and not needed:
            return None
        try:
            moment = datetime.fromisoformat(found) if isinstance(found, str) else None
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or moment.year not in YEARS:
            code = "ocds_missing" if found is None else "ocds_date"
            self.wrong(f"{at}/{name}", code, found)
            return None
        return moment.astimezone(UTC)


def _plain(words: str) -> str:
    """Words without what no database keeps: lone surrogates, and control characters."""
    return "".join(c for c in words if c in "\n\t\r" or not _is_control(c))


def _is_control(c: str) -> bool:
    return c < " " or c == "\x7f" or "\ud800" <= c <= "\udfff"
