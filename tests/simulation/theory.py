"""Models of queueing theory as texts of the language, run on the engine itself.

A ladder, a workload and a number of cases enter; how long each waited before work began, by
station, and the case itself leave. Services last an hour on the average, and nobody goes home.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from math import ceil

from govkit.draws.key import Run
from govkit.engine import Case, Engine, Move
from govkit.pipeline import compile_text
from govkit.simulation.driver.life import Key, Life, Wait
from govkit.simulation.driver.replication import Replication
from govkit.simulation.driver.setup import Setup
from govkit.simulation.driver.transition import Walk
from govkit.simulation.workload.numbers import Numbers

DAY, HOUR = 86_400, 3_600
FIRST = date(2026, 1, 1)
ROUND = "在岗：全天 假设；用时：指数(1小时) 假设"
_LONGEST = 500  # days that arrivals are prepared for

TEXT = """
地区 试 {
  时区：“Asia/Shanghai”
  层级 上 { 数量：1 }
  层级 中 { 上级：上；数量：1 }
  层级 站 { 上级：中；数量：1 }
  岗位 甲 { 设于：站 } 岗位 乙 { 设于：中 } 岗位 丙 { 设于：上 }
  会议 会 { 召集：甲 }
  要素 急 { 取值：一般、紧急、特急；默认：一般 }
  事项 件 { }
  流程 办 { 适用：件；LADDER }
  推演 一 自 2026-01-01 至 2027-01-01 {
    来件 到 { 到件：RATE件/小时 假设；发生于：站 假设；事项：件 假设 MIX }
    STATIONS
    等待时长：签收 → 固定(1秒) 假设
  }
}
"""


@dataclass
class Lives:
    """What became of each case, by number: when it came, how long it waited at each station."""

    came: dict[int, int] = field(default_factory=dict)
    waits: dict[str, dict[int, int]] = field(default_factory=dict)
    stays: dict[int, int] = field(default_factory=dict)
    cases: dict[int, Case] = field(default_factory=dict)

    def opened(self, life: Life, at: int) -> None:
        self.came[life.number] = at

    def took(self, life: Life, move: Move, at: int, actor: str) -> None:
        pass

    def began(self, life: Life, wait: Wait, key: Key, at: int) -> None:
        task = life.waits[wait].task
        assert task is not None
        waits = self.waits.setdefault(key[0].partition(":")[2], {})
        waits.setdefault(life.number, at - task.came)

    def ended(self, life: Life, at: int) -> None:
        self.stays[life.number] = at - life.came
        self.cases[life.number] = life.case

    def stuck(self, life: Life, at: int) -> None:
        raise AssertionError(f"a dead end at {life.case.place}")

    def after(self, first: int) -> Lives:
        """Those cases alone that came from an instant on."""
        kept = {number for number, at in self.came.items() if at >= first}
        return Lives(
            {n: at for n, at in self.came.items() if n in kept},
            {name: {n: w for n, w in by.items() if n in kept} for name, by in self.waits.items()},
            {n: stay for n, stay in self.stays.items() if n in kept},
            {n: case for n, case in self.cases.items() if n in kept},
        )

    def wait(self, station: str = "甲") -> float:
        """The mean wait at a station, in hours, of all cases that were begun there."""
        waits = self.waits[station].values()
        return sum(waits) / len(waits) / HOUR

    def ran_out(self) -> float:
        """The share of cases of which a limit ran out."""
        out = [
            any(event.automatic and event.timer for event in case.history)
            for case in self.cases.values()
        ]
        return sum(out) / len(out)


@dataclass
class Queue:
    """One model: its ladder, cases an hour, and who works."""

    ladder: str
    rate: float
    stations: str
    mix: str = ""
    first: date = FIRST

    @cached_property
    def prepared(self) -> tuple[Walk, Setup]:
        """The rules and the numbers, compiled once."""
        text = TEXT.replace("LADDER", self.ladder).replace("RATE", str(self.rate))
        found = compile_text(text.replace("STATIONS", self.stations).replace("MIX", self.mix))
        assert found.model is not None, found.errors
        engine = Engine(found.model)
        numbers = Numbers(engine, found.model.workloads[0], self.first, _LONGEST)
        setup = numbers.read()
        assert numbers.gaps == []
        first = self.first
        return Walk(engine, datetime(first.year, first.month, first.day)), setup

    def run(self, cases: int, number: int) -> Lives:
        """So many cases on the average, the first tenth of them left out, each to its end."""
        walk, setup = self.prepared
        lives, hours = Lives(), ceil(cases / self.rate)
        run = Replication(setup, walk, Run.of(cases, number), lives)
        until = hours * HOUR
        run.run(until)
        counted = max(lives.came)
        while any(one.number <= counted for one in run.lives.values()):
            until += HOUR
            run.run(until)
        lives.came = {n: at for n, at in lives.came.items() if n <= counted}
        return lives.after(hours * HOUR // 10)
