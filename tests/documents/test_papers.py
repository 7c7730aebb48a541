"""Shipped templates drawn as pictures and read back: every word there, in every language."""

from __future__ import annotations

import io
import struct
import zlib

import docx
import pytest
from pypdf import PdfReader

from goldenkey.documents import paper, paper_data
from goldenkey.selectors.document import KINDS

LANGUAGES = ("zh-hant", "zh-hans", "en")
TOTAL = {
    "zh-hant": "新臺幣貳佰參拾捌萬參仟伍佰元整",
    "zh-hans": "新台币贰佰叁拾捌万叁仟伍佰元整",
    "en": "NT$ 2,383,500",
}


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _ink(png: bytes) -> float:
    """The share of a picture's bytes that are not white: whether anything was drawn."""
    data, at = b"", 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    raw = zlib.decompress(data)
    return sum(1 for byte in raw[::97] if byte not in (0, 255)) / (len(raw) / 97)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_shipped_paper_says_the_same_as_pdf_and_as_word(kind: str, language: str) -> None:
    data = paper_data.sample(kind, language)
    pdf = paper.make("pdf", paper.shipped(kind, "pdf"), data, {})
    said = _squeezed("".join(p.extract_text() for p in PdfReader(io.BytesIO(pdf)).pages))
    word = docx.Document(io.BytesIO(paper.make("docx", paper.shipped(kind, "docx"), data, {})))
    cells = [c.text for t in word.tables for r in t.rows for c in r.cells]
    typed = _squeezed("".join([p.text for p in word.paragraphs] + cells))
    both = (data["title"], data["number"], data["company"], data["customer"], TOTAL[language])
    for words in both:
        assert _squeezed(words) in said
        assert _squeezed(words) in typed


@pytest.mark.parametrize("kind", KINDS)
def test_a_shipped_paper_is_drawn_on_one_page(kind: str) -> None:
    (page,) = paper.pictures(paper.shipped(kind, "pdf"), paper_data.sample(kind, "zh-hant"), {})
    assert page.startswith(b"\x89PNG")
    assert 0.002 < _ink(page) < 0.5, "neither blank nor black"


def test_the_same_content_gives_the_same_bytes() -> None:
    data, source = paper_data.sample("quote", "zh-hant"), paper.shipped("quote", "pdf")
    assert paper.make("pdf", source, data, {}) == paper.make("pdf", source, data, {})


def test_every_placeholder_of_the_list_is_filled() -> None:
    names = {name.partition("[")[0] for name, _example in paper_data.placeholders()}
    assert {"total_words", "customer", "lines", "terms", "plan", "our_logo"} <= names
