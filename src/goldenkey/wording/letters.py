"""Collection letters as we word them, by tone and language; a company may write its own.

A letter is in the customer's language, not the reader's: so these are no translated messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LETTERS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "before": {
        "zh-hant": (
            "付款日將至：$total",
            "$customer 您好：\n\n下列款項即將到期，合計 $total，敬請確認單據齊全並安排付款。"
            "若已付款，請忽略本函。\n\n$lines\n\n謝謝。\n\n$company\n$name\n$today",
        ),
        "zh-hans": (
            "付款日将至：$total",
            "$customer 您好：\n\n下列款项即将到期，合计 $total，请确认单据齐全并安排付款。"
            "如已付款，请忽略本函。\n\n$lines\n\n谢谢。\n\n$company\n$name\n$today",
        ),
        "en": (
            "Payment falls due soon: $total",
            "Dear $customer,\n\nThe following amounts fall due soon, $total in all. Please confirm "
            "that the papers are complete and the payment is scheduled. If you have paid already, "
            "please ignore this letter.\n\n$lines\n\nThank you.\n\n$company\n$name\n$today",
        ),
    },
    "due": {
        "zh-hant": (
            "今日到期款項：$total",
            "$customer 您好：\n\n下列款項今日到期，合計 $total，款項入帳後我們會回覆。\n\n"
            "$lines\n\n謝謝。\n\n$company\n$name\n$today",
        ),
        "zh-hans": (
            "今日到期款项：$total",
            "$customer 您好：\n\n下列款项今日到期，合计 $total，款项到账后我们会回复。\n\n"
            "$lines\n\n谢谢。\n\n$company\n$name\n$today",
        ),
        "en": (
            "Payment due today: $total",
            "Dear $customer,\n\nThe following amounts are due today, $total in all. We will "
            "confirm when the payment arrives.\n\n$lines\n\nThank you.\n\n$company\n$name\n$today",
        ),
    },
    "late": {
        "zh-hant": (
            "逾期款項提醒：$overdue",
            "$customer 您好：\n\n我們尚未收到下列款項，逾期合計 $overdue。敬請儘速付款，"
            "或告知預定付款日；若對單據或貨品有疑問，也請讓我們知道，以便盡快處理。\n\n$lines\n\n"
            "謝謝。\n\n$company\n$name\n$today",
        ),
        "zh-hans": (
            "逾期款项提醒：$overdue",
            "$customer 您好：\n\n我们尚未收到下列款项，逾期合计 $overdue。请尽快付款，"
            "或告知预定付款日；如对单据或货品有疑问，也请告诉我们，以便尽快处理。\n\n$lines\n\n"
            "谢谢。\n\n$company\n$name\n$today",
        ),
        "en": (
            "Overdue payment: $overdue",
            "Dear $customer,\n\nWe have not received the following amounts; $overdue is overdue. "
            "Please pay soon, or tell us the day of payment. If anything about the papers or the "
            "goods keeps you from paying, please tell us, so that we can put it right.\n\n"
            "$lines\n\n"
            "Thank you.\n\n$company\n$name\n$today",
        ),
    },
    "final": {
        "zh-hant": (
            "催款函：逾期款項 $overdue",
            "$customer 您好：\n\n經多次提醒，下列款項仍未付清，逾期合計 $overdue。請於收函"
            "七日內付清，或以書面提出還款計畫；否則我們將暫停出貨，並依合約與法律主張權利。\n\n$lines\n\n"
            "此致\n\n$company\n$name\n$today",
        ),
        "zh-hans": (
            "催款函：逾期款项 $overdue",
            "$customer 您好：\n\n经多次提醒，下列款项仍未付清，逾期合计 $overdue。请于收函"
            "七日内付清，或书面提出还款计划；否则我们将暂停发货，并依合同和法律主张权利。\n\n$lines\n\n"
            "此致\n\n$company\n$name\n$today",
        ),
        "en": (
            "Last reminder: $overdue overdue",
            "Dear $customer,\n\nIn spite of our reminders the following amounts are still unpaid; "
            "$overdue is overdue. Please pay within seven days of this letter, or send us a plan "
            "of payment in writing. Otherwise we shall stop deliveries and claim our rights under "
            "the contract and the law.\n\n$lines\n\nYours faithfully,\n\n$company\n$name\n$today",
        ),
    },
}

LINE: Final[Mapping[str, tuple[str, str]]] = {
    "zh-hant": ("・%(contract)s %(what)s，%(due)s 到期，%(open)s", "，逾期 %(days)s 天"),
    "zh-hans": ("・%(contract)s %(what)s，%(due)s 到期，%(open)s", "，逾期 %(days)s 天"),
    "en": ("- %(contract)s %(what)s, due %(due)s, %(open)s", ", %(days)s days overdue"),
}
"""A line of a letter; what is added where it is late."""
