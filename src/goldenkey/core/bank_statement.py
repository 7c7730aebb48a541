"""Entries of bank statements: what makes two of them one, whatever file brings them (M7.2)."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from goldenkey.core.money import Money

NO_REFERENCE: Final = frozenset({"", "NOTPROVIDED", "NONREF", "NA", "0", "00", "-"})
"""What banks write where they have no reference."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A movement on our account: money in is positive, money out negative.

    `reference` is the bank's own for this entry; `words` is what the payer wrote.
    """

    bank_account: str
    booked_on: date
    money: Money
    reference: str = ""
    payer: str = ""
    words: str = ""


def keys(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return a key for each entry that no other movement has, and the same one has in any file.

    The bank's reference decides with account, day and amount; without one all that is written.
    Of movements that are alike in everything each further one of a file has a key of its own, so
    that two equal payments of a day are two, and the same two in the next file are known.
    """
    seen: Counter[str] = Counter()
    made = []
    for entry in entries:
        same = json.dumps(_same(entry), ensure_ascii=False)
        seen[same] += 1
        made.append(hashlib.sha256(f"{same}#{seen[same]}".encode()).hexdigest())
    return tuple(made)


def account_key(bank_account: str) -> str:
    """Return a bank account's number without blanks and dashes."""
    return re.sub(r"[\W_]+", "", bank_account).upper()


def has_reference(reference: str) -> bool:
    """Whether the bank's reference says anything."""
    return reference.strip().upper() not in NO_REFERENCE


def _same(entry: Entry) -> list[str]:
    base = [
        account_key(entry.bank_account), entry.booked_on.isoformat(), entry.money.currency,
        str(entry.money.minor),
    ]  # fmt: skip
    if has_reference(entry.reference):
        return ["reference", entry.reference.strip(), *base]
    return ["words", *base, _plain(entry.payer), _plain(entry.words)]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
