"""Which column of a lead file is which field: headings of three languages, as people write them.

A guess is shown for correction; what somebody corrected is remembered for the same headings.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from goldenkey.core.folding import fold

FIELDS: Final = (
    "company", "full_name", "english_name", "person", "title", "department", "phone", "email",
    "region", "address", "industry", "staff", "amount", "currency", "product", "need", "close_on",
    "listed_on", "channel", "note",
)  # fmt: skip
"""What a column can be, in the order the choice shows them."""

MANY: Final = frozenset({"note", "need"})
"""Fields that several columns may fill: their texts stand one below the other."""

_HEADINGS: Final = {
    "company": """公司 公司名称 公司简称 公司名 企业 企业名称 企业简称 单位 单位名称 客户
        客户名称 客户简称 客户名 厂商 厂商名称 厂家 厂家名称 店名 商号 机构 机构名称 简称
        证券简称 股票简称 company|company name|name of company|account|account name|
        customer|customer name|client|organisation|organization|organisation name|
        organization name|firm|business|business name|short name|lead|lead name|employer""",
    "full_name": """公司全称 全称 公司全名 全名 企业全称 单位全称 客户全称 法定名称
        注册名称 登记名称 工商名称 公司登记名称 抬头 发票抬头 full name of company|
        full name|legal name|registered name|company full name|full company name""",
    "english_name": """英文名称 英文名 公司英文名称 公司英文名 企业英文名称 英文全称 英文
        english name|name in english|company english name|english company name""",
    "person": """联系人 联系人姓名 联络人 联络人姓名 姓名 负责人 窗口 承办人 承办人员
        对接人 经办人 客户姓名 关键人 决策人 名字 称呼 contact|contact name|contact person|
        person|name|full name of contact|person in charge|attn|lead contact""",
    "title": """职称 职务 职位 头衔 title|job title|position|job""",
    "department": """部门 所属部门 单位部门 处室 科室 department|dept|division""",
    "phone": """电话 联系电话 联络电话 电话号码 手机 手机号 手机号码 行动电话 移动电话
        公司电话 座机 联系方式 联络方式 市话 phone|phone number|telephone|telephone number|
        tel|tel no|mobile|mobile phone|mobile number|cell|cell phone|contact number""",
    "email": """邮箱 电子邮箱 邮件 电子邮件 电邮 信箱 电子信箱 电子邮件地址 邮箱地址 email|
        e mail|mail|email address|e mail address""",
    "region": """地区 区域 所在地 所在地区 所在地域 地域 省份 省市 城市 县市 所在城市
        所在省份 所属地区 region|area|city|province|state|location|territory|country""",
    "address": """地址 公司地址 联系地址 联络地址 通讯地址 通信地址 办公地址 注册地址
        详细地址 营业地址 address|company address|street address|office address|street""",
    "industry": """行业 行业别 所属行业 行业类别 产业 产业别 业种 业别 行业分类 经营范围
        营业项目 industry|sector|business type|line of business|industry type""",
    "staff": """人数 员工人数 员工数 员工 公司人数 规模 公司规模 企业规模 人员规模 从业人数
        staff|employees|number of employees|headcount|company size|size|no of employees""",
    "amount": """金额 预算 预算金额 预估金额 预计金额 采购预算 采购金额 项目金额 商机金额
        预计成交金额 amount|budget|value|deal value|estimated amount|expected amount|
        estimated value|deal size|expected revenue|opportunity amount""",
    "currency": """币别 币种 货币 币值 currency|currency code""",
    "product": """产品 产品名称 需求产品 意向产品 采购产品 品项 商品 感兴趣的产品 意向车型
        车型 product|products|product of interest|interest|item|model""",
    "need": """需求 客户需求 需求描述 需求内容 需求说明 项目说明 项目信息 用途 痛点 need|
        needs|requirement|requirements|description|pain point|project""",
    "close_on": """预计成交日 预计成交日期 预计成交时间 预计采购时间 预计采购日期 采购时间
        预计结案日 成交日期 预计购买日期 预计签约日 close date|closing date|expected close|
        expected close date|expected on|buys on|purchase date""",
    "listed_on": """上市日期 上市时间 上市日 挂牌日期 listed on|listing date|ipo date|
        date listed""",
    "channel": """来源 客户来源 线索来源 信息来源 资讯来源 渠道 获客渠道 来源渠道 名单来源
        source|lead source|channel|information source|how found""",
    "note": """备注 说明 注记 记录 跟进记录 其他 补充 note|notes|remark|remarks|comment|
        comments|memo""",
}  # fmt: skip
"""Headings as `fold` spells them: Chinese ones between blanks, then others between bars."""

_UNITS: Final = (
    ("千万", 10**7), ("百万", 10**6), ("十万", 10**5), ("亿", 10**8), ("万", 10**4), ("千", 1000),
)  # fmt: skip
_LATIN_UNITS: Final = {"k": 1000, "thousand": 1000, "m": 10**6, "mn": 10**6, "million": 10**6}
_BRACKET = re.compile(r"[(\[【〔（].*?[)\]】〕）]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+?[\d\s()\-.#轉转]{7,24}")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a column seems to be; an empty field is not brought in."""

    field: str = ""
    sure: bool = False
    """The heading is one we know, word for word."""


