"""Whose turn it is at which host: gaps, crowds, absences and the stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from virtual_clock import VirtualClock

from collectors.manners import Manners, site_name
from data.errors import SourceError
from data.model import State

BEGIN = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
DAY = 86_400.0


class Street:
    """Visitors of hosts on a clock of their own, and a log of their visits."""

    def __init__(self, gap: float = 5.0, at_once: int = 2) -> None:
        self.clock = VirtualClock(BEGIN)
        self.manners = Manners(gap, at_once, self.clock)
        self.log: list[tuple[str, float, float]] = []  # host, begin and end in seconds
        self.failures: list[SourceError] = []
        self._visitors: list[Thread] = []
        self._gone: set[Thread] = set()
        # Time stands still until everybody who was sent has arrived, too.
        self.clock.population = lambda: len(self._visitors) - len(self._gone)

    def seconds(self) -> float:
        return (self.clock.now() - BEGIN).total_seconds()

    def visit(self, host: str, stay: float) -> None:
        try:
            with self.manners.turn(host):
                begun = self.seconds()
                self.clock.sleep(stay)
                self.log.append((host, begun, self.seconds()))
        except SourceError as error:
            self.failures.append(error)

    def send(self, action: Callable[..., None], *told: object) -> None:
        """Have a visitor do something; all begin when one waits for them."""

        def go() -> None:
            action(*told)
            self._gone.add(visitor)

        visitor = Thread(target=go)
        self._visitors.append(visitor)

    def wait(self) -> None:
        for visitor in self._visitors:
            visitor.start()
        for visitor in self._visitors:
            visitor.join(20)
            assert not visitor.is_alive()
        self._visitors.clear()
        self._gone.clear()

    def starts(self, host: str) -> list[float]:
        return sorted(begun for one, begun, _ in self.log if one == host)


def crowd(log: list[tuple[str, float, float]], host: str) -> int:
    """The most visits to a host at one time."""
    times = [(begun, 1) for one, begun, _ in log if one == host]
    times += [(ended, -1) for one, _, ended in log if one == host]
    inside = most = 0
    for _, change in sorted(times):
        inside += change
        most = max(most, inside)
    return most


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from((0.0, 2.5, 7.0, 31.0))),
        max_size=8,
    )
)
def test_gap_and_crowd_are_kept_whoever_comes(visits):
    street = Street()
    for host, stay in visits:
        street.send(street.visit, host, stay)
    street.wait()
    assert len(street.log) == len(visits)
    for host in "ab":
        starts = street.starts(host)
        assert all(later - earlier >= 5 for earlier, later in pairwise(starts))
        assert crowd(street.log, host) <= 2


def test_a_host_is_used_as_much_as_manners_allow():
    street = Street()
    for _ in range(6):
        street.send(street.visit, "a", 1.0)
    street.send(street.visit, "b", 1.0)
    street.wait()
    assert street.starts("a") == [0, 5, 10, 15, 20, 25]
    assert street.starts("b") == [0]  # it has its own line


def test_a_slow_host_is_entered_when_somebody_leaves():
    street = Street()
    for _ in range(4):
        street.send(street.visit, "a", 12.0)
    street.wait()
    assert street.starts("a") == [0, 5, 12, 17]


@pytest.mark.parametrize(("at_once", "pace"), [(1, 100), (9, 5)])
def test_who_comes_first_goes_first(at_once, pace):
    street = Street(at_once=at_once)
    begun: dict[int, float] = {}

    def visit(number: int) -> None:
        street.clock.sleep(number / 10)
        with street.manners.turn("a"):
            begun[number] = street.seconds()
            street.clock.sleep(100)

    for number in (3, 7, 1, 4, 2, 0, 6, 5):
        street.send(visit, number)
    street.wait()
    assert begun == {number: number * pace for number in range(8)}


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("Outlet.KZ", "outlet.kz"),
        ("www.outlet.kz", "outlet.kz"),
        ("m.outlet.kz:443", "outlet.kz"),
        ("amp.outlet.kz.", "outlet.kz"),
        ("outlet.kz:8080", "outlet.kz:8080"),
        ("rus.outlet.kz", "rus.outlet.kz"),
        ("www.kz", "www.kz"),
        ("www2.outlet.kz", "www2.outlet.kz"),
        ("127.0.0.1:80", "127.0.0.1"),
        ("[::1]:8080", "[::1]:8080"),
        ("[::1]", "[::1]"),
    ],
)
def test_one_server_has_one_name(host, name):
    assert site_name(host) == name


def test_names_of_one_server_share_its_turns():
    street = Street()
    for host in ("outlet.kz", "www.outlet.kz", "M.outlet.kz"):
        street.send(street.visit, host, 0)
    street.wait()
    assert sorted(begun for _, begun, _ in street.log) == [0, 5, 10]


@pytest.mark.parametrize(
    ("asked", "gap"), [(0.0, 5), (3.0, 5), (20.0, 20), (9e9, 60), (float("inf"), 60)]
)
def test_a_host_may_ask_for_a_longer_gap(asked, gap):
    street = Street()
    street.manners.slow("www.a.kz", asked)
    for host in ("a.kz", "a.kz", "b.kz", "b.kz"):
        street.send(street.visit, host, 0)
    street.wait()
    assert street.starts("a.kz") == [0, gap]
    assert street.starts("b.kz") == [0, 5]


def test_a_host_that_sent_us_away_is_visited_by_nobody_until_then():
    street = Street()
    street.manners.away("www.a.kz", 3600)
    street.send(street.visit, "a.kz", 0)
    street.send(street.visit, "b.kz", 0)
    street.wait()
    assert street.starts("b.kz") == [0]
    (error,) = street.failures
    assert (error.state, error.http_status) == (State.HTTP_ERROR, 429)
    assert error.retry_after == 3600
    assert error.detail == "a.kz asked us to stay away until 2026-11-22 12:00 (Almaty)."
    street.send(street.clock.sleep, 3600)
    street.wait()
    street.send(street.visit, "a.kz", 0)
    street.wait()
    assert street.starts("a.kz") == [3600]


def test_those_already_in_line_are_sent_away_too():
    street = Street()

    def be_refused() -> None:
        street.clock.sleep(7)
        street.manners.away("a", 600)

    street.send(be_refused)
    for _ in range(5):
        street.send(street.visit, "a", 0)
    street.wait()
    assert street.starts("a") == [0, 5]
    assert [error.retry_after for error in street.failures] == [600] * 3
    assert street.seconds() == 7


def test_a_short_absence_is_waited_for():
    street = Street()
    street.manners.away("a", 20)
    street.send(street.visit, "a", 0)
    street.wait()
    assert street.starts("a") == [20]


@pytest.mark.parametrize(("asked", "obeyed"), [(1e300, 7 * DAY), (7200, 7200)])
def test_an_absence_ends_within_a_week_and_is_never_shortened(asked, obeyed):
    street = Street()
    street.manners.away("a", asked)
    street.manners.away("a", 60)
    street.visit("a", 0)
    assert street.failures[0].retry_after == obeyed


def test_an_absence_is_not_forgotten_among_thousands_of_hosts():
    street = Street(gap=0)
    street.manners.away("a", 3600)
    for number in range(2500):
        with street.manners.turn(f"host{number}.kz"):
            pass
    street.visit("a", 0)
    assert len(street.failures) == 1


def test_a_turn_is_given_back_after_a_failure():
    manners = Manners(gap=0, at_once=1)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), manners.turn("a"):
            raise ZeroDivisionError
    with manners.turn("a"):
        pass


def test_a_clock_set_back_locks_no_host():
    street = Street()
    street.visit("a", 0)
    street.clock._now -= timedelta(days=1)
    before = street.clock.now()
    street.send(street.visit, "a", 0)
    street.wait()
    assert street.clock.now() - before == timedelta(seconds=5)


def test_a_stop_ends_every_wait_at_once_and_every_later_one():
    manners = Manners(gap=60, at_once=1)
    failures: list[SourceError] = []
    with manners.turn("a"):
        pass

    def wait(host: str) -> None:
        with pytest.raises(SourceError) as caught, manners.turn(host):
            pass
        failures.append(caught.value)

    visitors = [Thread(target=wait, args=("a",)) for _ in range(20)]
    for visitor in visitors:
        visitor.start()
    time.sleep(0.05)
    started = time.monotonic()
    manners.stop()
    for visitor in visitors:
        visitor.join(5)
    assert time.monotonic() - started < 1
    wait("never seen before")
    assert {str(error) for error in failures} == {"Reading was stopped."}
    assert {error.state for error in failures} == {State.UNKNOWN}
    assert len(failures) == 21


def test_who_waits_costs_nothing():
    manners = Manners(gap=0.3)
    visitors = [Thread(target=lambda: manners.turn("a").__enter__()) for _ in range(2)]
    spent = time.process_time()
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert time.process_time() - spent < 0.15
