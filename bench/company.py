"""A large company: accounts, contacts, opportunities, activities, all by arithmetic, no chance."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection

from bench.rows import follow, load, load_table
from goldenkey.actions import playbook as playbooks
from goldenkey.core.tokens import tokens
from goldenkey.data import models as m
from goldenkey.policies.actor import actor_for

NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = NOW.date()


def _words(text: str) -> list[str]:
    return text.split()


PHASES = ("discover", "validate", "negotiate", "contract", "deliver")
ROLES = ("end_user", "decision_maker", "purchaser", "influencer")
PLACES = _words("台北 新竹 台中 台南 高雄 桃園 嘉義 苗栗 彰化 屏東 宜蘭 花蓮")
HEADS = _words(
    "宏昇 遠澤 嘉穗 友和 南嶺 湘岸 金岸 東穎 聯拓 啟明 "
    "立德 正揚 永盛 泰豐 華源 晨光 信宏 凱越 祥雲 瑞達"
)
TAILS = _words("機電 建設 食品 實業 電力 文化 物業 光電 精密 化工 紡織 生技 物流 資訊 環保 鋼鐵")
SURNAMES = "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周"
GIVEN = _words("家豪 雅雯 志遠 淑芬 建華 怡君 國棟 美玲 啟明 敏 俊傑 佩珊 冠宇 宜庭 承翰 欣怡")
PASSWORD = "a good password"


@dataclass(frozen=True)
class Size:
    """How many of each."""

    opportunities: int = int(os.environ.get("BENCH_OPPORTUNITIES", "100000"))

    @property
    def accounts(self) -> int:
        """One account for ten opportunities."""
        return self.opportunities // 10

    @property
    def contacts(self) -> int:
        """Three people at each account."""
        return self.accounts * 3

    @property
    def activities(self) -> int:
        """Three contacts with the customer an opportunity."""
        return self.opportunities * 3


def build(size: Size) -> None:
    """Make the whole company in an empty database."""
    teams, users = _people()
    version = _playbook()
    _accounts(size, teams, users)
    _opportunities(size, version)
    _around(size)
    _findable(size)
    follow(*(c for c in vars(m).values() if isinstance(c, type) and hasattr(c, "_meta")))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def team_of(account: int) -> int:
    """The team of an account: ten teams of equal size below the company."""
    return 2 + account % 10


def owner_of(account: int) -> int:
    """Five salespeople a team; user 1 is the system, 2 the director."""
    return 3 + (account % 10) * 5 + (account // 10) % 5


def account_name(key: int) -> str:
    """A plausible name, different for each account."""
    place, head = PLACES[key % 12], HEADS[key // 12 % 20]
    return f"{place}{head}{TAILS[key // 240 % 16]}{key // 3840 or ''}"


def person_name(key: int) -> str:
    """A plausible person's name."""
    return SURNAMES[key % 20] + GIVEN[key // 20 % 16]


def _people() -> tuple[list[int], list[int]]:
    m.Organisation.objects.create(
        name="大公司", currency="TWD", zone="Asia/Taipei", country="TW",
        default_playbook="key-account",
    )  # fmt: skip
    top = m.Team.objects.create(name="全公司")
    teams = [m.Team.objects.create(name=f"{n + 1} 組", parent=top).pk for n in range(10)]
    hashed = make_password(PASSWORD)
    m.User.objects.create(username="system", name="system", role="system", team=top)
    m.User.objects.create(
        username="director", name="director", role="director", team=top, password=hashed
    )
    users = [
        m.User.objects.create(
            username=f"rep{n}", name=person_name(n * 7), role="rep", team_id=teams[n // 5],
            password=hashed,
        ).pk
        for n in range(50)
    ]  # fmt: skip
    return teams, users


def _playbook() -> int:
    playbooks.publish_shipped(actor_for(m.User.objects.get(username="system"), NOW))
    return m.PlaybookVersion.objects.get(playbook__key="key-account", state="published").pk


def _at(days: float) -> datetime:
    return NOW - timedelta(days=days)


def _accounts(size: Size, teams: list[int], users: list[int]) -> None:
    stamp = {"version": 1, "updated_at": NOW}
    load(m.Account, (
        {**stamp, "id": a, "created_at": _at(900 - a * 0.05), "kind": "organisation",
         "name": account_name(a), "industry": TAILS[a % 16], "region": PLACES[a % 12],
         "owner_id": owner_of(a), "team_id": team_of(a), "value_grade": "ABCD"[a % 4]}
        for a in range(1, size.accounts + 1)
    ))  # fmt: skip
    load(m.Contact, (
        {**stamp, "id": c, "created_at": _at(800), "name": person_name(c * 11), "title": "經理"}
        for c in range(1, size.contacts + 1)
    ))  # fmt: skip
    load(m.Position, (
        {**stamp, "id": c, "created_at": _at(800), "contact_id": c, "account_id": 1 + (c - 1) // 3,
         "title": "經理"}
        for c in range(1, size.contacts + 1)
    ))  # fmt: skip


def account_of(opportunity: int, size: Size) -> int:
    """Opportunities go round the accounts."""
    return 1 + opportunity % size.accounts


def _opportunity(key: int, size: Size, version: int) -> dict[str, Any]:
    account, chance = account_of(key, size), random.Random(key)
    phase = PHASES[key % 5]
    amount = chance.randrange(100, 20_000) * 100_000
    warned = chance.random() < 0.3
    return {
        "id": key, "version": 1, "created_at": _at(700 - key * 699 / size.opportunities),
        "updated_at": NOW, "owner_id": owner_of(account), "team_id": team_of(account),
        "account_id": account, "name": f"{TAILS[key % 16]}設備 {key}", "stage": phase,
        "phase": phase, "stage_since": TODAY - timedelta(days=chance.randrange(60)),
        "buying_step": "selection", "state": "open" if phase != "deliver" else "won",
        "live": chance.random() < 0.4, "amount_minor": amount, "amount_org_minor": amount,
        "currency": "TWD", "close_on": TODAY + timedelta(days=chance.randrange(-10, 120)),
        "playbook_version_id": version, "coverage": "mnsm", "warning_count": 2 if warned else 0,
        "worst_severity": "high" if warned else "",
        "worst_rule": "duck.one_contact" if warned else "",
        "worst_days": 12 if warned else None, "gate_missing": 2, "chance": 40,
        "chance_confirmed": 20, "next_step": "技術說明會",
        "next_step_on": TODAY + timedelta(days=chance.randrange(30)), "last_contact_on": TODAY,
    }  # fmt: skip


def _opportunities(size: Size, version: int) -> None:
    keys = range(1, size.opportunities + 1)
    load(m.Opportunity, (_opportunity(k, size, version) for k in keys))
    load(m.OpportunityHistory, (
        {"id": k, "opportunity_id": k, "valid_from": NOW, "stage": PHASES[k % 5],
         "phase": PHASES[k % 5], "state": "open", "amount_minor": 1, "currency": "TWD",
         "amount_org_minor": 1, "owner_id": owner_of(account_of(k, size)), "coverage": "mnsm",
         "by_id": 1}
        for k in keys
    ))  # fmt: skip


def people_of(opportunity: int, size: Size) -> tuple[int, int, int]:
    """The three people at an opportunity's account."""
    first = (account_of(opportunity, size) - 1) * 3 + 1
    return first, first + 1, first + 2


def _around(size: Size) -> None:
    """Committees, facts, needs, rivals, activities and next steps."""
    stamp = {"version": 1, "created_at": NOW, "updated_at": NOW}
    keys = range(1, size.opportunities + 1)
    load(m.Stakeholder, (
        {**stamp, "opportunity_id": k, "contact_id": who, "roles": [ROLES[n]],
         "id": (k - 1) * 3 + n + 1, "influence": "high" if n else "low",
         "stance": ("supporter", "neutral", "opponent")[(k + n) % 3]}
        for k in keys for n, who in enumerate(people_of(k, size))
    ))  # fmt: skip
    load(m.Need, ({**stamp, "id": k, "opportunity_id": k, "words": "停線不超過六小時",
                   "explicit": True, "met": "full"} for k in keys))  # fmt: skip
    load(m.CompetitorPosition, ({**stamp, "id": k, "opportunity_id": k, "name": "對手乙",
                                 "position": 1} for k in keys))  # fmt: skip
    load(m.NextStep, ({**stamp, "id": k, "account_id": account_of(k, size), "opportunity_id": k,
                       "what": "技術說明會", "due_on": TODAY + timedelta(days=k % 30),
                       "owner_id": owner_of(account_of(k, size))} for k in keys))  # fmt: skip
    load(m.Activity, _activities(size))
    load_table("data_activity_contacts", ["activity_id", "contact_id"], (
        (a, people_of(1 + (a - 1) // 3, size)[a % 3]) for a in range(1, size.activities + 1)
    ))  # fmt: skip
    load(m.Fact, _facts(size))


def _activities(size: Size) -> Iterator[dict[str, Any]]:
    for key in range(1, size.activities + 1):
        opportunity = 1 + (key - 1) // 3
        account = account_of(opportunity, size)
        yield {
            "id": key, "version": 1, "created_at": NOW, "updated_at": NOW, "account_id": account,
            "opportunity_id": opportunity, "kind": "visit", "by_id": owner_of(account),
            "on": date.fromordinal(TODAY.toordinal() - key % 90), "note": "談了停線時間",
            "outcome": "advance" if key % 2 else "continuation",
        }  # fmt: skip


def _facts(size: Size) -> Iterator[dict[str, Any]]:
    known = (("need.problem", "換線太久"), ("prospect.real", True), ("terms.price", "open"))
    for opportunity in range(1, size.opportunities + 1):
        for n, (name, value) in enumerate(known):
            yield {
                "id": (opportunity - 1) * 3 + n + 1, "subject": "opportunity",
                "subject_id": opportunity, "name": name, "value": value, "confirmed": n == 1,
                "observed_on": TODAY, "recorded_at": NOW, "recorded_by_id": 1,
            }  # fmt: skip


def _findable(size: Size) -> None:
    """Search entries, their tokens made on both cores."""
    titles = [("account", a, team_of(a), account_name(a)) for a in range(1, size.accounts + 1)]
    titles += [("contact", c, team_of(1 + (c - 1) // 3), person_name(c * 11))
               for c in range(1, size.contacts + 1)]  # fmt: skip
    titles += [("opportunity", k, team_of(account_of(k, size)), f"{TAILS[k % 16]}設備 {k}")
               for k in range(1, size.opportunities + 1)]  # fmt: skip
    with ProcessPoolExecutor(2) as pool:
        made = pool.map(tokens, [t[3] for t in titles], chunksize=2000)
        pairs = zip(titles, made, strict=True)
        load(m.SearchEntry, (
            {"id": n, "kind": kind, "record_id": pk, "team_id": team, "title": title,
             "tokens": words}
            for n, ((kind, pk, team, title), words) in enumerate(pairs, start=1)
        ))  # fmt: skip
