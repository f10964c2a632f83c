"""A real web site on loopback: answers are set by path, requests are remembered."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from collectors import Web

# A busy machine is slow, not wrong.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

FILES = Path(__file__).parent.parent / "files"


class Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.begun.append(time.monotonic())
        self.site.requests.append((self.path, dict(self.headers)))
        answer = self.site.answers.get(self.path.partition("?")[0])
        try:
            if callable(answer):
                answer(self)
            elif answer is None:
                self.reply(404, b"nothing here", {})
            else:
                self.reply(*answer)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the reader has hung up, as it may

    def reply(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


@dataclass
class Site:
    base: str
    answers: dict[str, Any] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    begun: list[float] = field(default_factory=list)  # when each of them came
    over: threading.Event = field(default_factory=threading.Event)

    def serve(
        self, path: str, body: bytes | str = b"", status: int = 200, **headers: str
    ) -> str:
        raw = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, raw, named)
        return self.base + path

    def act(self, path: str, action: Callable[[Handler], None]) -> str:
        self.answers[path] = action
        return self.base + path

    def paths(self) -> list[str]:
        return [path for path, _ in self.requests]


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # many come at once

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: some readers and some tests tear their connections down."""


@contextmanager
def opened() -> Iterator[Site]:
    handler = type("SiteHandler", (Handler,), {})
    server = Server(("127.0.0.1", 0), handler)
    found = handler.site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield found
    found.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    with opened() as found:
        yield found


@pytest.fixture(scope="module")
def lasting_site() -> Iterator[Site]:
    """One site for all tests of a module."""
    with opened() as found:
        yield found


@pytest.fixture
def web() -> Iterator[Web]:
    with Web("Kelisim/test", timeout=5) as found:
        yield found


@pytest.fixture
def files() -> Path:
    """Saved pages, one per kind of source."""
    return FILES
