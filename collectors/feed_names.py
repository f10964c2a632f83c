"""The elements of feeds whose meaning to feedparser is known for certain.

For :mod:`collectors.strict_feed`. Whatever is not in these tables is read by feedparser
itself; a test holds them against the feedparser that is installed.
"""

from __future__ import annotations


class UnsureError(Exception):
    """What feedparser makes of this is not known for certain."""


_BARE = ""
#: Namespaces, in lower case, to the prefix under which their elements are named here.
NAMESPACES = {
    "http://www.w3.org/2005/atom": _BARE,
    "http://purl.org/rss/1.0/": _BARE,
    "http://my.netscape.com/rdf/simple/0.9/": _BARE,
    "http://backend.userland.com/rss2": _BARE,
    "com-wordpress:feed-additions:1": _BARE,  # to feedparser, only as the default one
    "http://podlove.org/simple-chapters": "psc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/rss/1.0/modules/taxonomy/": "taxo",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://webns.net/mvcb/": "admin",
    "http://wellformedweb.org/commentapi/": "wfw",
    "http://www.georss.org/georss": "georss",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.opengis.net/gml": "gml",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
#: Other namespaces that feedparser understands; rare, and left to it.
OTHERS = frozenset(
    {
        "http://backend.userland.com/creativecommonsrssmodule",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://creativecommons.org/ns#license",
        "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html",
        "http://example.com/dtds/podcast-1.0.dtd",
        "http://example.com/necho",
        "http://example.com/newformat#",
        "http://purl.org/atom/ns#",
        "http://purl.org/echo/",
        "http://purl.org/pie/",
        "http://purl.org/rss/1.0/modules/rss091#",
        "http://web.resource.org/cc/",
        "uri/of/echo/namespace#",
    }
)
#: Prefixes that a namespace without a name of its own may be given.
BARE_PREFIXES = frozenset({"", "a", "a10", "atom", "atom10", "rss"})
#: Prefixes that feedparser understands whatever they stand for.
MEANINGFUL_PREFIXES = frozenset(
    {"admin", "cc", "content", "creativecommons", "dc", "dcterms", "feedburner"}
    | {"georss", "gml", "itunes", "media", "psc", "xhtml"}
)

#: Elements of an entry that are read, and what they are read as.
FIELDS = {
    "content": "content",
    "content:encoded": "content",
    "created": "created",
    "dc:date": "updated",
    "dc:description": "summary",
    "dc:language": "lang",
    "dc:title": "title",
    "dcterms:created": "created",
    "dcterms:issued": "published",
    "dcterms:modified": "updated",
    "description": "summary",
    "guid": "id",
    "id": "id",
    "issued": "published",
    "language": "lang",
    "link": "link",
    "media:description": "summary",
    "modified": "updated",
    "pubdate": "published",
    "published": "published",
    "summary": "summary",
    "title": "title",
    "updated": "updated",
}
#: Those that may be markup, and say by an attribute what kind.
TYPED_FIELDS = frozenset({"title", "summary", "content"})
#: Elements whose own elements count as the entry's.
TRANSPARENT = frozenset({"media:group", "media:content"})
#: Types that are plain characters to us; others may be base64 or inline XML.
PLAIN_TYPES = frozenset({"text", "plain", "html", "text/plain", "text/html"})

#: An element of a namespace that feedparser has never heard of.
FOREIGN = "?"
_NOTHING: frozenset[str] = frozenset()
_PERSON = frozenset({"name", "email", "uri", "url", FOREIGN})
#: Elements that change nothing we read, and those that may stand inside them.
INERT = {
    "author": _PERSON,
    "category": _NOTHING,
    "comments": _NOTHING,
    "contributor": _PERSON,
    "copyright": _NOTHING,
    "dc:contributor": _NOTHING,
    "dc:coverage": _NOTHING,
    "dc:creator": _NOTHING,
    "dc:format": _NOTHING,
    "dc:identifier": _NOTHING,
    "dc:publisher": _NOTHING,
    "dc:relation": _NOTHING,
    "dc:rights": _NOTHING,
    "dc:source": _NOTHING,
    "dc:subject": _NOTHING,
    "dc:type": _NOTHING,
    "email": _NOTHING,
    "enclosure": _NOTHING,
    "feedburner:origenclosurelink": _NOTHING,
    "feedburner:origlink": _NOTHING,
    "generator": _NOTHING,
    "itunes:author": _NOTHING,
    "itunes:duration": _NOTHING,
    "itunes:email": _NOTHING,
    "itunes:episode": _NOTHING,
    "itunes:episodetype": _NOTHING,
    "itunes:explicit": _NOTHING,
    "itunes:image": _NOTHING,
    "itunes:keywords": _NOTHING,
    "itunes:name": _NOTHING,
    "itunes:season": _NOTHING,
    "itunes:subtitle": _NOTHING,
    "media:community": frozenset({"media:starrating", "media:statistics"}),
    "media:copyright": _NOTHING,
    "media:credit": _NOTHING,
    "media:keywords": _NOTHING,
    "media:starrating": _NOTHING,
    "media:statistics": _NOTHING,
    "media:thumbnail": _NOTHING,
    "name": _NOTHING,
    "post-id": _NOTHING,
    "rights": _NOTHING,
    "slash:comments": _NOTHING,
    "slash:department": _NOTHING,
    "slash:hit_parade": _NOTHING,
    "slash:section": _NOTHING,
    "source": _NOTHING,
    "taxo:topics": frozenset({"rdf:bag"}),
    "thr:in-reply-to": _NOTHING,
    "thr:total": _NOTHING,
    "rdf:bag": frozenset({"rdf:li"}),
    "rdf:li": _NOTHING,
    "rdf:seq": frozenset({"rdf:li"}),
    "uri": _NOTHING,
    "url": _NOTHING,
    "wfw:comment": _NOTHING,
    "wfw:commentrss": _NOTHING,
    FOREIGN: frozenset({FOREIGN}),
}
_OF_A_FEED = frozenset(
    {"title", "description", "dc:title", "dc:description", "link", "guid", "id"}
    | {"pubdate", "published", "updated", "modified", "lastbuilddate", "dc:date"}
    | {"dcterms:modified", "dcterms:issued", "subtitle", "tagline", "itunes:summary"}
    | {"docs", "ttl", "cloud", "managingeditor", "webmaster", "icon", "logo", "rating"}
    | {"site", "skiphours", "skipdays", "hour", "day", "width", "height", "items"}
    | {"admin:generatoragent", "admin:errorreportsto", "feedburner:info"}
    | {"feedburner:emailserviceid", "feedburner:feedburnerhostname"}
    | {"sy:updatebase", "sy:updatefrequency", "sy:updateperiod", "itunes:block"}
    | {"itunes:type", "itunes:owner", "itunes:category", "image", "textinput"}
)
_INSIDE_OF_A_FEED = {
    "image": frozenset({"title", "link", "url", "description", "width", "height"}),
    "textinput": frozenset({"title", "link", "description", "name"}),
    "items": frozenset({"rdf:seq"}),
    "itunes:owner": frozenset({"itunes:name", "itunes:email"}),
    "itunes:category": frozenset({"itunes:category"}),
    "skiphours": frozenset({"hour"}),
    "skipdays": frozenset({"day"}),
}
#: The same for elements of a feed outside its entries.
INERT_IN_FEED = {
    **INERT,
    **dict.fromkeys(_OF_A_FEED, _NOTHING),
    **_INSIDE_OF_A_FEED,
}


class Names(dict[str, str]):
    """The name of each tag: lower-case, the prefix of a known namespace before it."""

    def __missing__(self, tag: str) -> str:
        """Name a tag met for the first time."""
        uri, _, local = tag.rpartition("}")
        prefix = NAMESPACES.get(uri[1:].lower()) if uri else _BARE
        name = FOREIGN
        if prefix is not None:
            local = local.lower()
            name = f"{prefix}:{local}" if prefix else local
        self[tag] = name
        return name


def check_prefix(prefix: str, uri: str) -> None:
    """Raise UnsureError for one that feedparser may take for another namespace's."""
    prefix, uri = prefix.lower(), uri.lower()
    known = NAMESPACES.get(uri)
    if known is None:
        is_taken = prefix in BARE_PREFIXES or prefix in NAMESPACES.values()
        is_taken |= uri in OTHERS
        is_meaningful = prefix.split("_")[0] in MEANINGFUL_PREFIXES
        is_old_rss = "backend.userland.com/rss" in uri
        is_well = not (is_taken or is_meaningful or is_old_rss or uri.split() != [uri])
    elif known == _BARE and uri.startswith("http"):
        is_well = prefix in BARE_PREFIXES
    else:
        is_well = prefix == known
    if not is_well:
        raise UnsureError
