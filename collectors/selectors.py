"""Selectors of the source table: XPath, or the part of CSS that a source needs.

CSS here is tags, ``.class``, ``#id``, ``[attr]``, ``[attr=value]`` (also ``^= $= *=``),
descendants, ``>``, commas, and ``::attr(name)`` at the end. Anything else is refused.
"""

from __future__ import annotations

import re
from functools import lru_cache

import lxml.etree
import lxml.html

from collectors.markup import element_text
from data.errors import SourceError
from data.model import State

_COMPOUND = re.compile(
    r"""(?P<tag>\*|[A-Za-z][\w-]*)?
    (?P<rest>(?:\#[\w-]+|\.[\w-]+|\[[^\]]+\])*)""",
    re.VERBOSE,
)
_PART = re.compile(
    r"""\#(?P<id>[\w-]+) | \.(?P<cls>[\w-]+)
    | \[\s*(?P<attr>[\w:-]+)\s*(?:(?P<op>[\^$*]?=)\s*(?P<quote>["']?)
      (?P<value>[^"'\]]*)(?P=quote))?\s*\]""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"::attr\(\s*([\w:-]+)\s*\)\s*$")
_TESTS = {
    "=": "@{a}='{v}'",
    "^=": "starts-with(@{a},'{v}')",
    "*=": "contains(@{a},'{v}')",
    "$=": "substring(@{a},string-length(@{a})-string-length('{v}')+1)='{v}'",
}


def select(root: lxml.html.HtmlElement, selector: str) -> list[lxml.html.HtmlElement]:
    """The elements a selector finds, in the order of the page."""
    return [found for found in _found(root, selector) if not isinstance(found, str)]


def words(root: lxml.html.HtmlElement, selector: str) -> list[str]:
    """The texts, or attribute values, of what a selector finds."""
    texts = (
        str(found) if isinstance(found, str) else element_text(found)
        for found in _found(root, selector)
    )
    return [text for text in texts if text.strip()]


def _found(root: lxml.html.HtmlElement, selector: str) -> list[object]:
    try:
        result = root.xpath(to_xpath(selector))
    except (lxml.etree.XPathError, ValueError) as error:  # ValueError: control codes
        raise _unreadable(selector) from error
    if not isinstance(result, list):
        raise _unreadable(selector)
    return result


def _unreadable(selector: str) -> SourceError:
    return SourceError(
        State.PARSE_ERROR,
        f"The selector {selector!r} of this source cannot be understood;"
        " correct it in the source table.",
    )


@lru_cache(maxsize=256)
def to_xpath(selector: str) -> str:
    """A selector as XPath; one that begins with "/", "./" or "(" is XPath already."""
    selector = selector.strip()
    if selector.startswith(("/", "./", "(")):
        return selector
    attribute = _ATTRIBUTE.search(selector)
    if attribute is not None:
        selector = selector[: attribute.start()]
    tail = f"/@{attribute.group(1)}" if attribute else ""
    return " | ".join(_path(choice, selector) + tail for choice in _choices(selector))


def _choices(selector: str) -> list[str]:
    """The alternatives between commas outside brackets."""
    return re.split(r",(?![^\[]*\])", selector)


def _path(choice: str, selector: str) -> str:
    steps = re.split(r"(\s*>\s*|\s+)(?![^\[]*\])", choice.strip())
    path = ".//" + _step(steps[0], selector)
    for joint, step in zip(steps[1::2], steps[2::2], strict=True):
        path += ("/" if ">" in joint else "//") + _step(step, selector)
    return path


def _step(step: str, selector: str) -> str:
    compound = _COMPOUND.fullmatch(step)
    if not step or compound is None:
        raise _unreadable(selector)
    xpath = (compound["tag"] or "*").lower()
    parts = list(_PART.finditer(compound["rest"]))
    if "".join(part.group() for part in parts) != compound["rest"]:
        raise _unreadable(selector)
    return xpath + "".join(f"[{_test(part)}]" for part in parts)


def _test(part: re.Match[str]) -> str:
    if part["id"]:
        return f"@id='{part['id']}'"
    if part["cls"]:
        return f"contains(concat(' ',normalize-space(@class),' '),' {part['cls']} ')"
    if part["op"] is None:
        return f"@{part['attr']}"
    return _TESTS[part["op"]].format(a=part["attr"], v=part["value"])
