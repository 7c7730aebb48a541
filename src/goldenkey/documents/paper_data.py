"""What a template may say: every placeholder, filled from a paper in a language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from goldenkey.core import quoting
from goldenkey.core.money import Money
from goldenkey.selectors.document import Logos
from goldenkey.selectors.paper import Instalment, Paper, Term
from goldenkey.selectors.quote import LineRow
from goldenkey.wording import codes, figures, languages, terms

FACES = {"zh-hant": ("Noto Sans TC", "Noto Sans SC"), "zh-hans": ("Noto Sans SC", "Noto Sans TC")}
CJK = {"zh-hant": "Noto Sans CJK TC", "zh-hans": "Noto Sans CJK SC"}


def data_of(paper: Paper, language: str) -> dict[str, Any]:
    """Every value a template may name, as text; lists of them for lines, taxes, terms, plan."""
    with translation.override(language):
        return {
            "title": codes.word(paper.kind, "document"), "words": _words(),
            "number": _number(paper), "day": figures.day(paper.day), "company": paper.company,
            "customer": paper.customer, "address": paper.address,
            "salesperson": paper.salesperson, "currency": paper.money.currency,
            "valid_until": figures.day(paper.valid_until) if paper.valid_until else "",
            "lines": [_line(line) for line in paper.lines], **_sums(paper),
            "total": figures.money(paper.money),
            "total_words": terms.in_words(language, paper.money),
            "terms": [_term(one, paper.money.currency) for one in paper.terms],
            "plan": [_part(one) for one in paper.plan], "note": paper.note, "what": paper.what,
            "before": figures.money(paper.before) if paper.before else "",
            "difference": figures.money(paper.difference) if paper.difference else "",
            "our_signer": paper.our_signer,
            "their_signer": f"{paper.their_signer} {paper.their_title}".strip(),
            "our_logo": "", "their_logo": "", **_type(language),
        }  # fmt: skip


def sample(kind: str, language: str) -> dict[str, Any]:
    """A paper with everything on it, to try a template with."""
    price, tax = Money(1_200_000_00, "TWD"), 500
    line = LineRow(
        1, None, "空壓機 Compressor", "台", Decimal(2), price, price, 500, tax,
        Money(2_280_000_00, "TWD"), None,
    )  # fmt: skip
    sums = quoting.figures(
        [quoting.Line(line.quantity, price, 500, tax, price)], Money(10_000_00, "TWD")
    )
    day = date(2026, 11, 23)
    paper = Paper(
        kind=kind, number="Q-2026-0001", place=2, day=day, company="金鑰匙股份有限公司",
        customer="長榮機械股份有限公司", address="台中市西屯區工業區一路 1 號", money=sums.gross,
        logos=Logos("", ""), salesperson="王小明", valid_until=day, lines=(line,), sums=sums,
        terms=(Term("warranty", "", "24", "months"),),
        plan=(Instalment("訂金", "signing", None, 3_000, sums.gross, 7),), note="含安裝",
        what="加購一台", before=sums.gross, difference=sums.gross, our_signer="李總經理",
        their_signer="林董事長", their_title="董事長",
    )  # fmt: skip
    return data_of(paper, language)


def placeholders() -> tuple[tuple[str, str], ...]:
    """Every name a template may use, with an example of what it says."""
    found = []
    for name, value in sample("quote", languages.current()).items():
        if name in ("fonts", "lang", "region", "words"):
            continue
        if isinstance(value, list):
            first = value[0] if value else {}
            found += [(f"{name}[].{key}", text) for key, text in first.items()]
        else:
            found.append((name, value))
    return tuple(found)


def _type(language: str) -> dict[str, Any]:
    script = "zh-hans" if language == "zh-hans" else "zh-hant"
    region = {"zh-hant": "TW", "zh-hans": "CN"}.get(language, "US")
    fonts = [*FACES[script], CJK[script]]
    return {"fonts": fonts, "lang": "en" if language == "en" else "zh", "region": region}


def _number(paper: Paper) -> str:
    if paper.kind == "quote":
        return f"{paper.number} v{paper.place}"
    return f"{paper.number}-{paper.place}" if paper.kind == "amendment" else paper.number


def _line(line: LineRow) -> dict[str, Any]:
    return {
        "place": str(line.place), "name": line.label, "quantity": f"{line.quantity:f}",
        "unit": line.unit, "price": figures.money(line.price),
        "discount": figures.percent(line.discount) if line.discount else "—",
        "tax": figures.percent(line.tax), "net": figures.money(line.net),
    }  # fmt: skip


def _sums(paper: Paper) -> dict[str, Any]:
    sums = paper.sums
    if sums is None:
        return {"list": "", "less": "", "net": "", "taxes": []}
    return {
        "list": figures.money(sums.listed), "net": figures.money(sums.net),
        "less": figures.money(sums.less) if sums.less else "",
        "taxes": [
            {"name": terms.quoted_tax(t.rate), "amount": figures.money(t.money)}
            for t in sums.taxes if t.rate
        ],
    }  # fmt: skip


def _term(term: Term, currency: str) -> dict[str, str]:
    return {
        "name": terms.name(term.key, term.label),
        "value": terms.value(term.value, term.unit, currency),
    }


def _part(part: Instalment) -> dict[str, str]:
    due = figures.day(part.trigger_on) if part.trigger_on else codes.word(part.trigger, "trigger")
    share = f" {figures.percent(part.basis_points)}" if part.basis_points is not None else ""
    days = figures.days(part.credit_days)
    return {
        "label": (part.label or codes.word(part.trigger, "trigger")) + share,
        "due": _("%(trigger)s, then %(days)s") % {"trigger": due, "days": days}
        if part.credit_days else due,
        "amount": figures.money(part.money),
    }  # fmt: skip


def _words() -> dict[str, str]:
    """The fixed words of the shipped templates; a company's own may say others."""
    return {
        "number": _("No."), "day": _("Date"), "seller": _("Seller"), "buyer": _("Buyer"),
        "valid_until": _("Valid until"), "colon": _(": "), "item": _("Item"),
        "quantity": _("Quantity"), "price": _("Unit price"), "discount": _("Discount"),
        "net": _("Before tax"), "list": _("List price"), "less": _("Taken off"),
        "total": _("Total with tax"), "in_words": _("In words"), "terms": _("Terms"),
        "payment_plan": _("Payment plan"), "due": _("Due"), "for_us": _("For the seller"),
        "for_customer": _("For the buyer"), "signed_on": _("Date of signature"),
        "before": _("Amount before"), "difference": _("Difference"),
        "contract_intro": _(
            "The seller and the buyer agree on the goods and services, the terms and the payments "
            "below."
        ),
        "amendment_intro": _(
            "The parties amend the contract named above as follows. All else stays as signed."
        ),
    }  # fmt: skip
