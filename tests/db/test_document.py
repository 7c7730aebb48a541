"""Documents: of the template in use, kept by digest, both logos; broken templates refused."""

from __future__ import annotations

import hashlib
import io

import docx
import pytest
from pypdf import PdfReader

from goldenkey.actions import document, quote, terms
from goldenkey.actions.quote import LineIn
from goldenkey.data.models import Contract, Document, QuoteVersion
from goldenkey.documents import paper
from goldenkey.policies.errors import Forbidden, NotFound, Refused
from goldenkey.selectors import document as select
from tests import money
from tests.cast import Cast
from tests.rooms import case


@pytest.fixture
def draft(cast: Cast) -> QuoteVersion:
    one = case(cast)
    lines = [LineIn("變頻空壓機", 2, price=600_000, discount=500, tax=500)]
    return quote.create_quote(cast.rep, one.id, lines=lines, note="含安裝與試車")


@pytest.fixture
def order(cast: Cast) -> Contract:
    return money.signed(cast)


def words_of(row: Document) -> str:
    """The text of a document as its reader extracts it."""
    data = document.bytes_of(row.digest)
    if row.format == "docx":
        read = docx.Document(io.BytesIO(data))
        cells = [c.text for t in read.tables for r in t.rows for c in r.cells]
        return "\n".join([p.text for p in read.paragraphs] + cells)
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_quote_says_lines_sums_and_the_amount_in_capital_numerals(
    cast: Cast, draft: QuoteVersion, form: str
) -> None:
    said = words_of(document.make(cast.rep, "quote", draft.pk, format_=form))
    for words in ("金鑰匙測試公司", "宏昇機電", "變頻空壓機", "1,140,000", "57,000", "1,197,000",
                  "新臺幣壹佰壹拾玖萬柒仟元整", "含安裝與試車", "Q-2026-0001 v1"):  # fmt: skip
        assert words in said


def test_the_mainland_reads_its_own_characters(cast: Cast, draft: QuoteVersion) -> None:
    said = words_of(document.make(cast.rep, "quote", draft.pk, language="zh-hans"))
    assert "新台币壹佰壹拾玖万柒仟元整" in said
    assert "變頻空壓機" in said, "both scripts have their characters"


def test_a_contract_says_its_plan_and_who_signed(cast: Cast, order: Contract) -> None:
    said = words_of(document.make(cast.rep, "contract", order.pk))
    for words in ("訂金", "300,000", "到貨款", "林總", "新臺幣壹佰萬元整"):
        assert words in said


def test_agreed_terms_stand_on_the_quote_but_never_a_limit_nor_a_cost(
    cast: Cast, draft: QuoteVersion
) -> None:
    held = draft.quote.opportunity
    sheet = terms.open_sheet(cast.rep, held.pk)
    row = sheet.issues.get(key="warranty")
    terms.edit_issue(cast.rep, row.pk, version=row.version, target="12", limit="37")
    terms.offer(cast.rep, row.pk, value="12")
    terms.set_status(cast.rep, row.pk, status="agreed")
    said = words_of(document.make(cast.rep, "quote", draft.pk, language="en"))
    assert "12 months" in said and "37" not in said


def test_the_bytes_lie_under_their_digest_and_the_same_again_is_the_same(
    cast: Cast, draft: QuoteVersion
) -> None:
    first = document.make(cast.rep, "quote", draft.pk)
    assert hashlib.sha256(document.bytes_of(first.digest)).hexdigest() == first.digest
    assert document.make(cast.rep, "quote", draft.pk).pk == first.pk
    assert Document.objects.count() == 1


def test_the_company_edits_a_template_and_goes_back(cast: Cast, draft: QuoteVersion) -> None:
    own = "#let d = json(bytes(sys.inputs.d))\n#set text(font: d.fonts)\n本公司專用 #d.total_words"
    document.set_template(cast.director, "quote", "pdf", name="我們的.typ", data=own.encode())
    made = document.make(cast.rep, "quote", draft.pk)
    assert "本公司專用" in words_of(made) and select.row_of(made).own
    document.reset_template(cast.director, "quote", "pdf")
    assert "本公司專用" not in words_of(document.make(cast.rep, "quote", draft.pk))


