"""Answers are remembered with what the request saved: both or neither."""

from __future__ import annotations

import pytest

from goldenkey.actions import account as accounts
from goldenkey.actions import answers
from goldenkey.data.models import Account, AnsweredRequest
from goldenkey.policies.errors import Refused
from tests.cast import Cast


def _make(cast: Cast, status: int = 201) -> tuple[int, str]:
    accounts.create_account(cast.rep, name="甲")
    return status, '{"id": 1}'


def test_a_known_key_answers_without_running(cast: Cast) -> None:
    for repeated in (False, True):
        found = answers.once(cast.rep, key="k", digest="d", run=lambda: _make(cast))
        assert (found.status, found.body, found.repeated) == (201, '{"id": 1}', repeated)
    assert Account.objects.count() == 1


def test_a_known_key_with_another_digest_is_refused(cast: Cast) -> None:
    answers.once(cast.rep, key="k", digest="d", run=lambda: _make(cast))
    with pytest.raises(Refused, match="key_reused"):
        answers.once(cast.rep, key="k", digest="e", run=lambda: _make(cast))


def test_a_run_that_fails_leaves_neither_row_nor_key(cast: Cast) -> None:
    def fail() -> tuple[int, str]:
        _make(cast)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        answers.once(cast.rep, key="k", digest="d", run=fail)
    assert (Account.objects.count(), AnsweredRequest.objects.count()) == (0, 0)


def test_a_refusal_is_answered_and_forgotten(cast: Cast) -> None:
    found = answers.once(cast.rep, key="k", digest="d", run=lambda: (422, "{}"))
    assert (found.status, found.repeated) == (422, False)
    assert AnsweredRequest.objects.count() == 0
