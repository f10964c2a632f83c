"""Lists of sources as OPML, the format in which readers of feeds exchange them.

What OPML has no word for (region, owner, what to expect) stands in attributes of our
own namespace, so that a list written here and read again is the same list; other
programs pass them over. A list from elsewhere is untrusted: it cannot open local
addresses, declare entities, or break a file by halves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import lxml.etree

from data.errors import InputError, TableError
from data.model import LANGUAGES, Region, Source, SourceKind
from data.source_names import owner_of, source_id
from data.sourcelist import NATIONAL, NETWORK_KINDS, is_web, read_entry

_SPACE = "urn:kelisim:sources"
_OURS = f"{{{_SPACE}}}"
_MOST_BYTES = 5_000_000
#: What XML cannot hold at all.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEFAULT_EXPECTED = (1, 100)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What an entry is taken to be that does not say: its region, language, remark."""

    region: str = NATIONAL
    languages: tuple[str, ...] = ("kk",)
    known_state: str = "Imported from a list; not yet checked by us."


@dataclass(frozen=True, slots=True)
class Imported:
    """What a list held: sources, entries of the same address, refused ones with why.

    Reasons: ``no_address``, ``no_feed`` (a page, a link to another list), ``not_http``,
    ``unusable`` (its own attributes contradict one another).
    """

    sources: tuple[Source, ...]
    merged: int
    refused: tuple[tuple[str, str], ...]

    @property
    def entries(self) -> int:
        """How many entries were met."""
        return len(self.sources) + self.merged + len(self.refused)


class _RefusedError(Exception):
    """An entry that is no source; the message is the reason's code."""


# ------------------------------------------------------------------------------ writing
def is_portable(source: Source) -> bool:
    """Whether a source can be told to others: it has a public web address."""
    is_far = source.kind in NETWORK_KINDS and not source.is_local
    return is_far and is_web(source.url)


def write_opml(sources: Iterable[Source], made_at: datetime) -> bytes:
    """The portable sources as an OPML 2.0 file in UTF-8."""
    ElementTree.register_namespace("kelisim", _SPACE)
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = "Kelisim"
    created = ElementTree.SubElement(head, "dateCreated")
    created.text = format_datetime(made_at)
    body = ElementTree.SubElement(root, "body")
    for source in filter(is_portable, sources):
        ElementTree.SubElement(body, "outline", _attributes(source))
    ElementTree.indent(root)
    written = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return bytes(written) + b"\n"


def _attributes(source: Source) -> dict[str, str]:
    """One source as the attributes of an outline."""
    is_feed = source.kind is SourceKind.FEED
    values = {
        "text": source.name,
        # Readers of feeds would take any xmlUrl for a feed, so pages are links.
        "type": "rss" if is_feed else "link",
        "xmlUrl" if is_feed else "url": source.url,
        "htmlUrl": source.site,
        "category": ",".join(f"/{tag}" for tag in (source.region, *source.languages)),
        _OURS + "id": source.id,
        _OURS + "kind": source.kind.value,
        _OURS + "owner": source.owner,
        _OURS + "official": str(source.official).lower(),
        _OURS + "foreign": str(source.is_foreign).lower(),
        _OURS + "region": source.region,
        _OURS + "languages": " ".join(source.languages),
        _OURS + "expect": "-".join(map(str, source.expect_per_week)),
        _OURS + "enabled": str(source.enabled).lower(),
        _OURS + "known_state": source.known_state,
    }
    if source.since is not None:
        values[_OURS + "since"] = source.since.isoformat()
    if source.selectors:
        values[_OURS + "selectors"] = json.dumps(dict(source.selectors))
    return {name: _ILLEGAL.sub("", value) for name, value in values.items()}


# ------------------------------------------------------------------------------ reading
def read_opml(
    content: bytes,
    name: str,
    regions: Mapping[str, Region],
    defaults: Defaults,
    canonical: Callable[[str], str],
) -> Imported:
    """The sources of an OPML file; raise InputError if it is none.

    ``name`` stands in errors; ``canonical`` gives addresses of one page one spelling.
    """
    found: dict[str, Source] = {}
    ids: set[str] = set()
    merged, refused = 0, []
    for outline, groups in _entries(_root(content, name)):
        try:
            entry = _entry(outline, groups, regions, defaults)
        except _RefusedError as reason:
            refused.append((_title(outline) or _address(outline), str(reason)))
            continue
        address = canonical(entry["url"]) or entry["url"]
        if address in found:
            merged += 1
            continue
        try:
            source = _source(entry, name, regions, ids)
        except TableError:
            refused.append((entry["name"], "unusable"))
            continue
        found[address] = source
        ids.add(source.id)
    if not found and not merged and not refused:
        raise InputError(f"{name} is an OPML list without a single entry.")
    return Imported(tuple(found.values()), merged, tuple(refused))