def test_a_shipped_word_template_comes_back_as_ones_own(cast: Cast, draft: QuoteVersion) -> None:
    read = docx.Document(io.BytesIO(paper.shipped("quote", "docx")))
    read.add_paragraph("訂貨專線 {{ salesperson }}")
    out = io.BytesIO()
    read.save(out)
    document.set_template(cast.director, "quote", "docx", name="q.docx", data=out.getvalue())
    assert "訂貨專線 Rep" in words_of(document.make(cast.rep, "quote", draft.pk, format_="docx"))


def _word(text: str) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("form", "data", "code", "name"),
    [
        ("docx", _word("{{ totel }}"), "template_placeholder", "totel"),
        ("docx", _word("{{ words.totel }}"), "template_placeholder", "totel"),
        ("docx", _word("{{ ''.__class__.__mro__ }}"), "template_broken", None),
        ("docx", _word("{% for %}"), "template_broken", None),
        ("docx", b"no zip", "template_not_word", None),
        ("pdf", b"#let d = json(bytes(sys.inputs.d))\n#d.totel", "template_placeholder", "totel"),
        ("pdf", b"#totel", "template_placeholder", "totel"),
        ("pdf", b'#import "@preview/x:1.0.0": y', "template_fetches", None),
        ("pdf", b'#read("/etc/passwd")', "template_broken", None),
        ("pdf", b'#read("../../etc/passwd")', "template_broken", None),
        ("pdf", b"\xff\xfe", "template_not_text", None),
    ],
)
def test_a_broken_template_is_refused_with_the_placeholder_named(
    cast: Cast, form: str, data: bytes, code: str, name: str | None
) -> None:
    with pytest.raises(Refused, match=code) as refused:
        document.set_template(cast.director, "quote", form, name="x", data=data)
    assert refused.value.params.get("name") == name
    assert all(t.id is None for t in select.templates(cast.director))


def test_logos_are_pictures_and_stand_on_the_paper(cast: Cast, draft: QuoteVersion) -> None:
    logo = document.SAMPLE_LOGO
    document.set_our_logo(cast.director, data=logo)
    document.set_their_logo(cast.rep, draft.quote.opportunity.account_id, data=logo)
    made = document.make(cast.rep, "quote", draft.pk, format_="docx")
    read = docx.Document(io.BytesIO(document.bytes_of(made.digest)))
    assert len(read.inline_shapes) == 2
    for data in (b"GIF89a", b"<svg/>", b"\x89PNG\r\n\x1a\nbroken"):
        with pytest.raises(Refused):
            document.set_our_logo(cast.director, data=data)


def test_data_is_never_source(cast: Cast) -> None:
    one = case(cast)
    evil = '#read("job.json") {{ 7*7 }} $x$ *bold* & <b>'
    made = quote.create_quote(cast.rep, one.id, lines=[LineIn(evil, price=1)])
    for form in ("pdf", "docx"):
        said = words_of(document.make(cast.rep, "quote", made.pk, format_=form))
        assert "{{ 7*7 }}" in said.replace("\n", " ") and "49" not in said


def test_who_may_make_and_who_may_edit(cast: Cast, draft: QuoteVersion) -> None:
    made = document.make(cast.rep, "quote", draft.pk)
    assert select.get(cast.teammate, made.pk).id == made.pk
    with pytest.raises(Forbidden):
        document.make(cast.teammate, "quote", draft.pk)
    with pytest.raises(NotFound):
        select.get(cast.stranger, made.pk)
    with pytest.raises(Forbidden):
        document.set_template(cast.manager, "quote", "pdf", name="x", data=b"x")
