"""Lists of sources (sources.toml): reading, refusing what cannot be used, writing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import tomli_w

from data.model import LANGUAGES, Region, Source, SourceKind
from data.rows import read_toml, refuse

NATIONAL = "national"
#: Kinds that are read over the network and so need an address.
NETWORK_KINDS = frozenset({SourceKind.FEED, SourceKind.PAGES, SourceKind.NEWSROOM})
#: key → the types it may have; a key outside this table is a slip of the pen.
KEYS: Mapping[str, tuple[type, ...]] = {
    "id": (str,),
    "name": (str,),
    "kind": (str,),
    "url": (str,),
    "site": (str,),
    "owner": (str,),
    "official": (bool,),
    "region": (str,),
    "languages": (list,),
    "expect_per_week": (list,),
    "enabled": (bool,),
    "known_state": (str,),
    "since": (date,),
    "is_local": (bool,),
    "is_demo": (bool,),
    "is_foreign": (bool,),
    "selectors": (dict,),
}
REQUIRED = (
    *("id", "name", "kind", "url", "site", "owner", "official", "region"),
    *("languages", "expect_per_week"),
)


def read_sources(path: Path, regions: Mapping[str, Region]) -> tuple[Source, ...]:
    """The ``[[source]]`` entries of a TOML file, in order."""
    table = read_toml(path)
    entries = table.get("source")
    if not isinstance(entries, list) or not entries:
        refuse(path, "the file", "has no [[source]] entry; write at least one")
    found: dict[str, Source] = {}
    for number, entry in enumerate(entries, start=1):
        source = read_entry(path, f"source {number}", entry, regions)
        if source.id in found:
            refuse(path, f"source {number}", f"id {source.id!r} stands twice")
        found[source.id] = source
    return tuple(found.values())


def write_sources(sources: Iterable[Source], remark: str) -> str:
    """A list that :func:`read_sources` reads again, below a line of remark.

    Sources are written without the right to local addresses.
    """
    entries = [_as_entry(source) for source in sources]
    line = " ".join(remark.split())
    return f"# {line}\n\n" + tomli_w.dumps({"source": entries})


def _as_entry(source: Source) -> dict[str, Any]:
    """One source by the keys of the file; what says nothing is left out."""
    values: dict[str, Any] = {key: getattr(source, key) for key in REQUIRED}
    values |= {
        "kind": source.kind.value,
        "languages": list(source.languages),
        "expect_per_week": list(source.expect_per_week),
        "enabled": source.enabled,
        "known_state": source.known_state,
        "since": source.since,
        "is_foreign": source.is_foreign or None,
        "selectors": dict(source.selectors),
    }
    return {key: value for key, value in values.items() if value not in (None, {})}


def read_entry(
    path: Path, where: str, entry: Mapping[str, Any], regions: Mapping[str, Region]
) -> Source:
    """One entry as a source; ``path`` and ``where`` stand in errors."""
    if isinstance(entry.get("id"), str) and entry["id"]:
        where = f"{where} ({entry['id']})"
    _check_keys(path, where, entry)
    kind = _kind(path, where, entry["kind"])
    region = entry["region"]
    if region != NATIONAL and region not in regions:
        refuse(path, where, f"region {region!r} is unknown; use a code or {NATIONAL!r}")
    source = Source(
        id=entry["id"],
        name=entry["name"],
        kind=kind,
        url=entry["url"],
        site=entry["site"],
        owner=entry["owner"],
        official=entry["official"],
        region=region,
        languages=_languages(path, where, entry["languages"]),
        expect_per_week=_cadence(path, where, entry["expect_per_week"]),
        enabled=entry.get("enabled", True),
        known_state=entry.get("known_state", ""),
        since=entry.get("since"),
        is_local=entry.get("is_local", False),
        is_demo=entry.get("is_demo", False),
        is_foreign=entry.get("is_foreign", False),
        selectors=_selectors(path, where, entry.get("selectors", {})),
    )
    _check_address(path, where, source)
    if not source.enabled and not source.known_state:
        refuse(path, where, "is switched off without a reason; write known_state")
    return source


def _check_keys(path: Path, where: str, entry: Mapping[str, Any]) -> None:
    for key in REQUIRED:
        if key not in entry:
            refuse(path, where, f"{key} is missing; write it")
    for key, value in entry.items():
        if key not in KEYS:
            refuse(path, where, f"{key} is not a known key; remove it")
        if not isinstance(value, KEYS[key]):
            wanted = KEYS[key][0].__name__
            refuse(path, where, f"{key} must be of type {wanted}")
    for key in ("id", "name", "owner"):
        if not entry[key].strip():
            refuse(path, where, f"{key} is empty; fill it in")


def _kind(path: Path, where: str, value: str) -> SourceKind:
    try:
        return SourceKind(value)
    except ValueError:
        refuse(path, where, f"kind {value!r} is unknown; use {', '.join(SourceKind)}")


def _languages(path: Path, where: str, value: list[Any]) -> tuple[str, ...]:
    if not value or any(lang not in LANGUAGES for lang in value):
        refuse(path, where, f"languages must be a list of {', '.join(LANGUAGES)}")
    return tuple(value)


def _cadence(path: Path, where: str, value: list[Any]) -> tuple[int, int]:
    numbers = [n for n in value if isinstance(n, int) and not isinstance(n, bool)]
    if len(value) != 2 or len(numbers) != 2 or not 0 <= numbers[0] <= numbers[1]:
        refuse(path, where, "expect_per_week must be [fewest, most]")
    return numbers[0], numbers[1]


def _selectors(path: Path, where: str, value: Mapping[str, Any]) -> dict[str, str]:
    if any(not isinstance(selector, str) for selector in value.values()):
        refuse(path, where, "selectors must be strings")
    return dict(value)


def _check_address(path: Path, where: str, source: Source) -> None:
    if source.kind not in NETWORK_KINDS or not source.enabled:
        return
    if not is_web(source.url):
        refuse(path, where, f"url {source.url!r} is not a web address; mend it")
    if "{" in source.url:
        refuse(path, where, "url still holds a placeholder in braces; fill it in")


def is_web(url: str) -> bool:
    """Whether an address is one of the web."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