def guess(headings: Sequence[str], samples: Sequence[Sequence[str]] = ()) -> tuple[Guess, ...]:
    """Return a guess for each column; only notes may be more than one column.

    `samples` are a few rows: an unknown heading over e-mail addresses is still e-mail.
    """
    guesses = [_by_heading(heading) for heading in headings]
    found = list(guesses)
    for at, (heading, made) in enumerate(zip(headings, guesses, strict=True)):
        if not made.field and heading.strip():
            found[at] = Guess(_by_content([row[at] for row in samples if at < len(row)]))
    return _each_once(found)


def heading_row(rows: Sequence[Sequence[str]]) -> int:
    """Return which of the first rows holds the headings: the one that says most that we know.

    A title over the table, or an empty row, is passed over; without any known heading it is the
    first row with text.
    """
    best, most = -1, 0
    for at, row in enumerate(rows):
        known = sum(2 if g.sure else 1 for g in map(_by_heading, row) if g.field)
        if known > most and sum(1 for cell in row if cell.strip()) > 1:
            best, most = at, known
    if best >= 0:
        return best
    return next((at for at, row in enumerate(rows) if any(c.strip() for c in row)), 0)


def digest(headings: Iterable[str]) -> str:
    """Return one key for the same headings, whatever their script, case or spacing."""
    text = "\n".join(_spelled(heading) for heading in headings)
    return hashlib.sha256(text.encode()).hexdigest()


def duplicates(headings: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return pairs of columns (the first, the later one) that have the same heading."""
    seen: dict[str, int] = {}
    found = []
    for at, heading in enumerate(headings):
        spelled = _spelled(heading)
        if spelled and spelled in seen:
            found.append((seen[spelled], at))
        seen.setdefault(spelled, at)
    return tuple(found)


def factor(heading: str) -> Decimal:
    """Return what an amount below this heading is to be multiplied by: 金额(万元) → 10,000."""
    inside = " ".join(_BRACKET.findall(heading)) or heading[-3:]
    folded = fold(inside)
    for unit, times in _UNITS:
        if unit in folded:
            return Decimal(times)
    words = re.findall(r"[a-z]+", fold(" ".join(_BRACKET.findall(heading))))
    return Decimal(next((_LATIN_UNITS[w] for w in words if w in _LATIN_UNITS), 1))


def _each_once(guesses: list[Guess]) -> tuple[Guess, ...]:
    """A field goes to the first sure column, else to the first."""
    taken: dict[str, int] = {}
    for sure in (True, False):
        for at, made in enumerate(guesses):
            if made.sure == sure and made.field not in MANY:
                taken.setdefault(made.field, at)
    return tuple(
        made if made.field in MANY or taken.get(made.field) == at else Guess()
        for at, made in enumerate(guesses)
    )


def _by_heading(heading: str) -> Guess:
    known = _known()
    whole, bare = _spelled(heading), _spelled(_BRACKET.sub("", heading))
    if field := known.get(whole) or known.get(bare):
        return Guess(field, sure=True)
    held = [name for name in known if _holds(bare, name)]
    latest = max(held, key=lambda name: (bare.rfind(name) + len(name), len(name)), default="")
    return Guess(known[latest]) if latest else Guess()


def _holds(heading: str, name: str) -> bool:
    """Whether a longer heading ends with a known one (客户联系电话), or has it as words."""
    if _HAN.search(name):
        return len(name) > 1 and len(heading) <= len(name) + 6 and heading.endswith(name)
    return len(name) > 3 and f" {name} " in f" {heading} "


def _by_content(cells: Sequence[str]) -> str:
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled:
        return ""
    for field, pattern in (("email", _EMAIL), ("phone", _PHONE)):
        if sum(1 for cell in filled if pattern.fullmatch(cell)) * 2 > len(filled):
            return "" if field == "phone" and all(len(c) == 8 for c in filled) else field
    return ""


@cache
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    for field, text in _HEADINGS.items():
        latin_at = re.search("[a-z]", text)
        start = latin_at.start() if latin_at else len(text)
        for heading in (*text[:start].split(), *text[start:].split("|")):
            if heading.strip():
                found.setdefault(_spelled(heading), field)
    return found


def _spelled(heading: str) -> str:
    """A heading without marks: folded, words between single blanks, Chinese without any."""
    text = re.sub(r"[\W_]+", " ", fold(heading)).strip()
    return re.sub(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])", "", text)
