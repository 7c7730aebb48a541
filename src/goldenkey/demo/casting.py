"""Who pursues which customer, by which plot: sixty customers and what was, is and may come.

Each line: a customer, the part that owns it, and its pursuits as `plot@began*quantity`, or
`plot@began-ended*quantity` where it is over (or where the last thing happened): days before today.
Quantities are boxes, vehicles, or parts of a usual order. Stories told by hand are not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

CAST: Final = """
g01 central_1  paid@345-205*900 paid@190-70*1200 talk@12*720
g02 central_1  paid@390-250*1500 paid@368-191*1200
g03 central_1  paid@330-190*700 talk@22*600 fresh@4*560
g04 central_1  lost@210-150*260 fresh@9*400 solid@37*210
g05 central_2  paid@360-240*800 ripe@58*1000 fresh@6*500
g06 central_2  paid@340-215*1100 overdue@170-54*1800 solid@38*900
g07 central_2  lost@260-170*2000 solid@44*1500 talk@18*800
g08 central_1  paid@300-170*650 signing@72*900 accepted@154-16*520
g09 central_2  beaten@140-90*200 talk@25*300 lost@235-115*160
g10 central_2  paid@325-200*450 accepted@120-16*600 ripe@70*360
g11 central_1  cold@75*700 paid@310-180*500 talk@19*560
g12 central_2  paid@280-160*750 promise@70*1100 paid@354-198*600
g13 central_1  signed@96*1600 paid@355-230*1300 fresh@4*900
g14 central_2  dropped@160-120*350 lone@46*500 overdue@199-49*280
g15 central_1  uncleared@150-38*550 talk@14*420 lone@44*440
g16 central_2  solid@33*380 paid@270-150*300 fresh@4*300
f01 central_1  paid@395-210*10 solid@46*7
f02 motors_1   lots@210-30*18 solid@52*12 paid@380-220*9
f03 motors_1   ripe@88*15 lost@300-200*10 beaten@227-123*10
f04 motors_2   behind@60*8 paid@370-230*6 lots@204-26*6
f05 motors_2   early@75*7 dropped@220-170*5 signed@165*5
f06 motors_1   overdue@240-71*6 fresh@11*4 talk@15*4
f07 motors_2   shipping@130*9 paid@365-235*7 paid@336-207*6
f08 motors_1   opposed@82*6 talk@20*3 fresh@2*4
f09 motors_2   late@140*11 lone@40*6 solid@53*8
f10 motors_1   flown@230-130*25 slipped@70*20 accepted@150-17*18
r01 central_1  paid@380-330*1
r02 motors_1   paid@200-160*1 talk@8*1 talk@20*1
r03 motors_2   ripe@26*1 paid@390-345*1
r04 motors_1   fresh@3*1
r05 motors_2   signed@48*1
r06 motors_1   solid@21*1
r07 motors_2   paid@150-110*1
r08 motors_1   cold@66*1
r09 motors_2   lost@90-60*1
r10 motors_1   signing@34*1
r11 motors_2   dropped@110-80*1 fresh@5*1
r12 motors_1   paid@240-200*1
i02 central_2  paid@350-190*1.6 ripe@66*1.3
i03 projects_1 early@90*2.2 paid@385-225*1.4 talk@22*1.8
i04 projects_1 solid@55*1.1 lost@250-160*1.8 paid@322-214*0.9
i05 projects_2 ripe@92*2.6 paid@340-185*1.2 overdue@215-65*2.1
i06 projects_1 partial@220-58*3.1 fresh@12*1.5 lone@35*2.5
i07 projects_2 overdue@260-100*2.4 solid@48*3.4 fresh@2*1.9
i09 projects_1 signed@125*2.9 behind@66*1.7 solid@37*2.3
i10 projects_2 lone@50*1.3 paid@375-215*2.1 beaten@211-139*1
i11 central_1  accepted@200-20*3.8 ripe@78*2.8 fresh@7*1.9
i12 projects_1 slipped@95*1.5 beaten@180-110*1.1 lots@220-12*1.2
i13 projects_2 promise@84*4.2 paid@360-200*2.7 signed@161*3.4
i14 projects_1 verbal@74*0.9 talk@24*1.6 talk@18*0.7
p01 projects_2 behind@120*1.5
p02 projects_1 opposed@150*2.4 at_risk@280*1.1
p04 projects_1 ripe@170*3.2 lost@330-180*2.6
p05 projects_2 early@160*1.9 fresh@15*2.2
p06 projects_2 signing@190*1.4 paid@398-190*0.8
p07 projects_1 lots@300-44*1.7 solid@85*2.1
p08 projects_2 slipped@140*1.2 dropped@260-190*0.9
"""

_WORK = re.compile(r"(?P<plot>\w+)@(?P<began>\d+)(?:-(?P<ended>\d+))?\*(?P<quantity>[\d.]+)")


@dataclass(frozen=True, slots=True)
class Work:
    """One pursuit as it was cast; days before today."""

    plot: str
    began_days: int
    ended_days: int | None
    quantity: Decimal


def read() -> Iterator[tuple[str, str, tuple[Work, ...]]]:
    """Each customer's key, its owner's part, and its pursuits."""
    for line in CAST.strip().splitlines():
        key, owner, *works = line.split()
        yield key, owner, tuple(_work(text) for text in works)


def _work(text: str) -> Work:
    found = _WORK.fullmatch(text)
    if found is None:
        raise ValueError(text)
    ended = found["ended"]
    began, quantity = int(found["began"]), Decimal(found["quantity"])
    return Work(found["plot"], began, int(ended) if ended else None, quantity)
