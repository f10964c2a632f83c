"""What it costs to run a page again, over a small memory and over a large one.

Both in one process and in turns, so that a busy machine slows both alike.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from streamlit import cache_data
from streamlit.testing.v1 import AppTest

from commands.bench_country import Country
from dashboard import desk_aside
from dashboard.i18n import language, set_language
from dashboard.navigation import PAGES
from dashboard.server import door
from data.errors import StoreError

#: Seconds a page may take to run again, and how much slower the large memory may be.
GOAL_SECONDS, GOAL_RATIO = 0.3, 1.3
_PATIENCE = 120
_ADDRESS = "KELISIM_DATABASE_URL"
_LANG = "kk"
_HOME = PAGES[0].name


@dataclass(frozen=True, slots=True)
class View:
    """A page with what its address asks for."""

    page: str
    params: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How it is called in the table."""
        return " ".join((self.page, *self.params))


#: Every page, and the desk with a flag and with what was set aside.
VIEWS = (
    *(
        View(page.name, ("region",) if page.name in ("region", "meeting") else ())
        for page in PAGES
    ),
    View("desk", ("flag",)),
    View("desk", ("aside",)),
)


@dataclass(slots=True)
class Times:
    """Seconds of the runs of one view: the first, and each that followed."""

    first: float = 0.0
    again: list[float] = field(default_factory=list)

    @property
    def usual(self) -> float:
        """The median of running again."""
        return median(self.again)

    @property
    def slow(self) -> float:
        """What 95 of 100 reruns do not exceed."""
        return quantiles(self.again, n=20)[-1] if len(self.again) > 1 else self.usual


@dataclass(frozen=True, slots=True)
class Compared:
    """A view over the small memory and over the large one."""

    view: View
    small: Times
    large: Times

    @property
    def ratio(self) -> float:
        """How many times slower the large memory is."""
        return self.large.usual / self.small.usual

    @property
    def is_good(self) -> bool:
        """Whether both goals are reached."""
        return self.large.usual <= GOAL_SECONDS and self.ratio <= GOAL_RATIO


def compare(
    small: Country,
    large: Country,
    rounds: int,
    done: Callable[[], None],
    views: Sequence[View] = VIEWS,
) -> list[Compared]:
    """Run every view ``rounds`` times again over both memories, in turns."""
    found = []
    for view in views:
        times = (Times(), Times())
        apps = [
            _opened(view, each, t)
            for each, t in zip((small, large), times, strict=True)
        ]
        for _ in range(rounds):
            for app, country, taken in zip(apps, (small, large), times, strict=True):
                with _memory(country):
                    taken.again.append(_run(app))
        found.append(Compared(view, *times))
        done()
    return found


def _opened(view: View, country: Country, taken: Times) -> AppTest:
    """The view as just opened, with nothing known from an earlier run."""
    app = AppTest.from_file(door(), default_timeout=_PATIENCE)
    known = {
        "flag": country.flag_id,
        "region": country.region,
        "aside": desk_aside.LIST,
    }
    with _memory(country):
        app.query_params["lang"] = _LANG
        app.session_state["kelisim.user"] = "1"
        _run(app)
        if view.page != _HOME:
            app.switch_page(str(Path("dashboard") / "pages" / f"{view.page}.py"))
        for name in view.params:
            app.query_params[name] = known[name]
        cache_data.clear()
        taken.first = _run(app)
    return app


def _run(app: AppTest) -> float:
    begun = time.perf_counter()
    app.run()
    taken = time.perf_counter() - begun
    if app.exception:
        raise StoreError(f"A page cannot be shown: {app.exception[0].message}")
    return taken


@contextmanager
def _memory(country: Country) -> Iterator[None]:
    """Where pages find their memory, and the language that its choices are named in."""
    before, spoken = os.environ.get(_ADDRESS), language()
    os.environ[_ADDRESS] = country.url
    set_language(_LANG)
    try:
        yield
    finally:
        set_language(spoken)
        if before is None:
            del os.environ[_ADDRESS]
        else:
            os.environ[_ADDRESS] = before
