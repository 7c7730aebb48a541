"""The verbs of the command, on the test's own database: what they say, and how they end."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import translation

from goldenkey.cli import demo, ground
from goldenkey.cli.main import COMMANDS, main
from goldenkey.data.models import ApiToken, Lead, Organisation, SearchEntry, User
from goldenkey.selectors import user as users
from tests.cast import Cast

Run = Callable[..., tuple[int, str, str]]
LEADS = "公司,聯絡人,電話\n新竹精密股份有限公司,林大同,03-5551234\n,,03-5550000\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run one verb, in English: its exit code, what it said, what it complained of."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    spoken = translation.get_language()

    def go(*words: str, given: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        code = main(words)
        told = capsys.readouterr()
        return code, told.out, told.err

    yield go
    translation.activate(spoken or "en")


def test_each_verb_explains_itself(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            run(command, "--help")
        assert ended.value.code == 0
        assert command in capsys.readouterr().out


def test_the_first_user_founds_the_company(db: None, run: Run) -> None:
    code, told, _ = run(
        "user", "create", "mei", "--role", "admin", "--country", "CN", given="a good password\n"
    )
    assert (code, told) == (0, "mei can sign in now.\n")
    ours = Organisation.objects.get()
    assert (ours.currency, ours.zone) == ("CNY", "Asia/Shanghai")
    assert users.by_username("mei") is not None


def test_a_user_joins_the_team_that_is_named(cast: Cast, run: Run) -> None:
    code, _, _ = run("user", "create", "mei", "--team", "南區組", given="a good password\n")
    assert code == 0
    assert User.objects.get(username="mei").team == cast.teams["south"]


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (["mei", "--team", "nowhere"], "a good password\n", "There is no team nowhere"),
        (["rep"], "a good password\n", "rep is already there"),
        (["mei"], "short\n", "too short"),
        (["mei"], "", "too short"),
    ],
)
def test_a_user_is_refused_in_a_sentence(
    cast: Cast, run: Run, words: list[str], given: str, said: str
) -> None:
    code, _, complaint = run("user", "create", *words, given=given)
    assert code == 1
    assert said in complaint
    assert not User.objects.filter(username="mei").exists()


def test_a_token_is_shown_once_and_opens_the_api(cast: Cast, run: Run) -> None:
    code, told, _ = run("token", "create", "--user", "rep")
    assert code == 0
    assert users.by_token(told.strip()) == cast.users["rep"]
    assert told.strip() not in str(ApiToken.objects.values())


def test_tokens_are_listed_by_number_and_revoked(cast: Cast, run: Run) -> None:
    token = run("token", "create", "--user", "rep", "--name", "計算表")[1].strip()
    _, told, _ = run("token", "list")
    number, owner, name, *_ = told.split()
    assert (owner, name) == ("rep", "計算表")
    assert token not in told
    assert run("token", "revoke", number)[:2] == (0, "1 token revoked.\n")
    assert users.by_token(token) is None
    assert run("token", "revoke", number)[1] == "0 tokens revoked.\n"
    assert "revoked" in run("token", "list", "--user", "rep")[1]
    assert run("token", "revoke", "99999")[0] == 1


def test_all_tokens_of_a_user_are_revoked_at_once(cast: Cast, run: Run) -> None:
    tokens = [run("token", "create", "--user", "rep")[1].strip() for _ in range(2)]
    other = run("token", "create", "--user", "manager")[1].strip()
    assert run("token", "revoke", "--user", "rep")[1] == "2 tokens revoked.\n"
    assert [users.by_token(one) for one in tokens] == [None, None]
    assert users.by_token(other) is not None


def test_a_token_for_nobody_is_refused(cast: Cast, run: Run) -> None:
    code, told, complaint = run("token", "create", "--user", "nobody")
    assert (code, told) == (1, "")
    assert complaint


def test_leads_are_checked_without_being_written(cast: Cast, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "leads.csv"
    file.write_text(LEADS, encoding="utf-8")
    code, told, _ = run(
        "import", "leads", str(file), "--playbook", "key-account", "--dry-run", "--json"
    )
    report = json.loads(told)
    assert code == 0
    assert (report["rows"], report["failed"], report["written"]) == (2, 1, 0)
    assert report["findings"][0]["number"] == 3
    assert not Lead.objects.exists()


def test_leads_are_written_by_the_first_administrator(cast: Cast, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "leads.csv"
    file.write_text(LEADS, encoding="big5")
    code, told, _ = run("import", "leads", str(file), "--playbook", "key-account")
    assert code == 0
    assert "2 rows: 1 good, 1 wrong" in told
    assert Lead.objects.get().owner == cast.users["admin"]


def test_leads_are_written_as_who_is_named(cast: Cast, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "leads.csv"
    file.write_text(LEADS, encoding="utf-8")
    assert run("import", "leads", str(file), "--as", "rep")[0] == 0
    assert Lead.objects.get().owner == cast.users["rep"]


def test_a_file_that_is_not_there_is_a_sentence(cast: Cast, run: Run) -> None:
    code, _, complaint = run("import", "leads", "no-such-file.csv")
    assert code == 1
    assert complaint == "There is no file no-such-file.csv.\n"


def test_the_check_ends_with_1_where_something_is_wrong(cast: Cast, run: Run) -> None:
    assert run("check")[0] == 0
    Lead.objects.create(
        company="not in the index", owner=cast.users["rep"], team=cast.teams["centre"],
        created_at=cast.now, updated_at=cast.now,
        playbook_version_id=_version(),
    )  # fmt: skip
    assert not SearchEntry.objects.exists()
    code, told, _ = run("check")
    assert code == 1
    assert "cannot be found" in told


def _version() -> int:
    from goldenkey.data.models import PlaybookVersion

    return PlaybookVersion.objects.filter(state="published")[0].pk


def test_the_demonstration_company_is_for_an_empty_database(cast: Cast, run: Run) -> None:
    code, _, complaint = run("demo", "tw")
    assert code == 1
    assert "nothing was loaded" in complaint
    assert run("demo", "--if-empty")[0] == 0


def test_a_demonstration_company_that_is_not_known_is_said(
    db: None, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOLDENKEY_DEMO", "jp")
    code, _, complaint = run("demo")
    assert code == 1
    assert "tw, cn or en, not jp" in complaint


@pytest.mark.parametrize(
    ("locale", "language"),
    [("zh_TW.UTF-8", "zh-hant"), ("zh_HK", "zh-hant"), ("zh_CN.UTF-8", "zh-hans"),
     ("zh", "zh-hans"), ("en_GB.UTF-8", "en"), ("C.UTF-8", None), ("", None), ("fr_FR", None)],
)  # fmt: skip
def test_the_language_of_the_machine(
    locale: str, language: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert ground.machine_language() == language


def test_nothing_is_told_of_logins_without_a_demonstration_company() -> None:
    assert demo.logins() == ""
