"""Terms that a law gives, as packs of data with their source; off until a company puts one on.

A pack informs: it shows the longest term and the interest that the law gives where nothing was
agreed. Whether a law holds for a contract is for people to say; no pack changes a due date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from goldenkey.core.late_money import interest
from goldenkey.core.money import Money


@dataclass(frozen=True, slots=True)
class Pack:
    """What a law says about terms and late money. `term_days`: by ownership of the payer.

    `""` is any other payer; a payer that is not in it has no statutory term.
    """

    key: str
    name: str
    source: str
    in_force_on: date
    articles: Mapping[str, str]
    term_days: Mapping[str, int]
    per_day: Fraction | None = None
    per_year: Fraction | None = None


CN_SME: Final = Pack(
    key="cn-sme",
    name="保障中小企业款项支付条例",
    source="国务院令第728号（2020年7月5日公布），国务院令第802号修订（2025年3月17日），"
    "自2025年6月1日起施行",
    in_force_on=date(2025, 6, 1),
    articles={
        "term": "第九条：机关、事业单位应当自货物、工程、服务交付之日起30日内支付款项，"
        "合同另有约定的最长不得超过60日；大型企业应当自交付之日起60日内支付款项，合同另有约定的应当合理约定，"
        "不得以收到第三方付款作为付款条件。",
        "interest": "第十七条：迟延支付的应当支付逾期利息；约定利率不得低于合同订立时1年期贷款市场"
        "报价利率，未作约定的按照每日利率万分之五支付逾期利息。",
    },
    term_days={"": 60},
    per_day=Fraction(5, 10_000),
)
"""Mainland: state bodies and large enterprises that buy from small and medium ones."""

TW_CIVIL: Final = Pack(
    key="tw-civil",
    name="民法",
    source="民法第203條、第229條、第233條（全國法規資料庫）",
    in_force_on=date(1930, 5, 5),
    articles={
        "interest": "第203條：應付利息之債務，其利率未經約定，亦無法律可據者，週年利率為百分之五。"
        "第233條：遲延之債務，以支付金錢為標的者，債權人得請求依法定利率計算之遲延利息。",
    },
    term_days={},
    per_year=Fraction(5, 100),
)
"""Taiwan: interest of late money where nothing was agreed; no statutory term."""

PACKS: Final[Mapping[str, Pack]] = {pack.key: pack for pack in (CN_SME, TW_CIVIL)}


def interest_of(pack: Pack, open_: Money, due_on: date, today: date) -> Money:
    """Return the interest that the law gives on late money until a day, where none was agreed."""
    return interest(open_, due_on, today, per_day=pack.per_day, per_year=pack.per_year)


def longest_term(pack: Pack, ownership: str) -> int | None:
    """Return the most days of credit the law allows with such a payer; None where it has none."""
    return pack.term_days.get(ownership, pack.term_days.get(""))
