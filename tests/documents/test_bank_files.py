"""Statement files as banks give them: tables in three languages, camt.053, and hostile ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from goldenkey.documents import bank_csv, camt
from goldenkey.policies.errors import Refused

TAIWAN = (
    "第一銀行 存款往來明細\r\n帳號,093-10-012345\r\n\r\n"
    "交易日期,摘要,支出金額,存入金額,餘額,對方戶名,備註\r\n"
    '115/11/20,匯入匯款,,"1,050,000",2000000,宏大機械股份有限公司,AB12345678\r\n'
    "115/11/21,手續費,30,,1999970,,\r\n"
    "合計,,30,1050000,,,\r\n"
)
MAINLAND = (
    "交易时间\t借贷标志\t交易金额\t对方户名\t附言\t流水号\n"
    "2026-11-20 10:11:12\t贷\t88000.50\t杭州示例茶业有限公司\t货款\tT1\n"
    "2026-11-21 09:00:00\t借\t500\t电力公司\t电费\tT2\n"
)
CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
<GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>S1</Id>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Ntry><Amt Ccy="EUR">300.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>REF1</AcctSvcrRef>
<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Ever Steel Ltd</Nm></Dbtr></RltdPties>
<RmtInf><Ustrd>INV-7</Ustrd><Ustrd>second</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">70.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><DtTm>2026-11-21T08:00:00</DtTm></BookgDt><AcctSvcrRef>REF2</AcctSvcrRef>
<NtryDtls><TxDtls><Amt Ccy="EUR">50.00</Amt><RltdPties><Dbtr><Pty><Nm>A</Nm></Pty></Dbtr>
</RltdPties></TxDtls><TxDtls><Amt Ccy="EUR">20.00</Amt></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">9.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>2026-11-21</Dt></BookgDt></Ntry>
<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts>
<BookgDt><Dt>2026-11-21</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>"""


def table(tmp_path: Path, data: bytes, currency: str = "TWD") -> list[tuple[object, ...]]:
    file = tmp_path / "s.csv"
    file.write_bytes(data)
    found = bank_csv.read(file, bank_account="1", currency=currency)
    return [(e.booked_on.day, e.money.minor, e.payer, e.words, e.reference) for e in found]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "big5", "utf-16"])
def test_a_taiwanese_bank_writes_two_columns_and_years_of_the_republic(
    tmp_path: Path, encoding: str
) -> None:
    assert table(tmp_path, TAIWAN.encode(encoding)) == [
        (20, 105_000_000, "宏大機械股份有限公司", "匯入匯款 AB12345678", ""),
        (21, -3_000, "", "手續費", ""),
    ]


def test_a_mainland_bank_writes_one_column_and_its_side(tmp_path: Path) -> None:
    assert table(tmp_path, MAINLAND.encode("gb18030"), "CNY") == [
        (20, 8_800_050, "杭州示例茶业有限公司", "货款", "T1"),
        (21, -50_000, "电力公司", "电费", "T2"),
    ]


def test_a_sign_or_brackets_mean_money_out(tmp_path: Path) -> None:
    text = "Date,Amount,Description\n2026-11-20,(12.50),fee\n2026-11-20,-3,x\n2026-11-20,7,y\n"
    assert [row[1] for row in table(tmp_path, text.encode(), "USD")] == [-1250, -300, 700]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2026-11-20,abc,x", "statement_amount"),
        ("99/99/2026,5,x", "statement_date"),
        ("2026-11-20,1.005,x", "statement_amount"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_nothing_is_left_out(
    tmp_path: Path, line: str, code: str
) -> None:
    with pytest.raises(Refused, match=code) as caught:
        table(tmp_path, f"Date,Amount,Description\n2026-11-19,1,ok\n{line}\n".encode())
    assert caught.value.params["row"] == 3


def test_a_table_without_headings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="statement_headings"):
        table(tmp_path, b"a,b\n1,2\n")


def test_camt053_gives_booked_entries_and_the_parts_of_a_batch() -> None:
    found = camt.read(CAMT.encode())
    assert [(e.booked_on, e.money.minor, e.reference, e.payer, e.words) for e in found] == [
        (date(2026, 11, 20), 30_000, "REF1", "Ever Steel Ltd", "INV-7 second"),
        (date(2026, 11, 21), 5_000, "REF2/1", "A", ""),
        (date(2026, 11, 21), 2_000, "REF2/2", "", ""),
        (date(2026, 11, 21), -900, "", "", ""),
    ]


def test_an_xml_file_that_declares_entities_is_not_read() -> None:
    bomb = CAMT.replace("<Document", '<!DOCTYPE d [<!ENTITY a "aaaa">]><Document', 1)
    with pytest.raises(Refused, match="xml_declares"):
        camt.read(bomb.replace("INV-7", "&a;").encode())
    outside = CAMT.replace("<Document", '<!DOCTYPE d SYSTEM "file:///etc/passwd"><Document', 1)
    with pytest.raises(Refused, match="xml_declares"):
        camt.read(outside.encode())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (CAMT[:300].encode(), "xml_damaged"),
        (b"<a><b/></a>", "statement_not_camt053"),
        (b"<a>" * 200 + b"</a>" * 200, "xml_too_large"),
        (CAMT.replace("300.00", "NaN").encode(), "statement_amount"),
        (CAMT.replace("300.00", "-3").encode(), "statement_amount"),
        (CAMT.replace('Ccy="EUR">300', 'Ccy="XXX">300').encode(), "statement_amount"),
        (CAMT.replace("<Dt>2026-11-20</Dt>", "<Dt>soon</Dt>").encode(), "statement_date"),
    ],
)
def test_a_broken_camt_file_is_refused_with_what_is_wrong(data: bytes, code: str) -> None:
    with pytest.raises(Refused, match=code):
        camt.read(data)
