"""What a boxed process is asked to do in tests; imports next to nothing."""

from __future__ import annotations

import os
import sys
import time


def double(number: int) -> int:
    return number * 2


def where() -> int:
    return os.getpid()


def loop_for_ever() -> None:
    while True:
        pass


def sleep_for_ever() -> None:
    time.sleep(1e6)


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def eat_memory() -> int:
    return len(bytearray(4_000_000_000))


def eat_memory_bit_by_bit() -> list[bytes]:
    eaten: list[bytes] = []
    while True:
        eaten.append(bytes(10_000_000))


def leave() -> None:
    os._exit(0)


def crash() -> None:
    os.abort()


def fail(error: BaseException) -> None:
    raise error


class StubbornError(Exception):
    """Cannot be rebuilt from its pickle."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first)


def fail_stubbornly() -> None:
    raise StubbornError("one", "two")


def unpicklable() -> object:
    return lambda: 0


def chatter(text: str) -> str:
    print(text)
    print(text, file=sys.stderr)
    os.write(1, b"not an answer")
    return text


def echo(body: bytes) -> bytes:
    return body


def foreign_modules() -> list[str]:
    """What was imported that neither Python nor its start-up brought."""
    rooms = ("collectors", "data", "deeds", "lxml", "trafilatura", "feedparser")
    return sorted(name for name in sys.modules if name.startswith(rooms))
