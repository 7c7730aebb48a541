"""Bank statements in ISO 20022 camt.053, of any of its versions, read into entries.

Only booked entries count. An entry of several transactions whose amounts make the entry is as
many entries; else it is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from goldenkey.core.bank_statement import Entry
from goldenkey.core.money import Money, MoneyProblem
from goldenkey.documents import xml_in
from goldenkey.documents.xml_in import Element
from goldenkey.policies.errors import Refused

STATEMENT = "BkToCstmrStmt/Stmt"


def looks_like(data: bytes) -> bool:
    """Whether a file is XML at all."""
    head = data[:400].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"")
    return head.startswith(b"<")


def read(data: bytes) -> tuple[Entry, ...]:
    """Return the booked entries of every statement of a file; raises Refused."""
    root = xml_in.read(data)
    statements = list(root.all(STATEMENT))
    if root.name != "Document" or not statements:
        raise Refused("statement_not_camt053", field="file")
    return tuple(entry for one in statements for entry in _entries(one))


def _entries(statement: Element) -> Iterator[Entry]:
    account = statement.said("Acct/Id/IBAN", "Acct/Id/Othr/Id")
    if not account:
        raise Refused("statement_account", field="file")
    for number, one in enumerate(statement.all("Ntry"), 1):
        if one.said("Sts/Cd", "Sts") in ("BOOK", ""):
            yield from _of_entry(account, one, number)


def _of_entry(account: str, entry: Element, number: int) -> Iterator[Entry]:
    whole = _money(entry.one("Amt"), number)
    on = _day(entry, number)
    sign = _sign(entry)
    details = list(entry.all("NtryDtls/TxDtls"))
    amounts = [_detail_amount(one, number) for one in details]
    if len(details) > 1 and None not in amounts and _sum(amounts) == whole:
        for place, (one, money) in enumerate(zip(details, amounts, strict=True), 1):
            if money is not None:
                yield _made(account, on, money, sign, entry, one, place)
    else:
        yield _made(account, on, whole, sign, entry, details[0] if details else entry, 0)


def _made(
    account: str, on: date, money: Money, sign: int, entry: Element, one: Element, place: int
) -> Entry:
    """One movement; of a batch its own reference, or the batch's with its place."""
    own = one.said("Refs/AcctSvcrRef", "Refs/TxId")
    batch = entry.said("AcctSvcrRef", "NtryRef")
    reference = own if place and own else f"{batch}/{place}" if place and batch else batch or own
    return Entry(
        bank_account=account,
        booked_on=on,
        money=Money(sign * money.minor, money.currency),
        reference=reference[:100],
        payer=one.said("RltdPties/Dbtr/Pty/Nm", "RltdPties/Dbtr/Nm", "RltdPties/UltmtDbtr/Nm")[
            :200
        ],
        words=_words(entry, one)[:500],
    )


def _words(entry: Element, one: Element) -> str:
    texts = [found.text.strip() for found in one.all("RmtInf/Ustrd")]
    texts += [found.text.strip() for found in one.all("RmtInf/Strd/CdtrRefInf/Ref")]
    texts += [found.text.strip() for found in one.all("RmtInf/Strd/RfrdDocInf/Nb")]
    end_to_end = one.said("Refs/EndToEndId")
    if end_to_end and end_to_end != "NOTPROVIDED":
        texts.append(end_to_end)
    return " ".join(text for text in texts if text) or entry.said("AddtlNtryInf")


def _sign(entry: Element) -> int:
    """Money in or out; a reversal carries the indicator of the movement it makes."""
    side = entry.said("CdtDbtInd")
    if side not in ("CRDT", "DBIT"):
        raise Refused("statement_not_camt053", field="file")
    return 1 if side == "CRDT" else -1


def _detail_amount(one: Element, number: int) -> Money | None:
    found = one.one("Amt") or one.one("AmtDtls/TxAmt/Amt")
    return None if found is None else _money(found, number)


def _sum(amounts: list[Money | None]) -> Money | None:
    given = [money for money in amounts if money is not None]
    if len({money.currency for money in given}) != 1:
        return None
    return sum(given[1:], given[0])


def _money(found: Element | None, number: int) -> Money:
    if found is None:
        raise Refused("statement_amount", field="file", row=number)
    try:
        value = Decimal(found.text.strip())
        money = Money.of(value, found.attributes.get("Ccy", ""))
    except (InvalidOperation, MoneyProblem):
        raise Refused("statement_amount", field="file", row=number) from None
    if money.minor < 0:
        raise Refused("statement_amount", field="file", row=number)
    return money


def _day(entry: Element, number: int) -> date:
    written = entry.said("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm")
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        raise Refused("statement_date", field="file", row=number, value=written[:30]) from None
