"""The tutorial is run as it stands on its page: every command, every request, every figure."""

from __future__ import annotations

import io
import json
import shlex
from contextlib import redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from goldenkey.actions import imports, installation, lead, user
from goldenkey.cli.main import main
from goldenkey.demo.company import Company, gather
from goldenkey.demo.inbox import QUALIFIED, write_csv
from goldenkey.demo.payroll import set_plan
from goldenkey.demo.words import words_of
from goldenkey.policies.actor import actor_for
from goldenkey.selectors import lead as leads
from goldenkey.selectors import playbook
from tests.tutorial import page

LEADS = Path(__file__).parents[3] / "shared" / "data" / "leads"
ROOT = page.PAGE.parents[2]
FILES = (
    ("listed_companies_zh_hans.xlsx", 1000), ("listed_companies_gb18030.csv", 350),
    ("listed_companies_en.csv", 150), ("listed_companies_zh_hant_big5.csv", 150),
)  # fmt: skip


@pytest.fixture
def company(db: None, monkeypatch: pytest.MonkeyPatch) -> Company:
    """The people of the English demonstration company, before anything has happened."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    playbook.compiled.cache_clear()
    now = datetime.now(UTC)
    system = installation.prepare(now)
    installation.publish_shipped(system)
    made = gather(words_of("en"), system, now, now)
    set_plan(made)
    return made


class Run:
    """Runs the blocks of the page in order, remembering what they answered."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.client = Client()
        self.said = ""
        self.answer: Any = None
        self.known: dict[str, Any] = {
            name: company.users[part].pk
            for part, (name, _) in company.words.company["cast"].items()
        }
        self.tokens = {
            name: user.create_token(company.actor("system"), username=name) for name in self.known
        }

    def block(self, block: page.Block) -> list[str]:
        """Run one block; what differs from the page."""
        text = page.fill(block.text, self.known, self.company.today)
        if block.kind == "sh":
            return self._command(text)
        if block.kind == "http":
            return self._request(page.request(text))
        if block.kind == "text":
            return [f"{line!r} was not said" for line in text.splitlines() if line not in self.said]
        return page.match(json.loads(text), self.answer, self.known)

    def _command(self, text: str) -> list[str]:
        out = io.StringIO()
        with redirect_stdout(out):
            codes = [
                main([w.replace("docs/", f"{ROOT}/docs/") for w in shlex.split(line)[1:]])
                for line in text.strip().splitlines()
            ]
        self.said = out.getvalue()
        return [f"exit code {code}" for code in codes if code]

    def _request(self, sent: page.Sent) -> list[str]:
        response = self.client.generic(
            sent.method, sent.path, sent.body, content_type="application/json",
            headers={"Authorization": f"Bearer {self.tokens[sent.who]}", "Accept-Language": "en"},
        )  # fmt: skip
        self.answer = response.json() if response.content else {}
        return [] if response.status_code < 500 else [response.content.decode()[:400]]


@pytest.mark.method("M1.7", "M3.7", "M7.5")
def test_the_page_leads_from_a_lead_file_to_the_commission_statement(company: Company) -> None:
    run = Run(company)
    for block in page.blocks():
        problems = run.block(block)
        assert not problems, (
            f"docs/tutorial/index.md:{block.line}", problems, json.dumps(run.answer)[:3000],
        )  # fmt: skip


def test_the_lead_file_of_the_page_is_the_one_made_by_code() -> None:
    told = words_of("en").leads["tutorial"]
    made = write_csv(words_of("en").leads["headings"], told)
    assert (page.PAGE.parent / "leads.csv").read_bytes() == made


def test_the_page_says_every_figure_that_it_computes() -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    for figure in ("36,000", "84,000", "50,000", "34,000", "720", "1,000", "680", "2,400"):
        assert figure in text


@pytest.mark.parametrize(("name", "least"), FILES)
def test_real_lead_files_go_through_import_and_evaluation(
    company: Company, name: str, least: int
) -> None:
    file = LEADS / name
    if not file.exists():
        pytest.skip(f"{name} is not in ../shared/data/leads: real lead files cannot be tried")
    actor = actor_for(company.users["projects_1"], company.now)
    made = imports.upload(actor, name, file.read_bytes(), playbook_key="industrial")
    imports.check(actor, made.pk)
    report = imports.write(actor, made.pk)
    assert report.written >= least
    first = leads.page(actor, import_id=made.pk).rows[0]
    before = leads.evaluation(actor, first.id)
    assert before.qualified == "unknown" and before.questions
    asked = {q.name for q in before.questions}
    known = {name: value for name, value in QUALIFIED.items() if name in asked}
    assert lead.evaluate(actor, first.id, answers=known).qualified == "true"


def test_files_are_kept_in_the_folder_of_the_test(company: Company) -> None:
    assert str(settings.FILES_ROOT).startswith(str(settings.GOLDENKEY_HOME))
