"""Pages of terms and quotes: what is refused says why at its field, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from goldenkey.data.models import DocumentTemplate, QuoteVersion, TermsIssue
from tests.cast import Cast
from tests.one_of_each import Records, one_of_each


@pytest.fixture
def records(cast: Cast) -> Records:
    return one_of_each(cast)


@pytest.mark.method("M6.2")
def test_a_concession_is_refused_at_its_field_with_what_was_typed(
    records: Records, signed_in: Any
) -> None:
    issue = TermsIssue.objects.get(key="delivery")
    address = reverse("terms-offer", args=[issue.pk])
    rep = signed_in("rep")
    assert rep.post(address, {"value": "90"}).status_code == 302
    answer = rep.post(address, {"value": "60"})
    assert answer.status_code == 422
    assert "id_in_return_error" in answer.content.decode()
    assert 'value="60"' in answer.content.decode()


@pytest.mark.method("M6.2")
def test_who_was_named_answers_on_the_sheet(records: Records, signed_in: Any) -> None:
    page = reverse("terms", args=[records.opportunity.pk])
    answer = reverse("terms-answer", args=[records.move.pk])
    assert answer in signed_in("manager").get(page).content.decode()
    assert answer not in signed_in("rep").get(page).content.decode()
    assert signed_in("manager").post(answer, {"approve": "1"}).status_code == 302
    assert TermsIssue.objects.get(pk=records.issue.pk).offer == "24"


def test_a_wrong_line_is_told_above_the_lines(records: Records, signed_in: Any) -> None:
    address = reverse("quote-new", args=[records.opportunity.pk])
    answer = signed_in("rep").post(address, {"currency": "TWD", "line0-label": "安裝"})
    assert answer.status_code == 422
    assert "安裝" in answer.content.decode()
    assert QuoteVersion.objects.count() == 1


def test_a_broken_template_is_refused_on_the_page_with_its_name(
    records: Records, signed_in: Any
) -> None:
    address = reverse("template-upload", args=["quote", "pdf"])
    file = SimpleUploadedFile("own.typ", b"#let d = json(bytes(sys.inputs.d))\n#d.totel")
    answer = signed_in("director").post(address, {"file": file})
    assert answer.status_code == 422
    assert "totel" in answer.content.decode()
    assert not DocumentTemplate.objects.exists()


def test_signing_without_paper_asks_for_the_reason(records: Records, signed_in: Any) -> None:
    address = reverse("contract-sign", args=[records.opportunity.pk])
    rows = {f"plan{n}-trigger": "signing" for n in range(6)}
    given = {"amount": "1", "currency": "TWD", "signed_on": "2026-11-20", **rows}
    answer = signed_in("rep").post(address, given)
    assert answer.status_code == 422
    assert "id_file_error" in answer.content.decode()
