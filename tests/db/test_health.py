"""`goldenkey check` is silent about a sound company and names each thing that is not."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection
from django.db.models import F

from goldenkey.data import files, guards
from goldenkey.data.models import (
    CommissionShare,
    EvidenceFile,
    Job,
    Payment,
    PlaybookVersion,
    Receivable,
    SearchEntry,
)
from goldenkey.policies.errors import Forbidden
from goldenkey.selectors import health, playbook
from goldenkey.wording import health as wording
from tests.cast import Cast
from tests.one_of_each import one_of_each


@pytest.fixture
def whole(cast: Cast) -> Cast:
    """A company with one of everything."""
    brought = one_of_each(cast).by_name["import_id"]
    path = files.path_of(brought.stored_as)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"company\n")
    return cast


def codes(cast: Cast) -> Counter[str]:
    """How often each finding is named; every one has its sentence."""
    found = [f for _name, some in health.check(cast.system) for f in some]
    assert all(wording.say(f.code, f.params) for f in found)
    return Counter(f.code for f in found)


def test_a_sound_company_has_no_finding(whole: Cast) -> None:
    assert codes(whole) == {}
    assert set(health.CHECKS) == set(wording.CHECKS)


def test_a_receivable_whose_open_amount_is_wrong_is_named(whole: Cast) -> None:
    Receivable.objects.filter(pk=Receivable.objects.first().pk).update(  # type: ignore[union-attr]
        open_minor=F("open_minor") + 1
    )
    assert codes(whole) == {"receivable_sum": 1}


def test_a_payment_whose_rest_is_wrong_is_named(whole: Cast) -> None:
    Payment.objects.update(unallocated_minor=F("unallocated_minor") + 1)
    assert codes(whole) == {"payment_sum": Payment.objects.count()}


def test_shares_that_are_no_whole_are_named(whole: Cast) -> None:
    CommissionShare.objects.update(basis_points=F("basis_points") - 1)
    assert "shares_sum" in codes(whole)


def test_a_record_that_cannot_be_found_is_named(whole: Cast) -> None:
    entry = SearchEntry.objects.filter(kind="account").first()
    assert entry is not None
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_fts(search_fts, rowid, tokens) VALUES ('delete', %s, %s)",
                [entry.pk, entry.tokens],
            )
    entry.delete()
    assert codes(whole) == {"search_lacks": 1}


def test_a_full_text_that_differs_from_its_entries_is_named(whole: Cast) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL makes the full text from the entry itself")
    SearchEntry.objects.filter(kind="account").update(tokens="something else")
    assert codes(whole) == {"search_broken": 1}


def test_a_guard_that_was_lifted_is_named(whole: Cast) -> None:
    with connection.cursor() as cursor:
        guards.drop_triggers(cursor, connection.vendor)
    assert codes(whole) == {"guard_missing": len(guards.names(connection.vendor))}


def test_a_playbook_that_cannot_be_read_is_named(whole: Cast) -> None:
    PlaybookVersion.objects.filter(playbook__key="key-account").update(
        tree="{", digest="of another tree"
    )
    playbook.compiled.cache_clear()
    assert codes(whole)["playbook_unreadable"] == 1


def test_a_file_that_is_gone_is_named(whole: Cast) -> None:
    row = EvidenceFile.objects.first()
    assert row is not None
    files.path_of(f"{row.digest[:2]}/{row.digest}").unlink()
    assert codes(whole) == {"file_missing": 1}


def test_a_job_that_failed_for_good_is_named(whole: Cast) -> None:
    Job.objects.create(
        name="note", state="failed", run_at=whole.now, created_at=whole.now, error="Trace\nno disk"
    )
    [finding] = dict(health.check(whole.system))["jobs"]
    assert "no disk" in wording.say(finding.code, finding.params)


def test_nobody_but_the_system_checks(whole: Cast) -> None:
    with pytest.raises(Forbidden):
        list(health.check(whole.admin))
