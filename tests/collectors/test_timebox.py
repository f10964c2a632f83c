"""The time box: whatever a parser does, it ends in time and harms nobody else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import deeds
import pytest

from collectors.timebox import TookTooLongError, boxed
from data.errors import SourceError
from data.model import State

ROOT = Path(__file__).parent.parent.parent
PATIENT = 30.0


def test_the_work_is_done_in_another_process_that_is_kept() -> None:
    first = boxed(deeds.where, seconds=PATIENT)
    assert first != os.getpid()
    assert boxed(deeds.double, 21, seconds=PATIENT) == 42
    assert boxed(deeds.where, seconds=PATIENT) == first


@pytest.mark.parametrize("deed", [deeds.loop_for_ever, deeds.sleep_for_ever])
def test_what_does_not_end_is_ended_and_the_next_call_works(deed) -> None:
    before = boxed(deeds.where, seconds=PATIENT)
    start = time.monotonic()
    with pytest.raises(TookTooLongError, match=r"within 0\.2 seconds") as caught:
        boxed(deed, seconds=0.2)
    assert time.monotonic() - start < 5
    assert caught.value.state is State.PARSE_ERROR
    assert not is_running(before)
    assert boxed(deeds.double, 2, seconds=PATIENT) == 4


@pytest.mark.skipif(os.name != "posix", reason="limits of memory are of POSIX")
@pytest.mark.parametrize("deed", [deeds.eat_memory, deeds.eat_memory_bit_by_bit])
def test_memory_has_an_end(deed) -> None:
    with pytest.raises(SourceError, match="no memory left") as caught:
        boxed(deed, seconds=PATIENT)
    assert not isinstance(caught.value, TookTooLongError)
    assert boxed(deeds.double, 2, seconds=PATIENT) == 4


@pytest.mark.parametrize("deed", [deeds.leave, deeds.crash])
def test_a_process_that_breaks_down_is_an_error_of_what_was_read(deed) -> None:
    with pytest.raises(SourceError, match="a crash") as caught:
        boxed(deed, seconds=PATIENT)
    assert caught.value.state is State.PARSE_ERROR
    assert boxed(deeds.double, 2, seconds=PATIENT) == 4


def test_what_is_raised_there_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError, match="told"):
        boxed(deeds.fail, ZeroDivisionError("told"), seconds=PATIENT)
    error = SourceError(State.HTTP_ERROR, "It said 500.", 500, retry_after=3.0)
    with pytest.raises(SourceError, match=r"It said 500\.") as caught:
        boxed(deeds.fail, error, seconds=PATIENT)
    assert caught.value.state is State.HTTP_ERROR
    assert (caught.value.http_status, caught.value.retry_after) == (500, 3.0)


def test_what_cannot_be_sent_back_is_named() -> None:
    with pytest.raises(SourceError, match="StubbornError"):
        boxed(deeds.fail_stubbornly, seconds=PATIENT)
    with pytest.raises(SourceError, match="Error"):
        boxed(deeds.unpicklable, seconds=PATIENT)
    assert boxed(deeds.double, 2, seconds=PATIENT) == 4


def test_what_is_printed_is_no_answer() -> None:
    assert boxed(deeds.chatter, "сөз", seconds=PATIENT) == "сөз"


def test_large_things_pass() -> None:
    body = os.urandom(3_000_000)
    assert boxed(deeds.echo, body, seconds=PATIENT) == body


def test_a_supervisor_that_ends_the_whole_group_breaks_no_reading() -> None:
    first = boxed(deeds.where, seconds=PATIENT)
    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(boxed, deeds.sleep, 0.3, seconds=PATIENT)
        time.sleep(0.1)
        os.kill(first, signal.SIGTERM)
        assert reading.result() is None
    assert boxed(deeds.where, seconds=PATIENT) == first


def test_a_process_ended_from_outside_is_replaced() -> None:
    first = boxed(deeds.where, seconds=PATIENT)
    os.kill(first, signal.SIGKILL)
    wait_for_end(first)
    assert boxed(deeds.where, seconds=PATIENT) != first


def test_many_threads_share_two_processes() -> None:
    def ask(number: int) -> tuple[int, int]:
        if number % 10 == 0:
            with pytest.raises(TookTooLongError):
                boxed(deeds.loop_for_ever, seconds=0.1)
        double = boxed(deeds.double, number, seconds=PATIENT)
        return double, boxed(deeds.where, seconds=PATIENT)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(40)))
    assert [double for double, _ in answers] == [2 * number for number in range(40)]
    # Four were ended and replaced.
    assert len({process for _, process in answers}) <= 6


ASKING = """
import signal, sys
# A shell that runs us in the background would have us ignore it.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.path[:0] = [{root!r}, {tests!r}]
import deeds
from collectors.timebox import boxed
print(boxed(deeds.where, seconds=30), flush=True)
found = boxed(deeds.{deed}, *{args}, seconds=60)
if isinstance(found, list):
    print(*found, sep="\\n")
if {waits}:
    input()
"""


def asking(deed: str, *args: object, waits: bool = False) -> subprocess.Popen[str]:
    """Another program that uses the box; its first line is the process it has."""
    script = ASKING.format(
        root=str(ROOT), tests=str(ROOT / "tests"), deed=deed, args=args, waits=waits
    )
    return subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    found = Path(f"/proc/{process}")
    try:
        # Ended with all its threads, but not yet taken note of by whoever inherited it.
        is_over = (found / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
        return not (is_over and len(list((found / "task").iterdir())) == 1)
    except FileNotFoundError:  # it is gone, or this system has no such files
        return not Path("/proc").exists()


def wait_for_end(process: int) -> None:
    end = time.monotonic() + 10
    while is_running(process):
        assert time.monotonic() < end, "it still runs"
        time.sleep(0.02)


def test_a_process_imports_only_what_it_is_asked_to_use() -> None:
    with asking("foreign_modules") as program:
        output, errors = program.communicate(timeout=30)
    assert errors == ""
    assert output.splitlines()[1:] == ["deeds"]


posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@posix
@pytest.mark.parametrize(
    ("deed", "args", "waits"),
    [("double", (1,), True), ("loop_for_ever", (), False), ("sleep", (60,), False)],
)
def test_a_killed_parent_leaves_nobody_behind(deed, args, waits) -> None:
    with asking(deed, *args, waits=waits) as program:
        assert program.stdout is not None
        process = int(program.stdout.readline())
        program.kill()
    wait_for_end(process)


@posix
def test_an_interrupt_ends_both_with_no_word_of_the_process() -> None:
    with asking("sleep", 60) as program:
        assert program.stdout is not None
        process = int(program.stdout.readline())
        time.sleep(0.1)
        program.send_signal(signal.SIGINT)
        errors = program.communicate(timeout=20)[1]
    assert errors.rstrip().endswith("KeyboardInterrupt")
    assert errors.count("Traceback") == 1
    wait_for_end(process)


def test_the_end_of_a_program_is_the_end_of_its_processes() -> None:
    with asking("double", 2) as program:
        output, errors = program.communicate(timeout=30)
    assert (program.returncode, errors) == (0, "")
    wait_for_end(int(output))
