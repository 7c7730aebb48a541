"""Which receivables an entry of a bank statement pays: proposals to confirm, never more (M7.2).

What speaks, the surest first: an invoice's number in the payer's words, a contract's number, the
payer's name (or one that a person assigned before), an amount that only one line has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from goldenkey.core import allocation
from goldenkey.core.allocation import Due, Part
from goldenkey.core.folding import fold
from goldenkey.core.money import Money
from goldenkey.core.names import is_same_company

REASONS: Final = ("invoice", "contract", "payer", "name", "amount")
SHORTEST: Final = 4
"""Characters that a number must have before it is looked for in the payer's words."""


@dataclass(frozen=True, slots=True)
class Line:
    """An open receivable as entries are matched with it."""

    id: int
    account_id: int
    due_on: date
    open: Money
    contract: str = ""
    invoices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Payer:
    """A customer by the names he may pay under."""

    account_id: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incoming:
    """Money that came in, to be matched."""

    id: int
    money: Money
    payer: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose money an entry is by its payer's name, and how sure that is: "payer" or "name"."""

    account_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """Whose money it seems to be, what it would settle, why, and whether one may trust it.

    `rest` is what would stay unallocated. Not `sure` is shown, and left out of "confirm all".
    """

    account_id: int
    reason: str
    parts: tuple[Part, ...]
    rest: Money
    sure: bool


def whose(
    incoming: Sequence[Incoming], payers: Sequence[Payer], known: Mapping[str, int]
) -> dict[int, Whose]:
    """Return whose money each entry seems to be, by the payer's name; none where two are meant.

    `known` are names, folded by `payer_key`, that a person has assigned before.
    """
    index = _index(payers)
    found: dict[int, Whose] = {}
    for one in incoming:
        key = payer_key(one.payer)
        if key in known:
            found[one.id] = Whose(known[key], "payer")
        elif key and (meant := _meant(one.payer, index)):
            found[one.id] = meant
    return found


def match(
    incoming: Sequence[Incoming], lines: Sequence[Line], owners: Mapping[int, Whose]
) -> dict[int, Match]:
    """Return a match for each entry that has one, in the order given; no line is proposed twice."""
    left = {line.id: line for line in lines}
    found: dict[int, Match] = {}
    for one in incoming:
        made = _match(one, list(left.values()), owners.get(one.id))
        if made is None:
            continue
        found[one.id] = made
        for part in made.parts:
            line = left[part.receivable_id]
            left[line.id] = replace(line, open=line.open - part.money)
    return found


def numbers_in(words: str) -> tuple[str, ...]:
    """Return what may be an invoice's or a contract's number in a text, as numbers are written.

    AB-12345678 is found as AB12345678 too, and C20260012 as C-2026-0012.
    """
    tokens = re.findall(r"[A-Z0-9][A-Z0-9\-_/]{2,40}[A-Z0-9]", words.upper())
    spelled: dict[str, None] = {}
    for token in tokens:
        bare = re.sub(r"[\-_/]", "", token)
        spelled |= dict.fromkeys((token, bare))
        if parts := re.fullmatch(r"([A-Z]{2})(\d{8})", bare):
            spelled["-".join(parts.groups())] = None
        if parts := re.fullmatch(r"([A-Z])(\d{4})(\d{4,})", bare):
            spelled["-".join(parts.groups())] = None
    return tuple(spelled)


def payer_key(name: str) -> str:
    """Return a payer's name as it is compared: folded, without blanks and marks."""
    return re.sub(r"[\W_]+", "", fold(name))


def _match(one: Incoming, lines: list[Line], owner: Whose | None) -> Match | None:
    open_lines = [
        line for line in lines if line.open.minor > 0 and line.open.currency == one.money.currency
    ]
    named = _by_number(one, open_lines)
    if named:
        reason, chosen = named
        return _made(one, reason, chosen, open_lines)
    if owner:
        mine = [line for line in open_lines if line.account_id == owner.account_id]
        exact = [line for line in mine if line.open == one.money]
        return _made(one, owner.reason, exact[:1] or mine, mine, account_id=owner.account_id)
    alike = [line for line in open_lines if line.open == one.money]
    return _made(one, "amount", alike, alike) if len(alike) == 1 else None


def _by_number(one: Incoming, lines: list[Line]) -> tuple[str, list[Line]] | None:
    """Lines whose invoice or contract the payer has named; of one customer, or nobody's."""
    text = one.words.upper()
    for reason in ("invoice", "contract"):
        named = [line for line in lines if any(_holds(text, n) for n in _numbers(line, reason))]
        if named and len({line.account_id for line in named}) == 1:
            return reason, named
    return None


def _numbers(line: Line, reason: str) -> tuple[str, ...]:
    return line.invoices if reason == "invoice" else (line.contract,)


def _holds(text: str, number: str) -> bool:
    """Whether a number stands in a text as a whole: AB123 is not in AB1234."""
    wanted = number.strip().upper()
    if len(wanted) < SHORTEST:
        return False
    pattern = r"[\s\-_/]*".join(map(re.escape, re.sub(r"[\s\-_/]+", "", wanted)))
    return bool(re.search(rf"(?<![A-Z0-9]){pattern}(?![A-Z0-9])", text))


def _index(payers: Sequence[Payer]) -> dict[str, list[Payer]]:
    """Payers by every two characters of their names: only who shares some is compared."""
    found: dict[str, list[Payer]] = {}
    for payer in payers:
        for pair in {pair for name in payer.names for pair in _pairs(name)}:
            found.setdefault(pair, []).append(payer)
    return found


def _pairs(name: str) -> set[str]:
    key = payer_key(name)
    return {key[at : at + 2] for at in range(len(key) - 1)} or {key}


def _meant(name: str, index: Mapping[str, list[Payer]]) -> Whose | None:
    near = {p.account_id: p for pair in _pairs(name) for p in index.get(pair, ())}
    verdicts = {pk: _verdict(name, payer) for pk, payer in near.items()}
    for verdict, reason in (("same", "payer"), ("likely", "name")):
        meant = [pk for pk, said in verdicts.items() if said == verdict]
        if meant:
            return Whose(meant[0], reason) if len(meant) == 1 else None
    return None


def _verdict(name: str, payer: Payer) -> str:
    said = {is_same_company(name, one) for one in payer.names if one}
    return next((v for v in ("same", "likely") if v in said), "")


def _made(
    one: Incoming, reason: str, chosen: list[Line], mine: list[Line], *, account_id: int = 0
) -> Match:
    """Settle what was meant, the oldest first, then what else the same customer owes."""
    first = allocation.propose(one.money, [Due(ln.id, ln.due_on, ln.open) for ln in chosen])
    owner = account_id or chosen[0].account_id
    others = [ln for ln in mine if ln.account_id == owner and ln not in chosen]
    more = allocation.propose(first.rest, [Due(ln.id, ln.due_on, ln.open) for ln in others])
    whole = one.money in (_sum(one, chosen), _sum(one, mine)) or any(
        line.open == one.money for line in chosen
    )
    named = reason in ("invoice", "contract") and not first.rest
    sure = named or (reason == "payer" and whole)
    return Match(owner, reason, first.parts + more.parts, more.rest, sure)


def _sum(one: Incoming, lines: list[Line]) -> Money:
    return sum((line.open for line in lines), Money(0, one.money.currency))
