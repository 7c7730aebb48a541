"""Files of leads that go out: the rows that were left out, and a sample to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from goldenkey.documents.grid import column_name
from goldenkey.documents.sheet_out import Column, workbook
from goldenkey.selectors.import_shapes import FailedRows, FindingView
from goldenkey.wording import codes

SAMPLES: Final = {
    "zh-hant": (
        ("公司名稱", "公司全名", "聯絡人", "職稱", "電話", "電子郵件", "地區", "行業",
         "需求產品", "預算", "預計採購日期", "備註"),
        ("範例茶業", "範例茶業股份有限公司", "王小明", "行政經理", "02-2345-6789#12",
         "wang@example.com", "台北", "餐飲", "中秋禮盒", "NT$120萬", "2027-08-15", "展覽認識"),
    ),
    "zh-hans": (
        ("公司名称", "公司全称", "联系人", "职务", "电话", "邮箱", "地区", "行业",
         "需求产品", "预算", "预计采购日期", "备注"),
        ("示例茶业", "杭州示例茶业有限公司", "王小明", "行政经理", "0571-88886666",
         "wang@example.com", "杭州", "餐饮", "中秋礼盒", "120万", "2027-08-15", "展会认识"),
    ),
    "en": (
        ("Company", "Legal name", "Contact person", "Job title", "Phone", "E-mail", "Region",
         "Industry", "Product", "Budget", "Expected close date", "Notes"),
        ("Example Tea", "Example Tea Co., Ltd.", "Wang Xiaoming", "Office manager",
         "+886 2 2345 6789", "wang@example.com", "Taipei", "Restaurants", "Gift boxes",
         "USD 40,000", "2027-08-15", "Met at the fair"),
    ),
}  # fmt: skip
"""A heading line and one lead, as people of each language would write them."""


def failed_rows(found: FailedRows) -> bytes:
    """The rows that were left out, as they stood, with what is wrong in the reader's language."""
    columns = [
        *(Column(heading or "—") for heading in found.headings),
        Column(_("What is wrong"), 60, warns=True),
        Column(_("Row in the file"), 12, warns=True),
    ]
    rows = (
        (*_filled(cells, len(found.headings)), _told(findings), number)
        for number, cells, findings in found.rows
    )
    return workbook(columns, rows, sheet=_("Left out"))


def sample(language: str) -> bytes:
    """A file to begin with: headings we know, and one lead."""
    headings, lead = SAMPLES.get(language, SAMPLES["en"])
    return workbook([Column(heading, 18) for heading in headings], [lead], sheet=_("Leads"))


def told(finding: FindingView) -> str:
    """A finding as a sentence, with the column it is about."""
    sentence = codes.say(finding.code, finding.params)
    if finding.column is None:
        return sentence
    place = finding.heading or column_name(finding.column)
    return _("%(column)s: %(sentence)s") % {"column": place, "sentence": sentence}


def _told(findings: Sequence[FindingView]) -> str:
    return "\n".join(told(one) for one in findings if one.level != "noted")


def _filled(cells: Sequence[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]