def _source(
    entry: dict[str, Any],
    name: str,
    regions: Mapping[str, Region],
    ids: Collection[str],
) -> Source:
    """An entry judged as those of sources.toml are, under an id of its own."""
    source = read_entry(Path(name), f"entry {entry['name']!r}", entry, regions)
    if source.id not in ids:
        return source
    return replace(source, id=source_id(source.id, source.url, ids))


def _root(content: bytes, name: str) -> Any:
    """The first element of a well-formed OPML file."""
    if len(content) > _MOST_BYTES:
        raise InputError(f"{name} is larger than {_MOST_BYTES / 1e6:g} MB.")
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = lxml.etree.fromstring(content.strip(), parser)
    except lxml.etree.XMLSyntaxError as error:
        raise InputError(f"{name} is not whole XML: {error.msg}.") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(declared.iterentities()):
        raise InputError(f"{name} declares entities of its own; it is not opened.")
    if root.tag != "opml":
        tag = lxml.etree.QName(root).localname
        raise InputError(f"{name} is not OPML: it begins with <{tag}>.")
    return root


def _entries(root: Any) -> Iterator[tuple[Mapping[str, str], list[str]]]:
    """Outlines that are no mere groups, each with the names of the groups around it."""
    for node in root.iter("outline"):
        outline = _named(node)
        if _address(outline) or node.find("outline") is None:
            groups = [_title(_named(up)) for up in node.iterancestors("outline")]
            yield outline, groups


def _named(node: Any) -> dict[str, str]:
    """The attributes of an outline, their names in lower case as some write them."""
    return {str(name).lower(): str(value) for name, value in node.attrib.items()}


def _address(outline: Mapping[str, str]) -> str:
    """Whatever an outline leads to."""
    names = ("xmlurl", "url", "htmlurl")
    return next(filter(None, (outline.get(name, "").strip() for name in names)), "")


def _title(outline: Mapping[str, str]) -> str:
    return " ".join((outline.get("text") or outline.get("title") or "").split())


def _entry(
    outline: Mapping[str, str],
    groups: Iterable[str],
    regions: Mapping[str, Region],
    defaults: Defaults,
) -> dict[str, Any]:
    """An outline as an entry of sources.toml; what it does not say is the default."""
    ours = {
        name.removeprefix(_OURS): value
        for name, value in outline.items()
        if name.startswith(_OURS)
    }
    kind = ours.get("kind", SourceKind.FEED.value)
    url = _url(outline, kind)
    site = outline.get("htmlurl", "").strip()
    site = site if is_web(site) else ""  # it becomes a link that people follow
    said = {tag.strip(" /") for tag in re.split(r"[,/]", outline.get("category", ""))}
    said.update(groups)
    spoken = outline.get("language", "").lower()[:2]
    languages = [lang for lang in LANGUAGES if lang in said or lang == spoken]
    name = _title(outline) or urlsplit(url).hostname or url
    entry = {
        "id": source_id(name, site or url, ()),
        "name": name,
        "kind": kind,
        "url": url,
        "site": site,
        "owner": owner_of(site or url),
        "official": False,
        "is_foreign": False,
        "region": next((code for code in regions if code in said), defaults.region),
        "languages": languages or list(defaults.languages),
        "expect_per_week": list(_DEFAULT_EXPECTED),
        "known_state": defaults.known_state,
    }
    return entry | _stated(ours)


def _url(outline: Mapping[str, str], kind: str) -> str:
    """The address to read."""
    is_feed = kind == SourceKind.FEED.value
    url = outline.get("xmlurl" if is_feed else "url", "").strip()
    if not url:
        raise _RefusedError("no_feed" if _address(outline) else "no_address")
    if not is_web(url) or "{" in url:
        raise _RefusedError("not_http")
    return url


def _stated(ours: Mapping[str, str]) -> dict[str, Any]:
    """What our own attributes say, as the values sources.toml would hold."""
    readers: dict[str, tuple[str, Callable[[str], Any]]] = {
        "id": ("id", str),
        "owner": ("owner", str),
        "official": ("official", _truth),
        "foreign": ("is_foreign", _truth),
        "region": ("region", str),
        "languages": ("languages", str.split),
        "expect": ("expect_per_week", _numbers),
        "enabled": ("enabled", _truth),
        "known_state": ("known_state", str),
        "since": ("since", date.fromisoformat),
        "selectors": ("selectors", json.loads),
    }
    try:
        return {
            key: read(ours[name])
            for name, (key, read) in readers.items()
            if name in ours
        }
    except (ValueError, RecursionError) as error:
        raise _RefusedError("unusable") from error


def _truth(word: str) -> bool:
    if word not in ("true", "false"):
        raise ValueError(word)
    return word == "true"


def _numbers(words: str) -> list[int]:
    return [int(word) for word in words.split("-")]
