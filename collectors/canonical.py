"""The address under which a page is one and the same.

What says how a reader came, on which device or whether to print is taken away; what may
name the text stays: ``?id=``, ``?p=``, ``?newsid=``, ``?lang=``, ``/kk/``. Where a name
is used for both (``from``, ``ref``, ``share`` …), the value decides: numbers and dates
stay, words go. Two addresses of one text cost a repetition, which the other keys of an
item mend (collectors.identity); one address for two texts would lose news.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

#: Query parameters that say how a reader came, never what is read.
_TRACKING = re.compile(
    r"utm_.*|pk_.*|mtm_.*|piwik_.*|matomo_.*|hsa_.*|_hs(?:enc|mi)|hsctatracking"
    r"|(?:fb|g|d|y|ys|ms|tw|tt|vk|li_fat_|rb_)cl(?:ick|k)?id|gclsrc|[gw]braid|fb_.*"
    r"|gad_\w+|mindbox-.*|_openstat|_ga|_gl|_ym_.*|etext|erid|mc_[ce]id|mkt_tok|igshi?d?|sfnsn|xtor|cmpid"
    r"|at_(?:medium|campaign|custom\d)|spm|wt_.*|roistat.*|calltouch_.*|frommail"
    r"|ref_?(?:src|url|errer)|__twitter_impression|tgwebapp.*|(?:php|j|asp)?sessi?o?n?id"
    r"|session_id|aspsessionid.*|phpsessid|_|nocache|rnd|cachebuster",
    re.IGNORECASE,
)
#: Ways to show the same text: name → values that only choose one.
_YES = re.compile(r"|1|y|yes|true|on", re.IGNORECASE)
_VIEWS = {
    **dict.fromkeys(("amp", "print", "printable", "mobile", "rss", "turbo"), _YES),
    "m": re.compile("[01]"),
    "tmpl": re.compile("component|print", re.IGNORECASE),
    **dict.fromkeys(
        ("output", "outputtype", "output_type", "format", "view", "version", "mode"),
        re.compile("amp|print|mobile|turbo", re.IGNORECASE),
    ),
}
#: Names that some sites use for the way a reader came, others for the text.
_EITHER = frozenset(("from", "ref", "share", "source", "rss", "amp"))
_NUMBERS = re.compile(r"\d[\d./:-]+|[2-9]")
_LONG_SESSION = re.compile(r"[0-9a-fA-F]{16,}")
_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|wap|pda|touch)\.(?=[^.]+\.[^.]+)")
_HOST = re.compile(r"[a-z0-9_.-]+")
_AMPERSANDS = re.compile("&(?:amp;)+")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
)
_TAIL = re.compile(
    r"/(?:amp|print)(?:\.html?)?$|\.amp(?=\.html?$|$)"
    r"|/(?:index|default)\.(?:html?|php|aspx?)$",
    re.IGNORECASE,
)
_SESSION_TAIL = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)
#: Paths of other hosts that hold an address in them, after an "s" for https.
_HOLDERS = (
    re.compile(r"[\w-]+\.cdn\.ampproject\.org/(?:[a-z]+/)+?(?:s/)?(?=[^/]+\.[^/]+)"),
    re.compile(r"(?:www\.)?google(?:\.\w+){1,2}/amp/(?:s/)?(?=[^/]+\.[^/]+)"),
    re.compile(r"web\.archive\.org/web/\d+[a-z_]*/(?:https?:/+)?(?=[^/]+\.[^/]+)"),
)
#: Yandex writes the host, "s" and the path: "yandex.kz/turbo/outlet.kz/s/news/1".
_TURBO = re.compile(
    r"(?:yandex\.\w+/turbo|[\w-]+\.turbopages\.org)/(?:turbo/)?([^/]+\.[^/]+)/s/"
)
#: Pages that lead elsewhere: host and path → the parameter that says where.
_REDIRECTS = (
    (re.compile(r"(?:www\.)?google(?:\.\w+){1,2}/url"), ("url", "q")),
    (re.compile(r"(?:l|lm|www|m)\.facebook\.com/(?:l|flx/warn)(?:\.php)?/?"), ("u",)),
    (re.compile(r"(?:l\.)?instagram\.com/"), ("u",)),
    (re.compile(r"(?:m\.|away\.)?vk\.(?:com|ru)/away(?:\.php)?"), ("to",)),
    (re.compile(r"t\.me/iv"), ("url",)),
    (re.compile(r"(?:www\.)?yandex\.\w+/turbo"), ("text",)),
    (re.compile(r"translate\.google(?:\.\w+){1,2}/translate"), ("u",)),
)
#: Characters of an address; the longest that browsers and sites agree on is shorter.
LONGEST_ADDRESS = 4000
#: Names of hosts are no longer than this in DNS.
_LONGEST_HOST = 253
#: Addresses inside addresses inside addresses are mischief.
_DEEPEST = 4


@lru_cache(16_384)  # a feed repeats its addresses on every visit
def canonical_url(url: str) -> str:
    """The address under which a page is one and the same, or "" if it is no web page.

    Tracking parameters, AMP twins, print and mobile versions, wrappers of search
    engines and networks, the scheme, default ports, index files, fragments (but
    ``#!`` routes) and the trailing slash make no difference.
    """
    return _canonical(url, 0) if len(url) <= LONGEST_ADDRESS else ""


def names_a_page(canonical: str) -> bool:
    """Whether a canonical address says more than which site it is."""
    return canonical.count("/") > 2 or "?" in canonical or "#" in canonical


def _canonical(url: str, depth: int) -> str:
    try:
        parts = urlsplit(_printable(url))
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    target = _inner_address(parts)
    if target and depth < _DEEPEST and (inner := _canonical(target, depth + 1)):
        return inner
    host = _canonical_host(parts.hostname)
    if not host:
        return ""
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    path = _canonical_path(parts.path)
    query = _canonical_query(parts)
    route = _route(parts.fragment, has_page=bool(path or query))
    return f"https://{host}{path}" + (f"?{query}" if query else "") + route


def _printable(url: str) -> str:
    """The address without spaces and control characters, ampersands written plainly."""
    if not url.isprintable() or " " in url:
        url = "".join(char for char in url if char.isprintable() and char != " ")
    return _AMPERSANDS.sub("&", url)


def _inner_address(parts: SplitResult) -> str:
    """The address that a wrapper leads to, or ""."""
    place = f"{(parts.hostname or '').lower()}{parts.path}"
    for redirect, names in _REDIRECTS:
        if redirect.fullmatch(place):
            values = parse_qs(parts.query)
            found = next((values[name][0] for name in names if name in values), "")
            return found if found.startswith(("http://", "https://")) else ""
    query = f"?{parts.query}" if parts.query else ""
    for holder in _HOLDERS:
        if inside := holder.match(place):
            return f"https://{place[inside.end() :]}{query}"
    if inside := _TURBO.match(place):
        return f"https://{inside.group(1)}/{place[inside.end() :]}{query}"
    return ""


def _canonical_host(host: str) -> str:
    host = host.strip(".").lower()
    if len(host) > _LONGEST_HOST:
        return ""
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    while host != (shorter := _PREFIX.sub("", host)):
        host = shorter
    if ":" in host:
        return f"[{host}]"
    return host if _HOST.fullmatch(host) else ""


def _canonical_path(path: str) -> str:
    path = _normal_escapes(path, "/:@!$&'()*+,;=")
    path = _SESSION_TAIL.sub("", path)
    while path != (shorter := _shorter_path(path)):
        path = shorter
    return path


def _shorter_path(path: str) -> str:
    """The path without what decorates its beginning and its end."""
    segments: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            segments = segments[:-1]
        elif segment not in ("", "."):
            segments.append(segment)
    start = 0
    while len(segments) - start > 1 and segments[start].lower() in ("amp", "print"):
        start += 1
    segments = segments[start:]
    while segments and (last := _TAIL.sub("", "/" + segments[-1])[1:]) != segments[-1]:
        segments[-1:] = [last] if last else []
    return "/" + "/".join(segments) if segments else ""


def _canonical_query(parts: SplitResult) -> str:
    if not parts.query:
        return ""
    kept = []
    for pair in parts.query.split("&"):
        name, _, value = pair.partition("=")
        name = _normal_escapes(name, "/:@!$'()*,;[]")
        if name and not _is_decoration(name, value):
            value = _normal_escapes(value.replace("+", "%20"), "/:@!$'()*,;=[]?")
            kept.append(f"{name}={value}" if value else name)
    return "&".join(sorted(kept))


def _is_decoration(name: str, value: str) -> bool:
    """Whether a parameter makes no difference to what is read."""
    lower = name.lower()
    if _TRACKING.fullmatch(name):
        return True
    if lower == "sid":
        return _LONG_SESSION.fullmatch(value) is not None
    if lower in _VIEWS and _VIEWS[lower].fullmatch(value):
        return True
    return lower in _EITHER and not _NUMBERS.fullmatch(value)


def _route(fragment: str, has_page: bool) -> str:
    """The fragment where it names the page: "#!/news/1"; "#/news/1" on a bare site."""
    is_route = fragment.startswith("!") or (fragment.startswith("/") and not has_page)
    inner = fragment.strip("!/")
    return (
        f"#!/{_normal_escapes(inner, '/:@!$&()*+,;=?')}" if is_route and inner else ""
    )


def _normal_escapes(text: str, safe: str) -> str:
    """Percent-escapes in one spelling: only where needed, upper-case, UTF-8."""
    if text.isalnum() and text.isascii():
        return text
    text = _STRAY_PERCENT.sub("%25", text)
    text = _ESCAPE.sub(_unescape, text)
    text = unicodedata.normalize("NFC", text)
    return quote(text, safe=safe + "%", errors="replace")


def _unescape(found: re.Match[str]) -> str:
    char = chr(int(found.group(1), 16))
    return char if char in _UNRESERVED else "%" + found.group(1).upper()
