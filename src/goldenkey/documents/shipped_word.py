"""The Word templates that come with the product, made of placeholders that a company rearranges."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

LINE_COLUMNS = ("item", "quantity", "price", "discount", "net")
CELLS = {
    "item": "{{ line.name }}", "quantity": "{{ line.quantity }} {{ line.unit }}",
    "price": "{{ line.price }}", "discount": "{{ line.discount }}", "net": "{{ line.net }}",
}  # fmt: skip


@lru_cache(maxsize=3)
def template(kind: str) -> bytes:
    """The shipped template of a kind of document."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = "Noto Sans TC", Pt(10)
    _head(document, kind)
    _BODIES[kind](document)
    _signatures(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _head(document: Any, kind: str) -> None:
    document.add_paragraph("{{ our_logo }}    {{ their_logo }}")
    document.add_heading("{{ title }}", level=1)
    _pairs(document, [
        ("{{ words.number }}", "{{ number }}"), ("{{ words.day }}", "{{ day }}"),
        ("{{ words.seller }}", "{{ company }}"), ("{{ words.buyer }}", "{{ customer }}"),
    ])  # fmt: skip


def _quote(document: Any) -> None:
    document.add_paragraph("{{ words.valid_until }}{{ words.colon }}{{ valid_until }}")
    _lines(document)
    _sums(document)
    _terms(document)
    document.add_paragraph("{{ note }}")


def _contract(document: Any) -> None:
    document.add_paragraph("{{ words.contract_intro }}")
    _lines(document)
    document.add_paragraph("{{ words.total }}{{ words.colon }}{{ total }}")
    document.add_paragraph("{{ words.in_words }}{{ words.colon }}{{ total_words }}")
    _terms(document)
    _rows(
        document, "part", "plan",
        ("{{ words.payment_plan }}", "{{ words.due }}", "{{ words.total }}"),
        ("{{ part.label }}", "{{ part.due }}", "{{ part.amount }}"),
    )  # fmt: skip
    document.add_paragraph("{{ note }}")


def _amendment(document: Any) -> None:
    document.add_paragraph("{{ words.amendment_intro }}")
    document.add_paragraph("{{ what }}")
    _pairs(document, [
        ("{{ words.before }}", "{{ before }}"), ("{{ words.difference }}", "{{ difference }}"),
        ("{{ words.total }}", "{{ total }}"), ("{{ words.in_words }}", "{{ total_words }}"),
    ])  # fmt: skip


_BODIES = {"quote": _quote, "contract": _contract, "amendment": _amendment}


def _lines(document: Any) -> None:
    heads = tuple(f"{{{{ words.{name} }}}}" for name in LINE_COLUMNS)
    _rows(document, "line", "lines", heads, tuple(CELLS[name] for name in LINE_COLUMNS))


def _sums(document: Any) -> None:
    document.add_paragraph("{{ words.net }}{{ words.colon }}{{ net }}")
    document.add_paragraph("{%p for one in taxes %}")
    document.add_paragraph("{{ one.name }}{{ words.colon }}{{ one.amount }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{{ words.total }}{{ words.colon }}{{ total }}")
    document.add_paragraph("{{ words.in_words }}{{ words.colon }}{{ total_words }}")


def _terms(document: Any) -> None:
    document.add_paragraph("{%p for one in terms %}")
    document.add_paragraph("{{ one.name }}{{ words.colon }}{{ one.value }}")
    document.add_paragraph("{%p endfor %}")


def _signatures(document: Any) -> None:
    table = document.add_table(rows=1, cols=2)
    ours, theirs = table.rows[0].cells
    ours.text = "{{ words.for_us }}\n{{ company }}\n\n{{ our_signer }}"
    theirs.text = "{{ words.for_customer }}\n{{ customer }}\n\n{{ their_signer }}"


def _pairs(document: Any, pairs: list[tuple[str, str]]) -> None:
    table = document.add_table(rows=0, cols=2)
    for name, value in pairs:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, value


def _rows(
    document: Any, one: str, many: str, heads: tuple[str, ...], cells: tuple[str, ...]
) -> None:  # fmt: skip
    """A table with a head, and a row that is repeated: the repetition stands in rows of its own."""
    table = document.add_table(rows=0, cols=len(heads))
    table.style = "Table Grid"
    for texts in (heads, (f"{{%tr for {one} in {many} %}}",), cells, ("{%tr endfor %}",)):
        row = table.add_row().cells
        for cell, text in zip(row, texts, strict=False):
            cell.text = text
