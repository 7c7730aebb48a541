"""The committee's map: sixty people apart, moved smoothly, by keys too, and taken along."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from goldenkey.actions import contact, map
from goldenkey.data.models import CommitteeMap, Stakeholder
from tests.browser.conftest import Open
from tests.browser.windows import DESK, DESK_EN, PHONE, PHONE_EN, Window, overflow
from tests.cast import Cast
from tests.rooms import Case, case, seat

PEOPLE = 60
BOXES = """() => [...document.querySelectorAll('.seat > .seat-box')].map(b => {
  const r = b.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; })"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.map-svg text')]
  .filter(t => t.textContent && getComputedStyle(t).display !== 'none')
  .map(t => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a))"""
MEASURE = """(() => { const raf = window.requestAnimationFrame.bind(window);
  window.work_ = []; let spent = 0, begun = 0;
  addEventListener('pointermove', () => { begun = performance.now(); }, true);
  addEventListener('pointermove', () => { spent += performance.now() - begun; });
  window.requestAnimationFrame = call => raf(now => { const from = performance.now(); call(now);
    document.querySelector('.map-svg')?.getBoundingClientRect();
    window.work_.push(spent + performance.now() - from); spent = 0; }); })()"""
"""What a frame costs us: the script of its moves, its redrawing, and the layout it causes."""

COUNT_READS = """(() => { window.reads_ = 0;
  for (const [of, names] of [[Element.prototype, ['getBoundingClientRect', 'getClientRects']],
                             [SVGGraphicsElement.prototype, ['getBBox', 'getScreenCTM', 'getCTM']]])
    for (const name of names) { const own = of[name];
      of[name] = function (...given) { window.reads_ += 1; return own.apply(this, given); }; }
})()"""


@pytest.fixture(scope="module")
def crowd(house: Cast, django_db_blocker: Any) -> Iterator[Case]:
    """A committee of sixty, led in four levels, with lines across."""
    with django_db_blocker.unblock():
        one = case(house, name="六十人的決策圈")
        made = [seat(house, one, one.decider, "decision_maker", power="decides").pk]
        for n in range(1, PEOPLE):
            name = f"第{n}位 Bartholomew Featherstonehaugh" if n % 9 == 0 else f"王小明{n}"
            person = contact.create_contact(house.rep, one.account.pk, name=name, title="工程師")
            chief = made[(n - 1) // 4] if n < 48 else None
            stance = ("supporter", "neutral", "opponent", "unknown")[n % 4]
            made.append(
                seat(house, one, person, "influencer", reports_to_id=chief, stance=stance).pk
            )
        for n in range(5, 45, 5):
            kind = "conflicts" if n % 2 else "influences"
            map.link(house.rep, one.id, from_id=made[n], to_id=made[n + 7], kind=kind)
        yield one


def _few(house: Cast, name: str) -> tuple[Case, Stakeholder, Stakeholder]:
    one = case(house, name=name)
    boss = seat(house, one, one.decider, "decision_maker")
    user = seat(
        house, one, one.user, "end_user", reports_to_id=boss.pk, stance="opponent",
        stance_confirmed=True,
    )  # fmt: skip
    return one, boss, user


def _open(page: Page, one: Case) -> Locator:
    page.goto(f"/opportunities/{one.id}/map/")
    expect(page.locator(".map-svg")).to_be_visible()
    return page.locator(".map-svg")


def _node(page: Page, of: Stakeholder) -> Locator:
    return page.locator(f"[data-node=seat-{of.pk}]")


def _kept(one: Case) -> dict[str, Any]:
    found = CommitteeMap.objects.filter(opportunity=one.id).first()
    return found.places if found else {}


def _drag(page: Page, node: Locator, dx: float, dy: float, steps: int = 8) -> None:
    box = node.locator(".seat-box").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=steps)
    page.mouse.up()


def _overlapping(boxes: list[list[float]]) -> list[Any]:
    return [
        (a, b)
        for a, b in combinations(boxes, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


@pytest.mark.method("M4.5")
@pytest.mark.parametrize("window", [DESK, DESK_EN, PHONE], ids=str)
def test_sixty_people_do_not_overlap_and_can_be_read(
    crowd: Case, enter: Open, window: Window
) -> None:
    page = enter("rep", window)
    _open(page, crowd)
    boxes = page.evaluate(BOXES)
    assert len(boxes) == PEOPLE + 2  # the empty chairs of user and purchaser
    assert _overlapping(boxes) == []
    assert page.evaluate(SMALLEST) >= 12
    page.locator("[data-map-do=fit]").click()
    assert page.evaluate(SMALLEST) >= 12
    assert overflow(page) <= 0


def test_dragging_one_of_sixty_keeps_thirty_frames_a_second(crowd: Case, enter: Open) -> None:
    """Of nine drags the middle one: others on this machine may hold up some, not most."""
    page = enter("rep")
    page.add_init_script(MEASURE)
    _open(page, crowd)
    node = page.locator(".seat").first
    slow = []
    for dx, dy in ((180, 90), (-240, 60), (90, -120), (60, 90), (-120, -90)) * 2:
        page.evaluate("() => { window.work_ = []; }")
        _drag(page, node, dx, dy, steps=40)
        frames = sorted(page.evaluate("() => window.work_"))
        assert len(frames) > 10
        slow.append(frames[int(len(frames) * 0.95)])
    assert sorted(slow)[len(slow) // 2] < 33, slow


def test_dragging_reads_no_layout(crowd: Case, enter: Open) -> None:
    page = enter("rep")
    page.add_init_script(COUNT_READS)
    _open(page, crowd)
    box = page.locator(".seat > .seat-box").first.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate("() => { window.reads_ = 0; }")
    page.mouse.move(x + 90, y + 60, steps=20)
    assert page.evaluate("() => window.reads_") == 0
    page.mouse.up()


def test_a_person_dragged_stays_there_and_a_new_layout_forgets_it(house: Cast, enter: Open) -> None:
    one, boss, user = _few(house, "拖拉排列")
    page = enter("rep")
    _open(page, one)
    before = _node(page, user).get_attribute("transform")
    with page.expect_response("**/map/places/") as sent:
        _drag(page, _node(page, user), 120, 40)
    assert sent.value.status == 204
    moved = _node(page, user).get_attribute("transform")
    assert moved != before and set(_kept(one)) == {f"seat-{user.pk}"}
    page.reload()
    expect(_node(page, user)).to_have_attribute("transform", moved or "")
    page.locator(f"form[action='/opportunities/{one.id}/map/reset/'] button").click()
    expect(_node(page, user)).to_have_attribute("transform", before or "")
    assert _kept(one) == {} and boss.pk


def test_keys_move_a_person_and_open_the_seat(house: Cast, enter: Open) -> None:
    one, boss, _user = _few(house, "只用鍵盤")
    page = enter("rep")
    _open(page, one)
    page.locator(".map-tools button").last.focus()
    page.keyboard.press("Tab")
    expect(_node(page, boss)).to_be_focused()
    with page.expect_response("**/map/places/"):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Enter")
    dialog = page.locator("dialog#dialog")
    expect(dialog.get_by_role("heading", name="陳國棟")).to_be_visible()
    dialog.locator("label:has(input[name=influence][value=high])").click()
    dialog.locator(".btn.primary").click()
    expect(_node(page, boss)).to_have_class("seat high")
    assert f"seat-{boss.pk}" in _kept(one)


def test_a_place_that_is_refused_is_put_back_and_said(house: Cast, enter: Open) -> None:
    one, _boss, user = _few(house, "被拒絕")
    page = enter("rep")
    _open(page, one)
    before = _node(page, user).get_attribute("transform")
    page.route("**/map/places/", lambda route: route.fulfill(status=403, body=""))
    _drag(page, _node(page, user), 80, 30)
    expect(page.locator(".toast.bad")).to_be_visible()
    expect(_node(page, user)).to_have_attribute("transform", before or "")


def test_wheel_buttons_and_two_fingers_zoom(house: Cast, enter: Open) -> None:
    one, boss, _user = _few(house, "縮放")
    page = enter("rep")
    svg = _open(page, one)
    box = svg.bounding_box()
    assert box
    wide = [_width(page, boss)]
    page.mouse.move(box["x"] + 200, box["y"] + 100)
    for act in (
        lambda: page.mouse.wheel(0, -200),
        lambda: page.locator("[data-map-do=in]").click(),
        lambda: svg.evaluate(_PINCH),
    ):
        act()
        page.wait_for_function("w => document.querySelector('.seat-box')"
                               ".getBoundingClientRect().width > w + 1", arg=wide[-1])  # fmt: skip
        wide.append(_width(page, boss))
    page.locator("[data-map-do=out]").click()
    assert _width(page, boss) < wide[-1]
    at = page.locator("[data-world]").get_attribute("transform")
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 40)
    page.mouse.up()
    assert page.locator("[data-world]").get_attribute("transform") != at


_PINCH = """svg => { const { left, top } = svg.getBoundingClientRect();
  svg.setPointerCapture = () => {};
  const send = (type, pointerId, x) => svg.dispatchEvent(new PointerEvent(type,
    { pointerId, clientX: left + x, clientY: top + 9, bubbles: true, button: 0 }));
  send('pointerdown', 91, 100); send('pointerdown', 92, 200); send('pointermove', 92, 320);
  send('pointerup', 91, 100); send('pointerup', 92, 320); }"""


def _width(page: Page, of: Stakeholder) -> float:
    box = _node(page, of).locator(".seat-box").bounding_box()
    assert box
    return box["width"]


@pytest.mark.parametrize("window", [DESK, PHONE_EN], ids=str)
def test_the_map_is_taken_along_as_svg_and_png(
    house: Cast, enter: Open, window: Window, tmp_path: Path
) -> None:
    one, _boss, _user = _few(house, f"匯出 {window}")
    page = enter("rep", window)
    _open(page, one)
    page.locator("[data-map-do=out]").click(click_count=4)  # seen from afar, drawn from near
    svg = _saved(page, "svg", tmp_path).read_text(encoding="utf-8")
    assert "王志遠" in svg and "陳國棟" in svg and "科長" in svg and "✓" in svg
    assert "class=" not in svg and "var(" not in svg and "stroke-dasharray" in svg
    png = _saved(page, "png", tmp_path).read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n" and min(struct.unpack(">II", png[16:24])) > 200


def _saved(page: Page, kind: str, into: Path) -> Path:
    with page.expect_download() as download:
        page.locator(f"[data-map-do={kind}]").click()
    path = into / f"map.{kind}"
    download.value.save_as(path)
    return path


def test_a_hidden_stance_is_in_no_file_and_no_colour(
    house: Cast, enter: Open, tmp_path: Path
) -> None:
    one, boss, user = _few(house, "看不到立場")
    page = enter("teammate")
    _open(page, one)
    expect(_node(page, user).locator(".seat-box")).to_have_class("seat-box")
    svg = _saved(page, "svg", tmp_path).read_text(encoding="utf-8")
    assert "✓" not in svg and "∼" not in svg and "王志遠" in svg
    before = _node(page, boss).get_attribute("transform")
    _drag(page, _node(page, boss), 60, 60)
    assert _node(page, boss).get_attribute("transform") == before  # who may only read moves nothing


def test_without_scripts_the_table_says_it_all(house: Cast, enter: Open) -> None:
    one, _boss, _user = _few(house, "沒有腳本")
    page = enter("rep", DESK, java_script_enabled=False)
    page.goto(f"/opportunities/{one.id}/map/")
    expect(page.locator(".map-card")).to_be_hidden()
    expect(page.locator(".matrix tbody tr")).to_have_count(2 + 2)


def test_a_phone_shows_the_matrix_first(house: Cast, enter: Open) -> None:
    one, _boss, _user = _few(house, "手機")
    page = enter("rep", PHONE)
    _open(page, one)
    table, drawn = page.locator("#matrix").bounding_box(), page.locator(".map").bounding_box()
    assert table and drawn and table["y"] < drawn["y"]
    assert overflow(page) <= 0


def test_print_shows_the_whole_map(crowd: Case, enter: Open) -> None:
    page = enter("rep")
    svg = _open(page, crowd)
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(svg).to_have_attribute("viewBox", svg.get_attribute("viewBox") or "none")
    left, top, wide, high = (float(n) for n in (svg.get_attribute("viewBox") or "").split())
    for place in page.locator("[data-node]").evaluate_all(
        "all => all.map(n => n.getAttribute('transform').match(/-?\\d+/g).map(Number))"
    ):
        assert left <= place[0] <= left + wide and top <= place[1] <= top + high
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert svg.get_attribute("viewBox") is None
