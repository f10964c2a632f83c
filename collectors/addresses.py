"""Which addresses may be read: names resolved in bounded time, private hosts refused.

The address that was judged is the address that is connected to (see
:mod:`collectors.web`), so a name cannot change its mind in between.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from collectors.watch import CutOff, Watch
from data.errors import SourceError
from data.model import State

Address = IPv4Address | IPv6Address
#: NAT64 carries an IPv4 address in its last 32 bits.
_NAT64 = ip_network("64:ff9b::/96")


def literal(host: str) -> Address | None:
    """The address a host consists of, or None if it is a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def permitted(host: str, port: int, watch: Watch, allow_local: bool) -> list[Address]:
    """The addresses of a host that may be connected to, IPv4 first.

    Raises SourceError: DNS_ERROR, TIMEOUT, or REFUSED when none is permitted.
    """
    address = literal(host)
    found = [address] if address else _resolve(host, port, watch)
    good = [one for one in found if is_permitted(one, allow_local)]
    if not good:
        raise SourceError(
            State.REFUSED,
            f"{host} leads to a private or local address, which is not read.",
        )
    return sorted(dict.fromkeys(good), key=lambda one: one.version)


def is_permitted(address: Address, allow_local: bool) -> bool:
    """Whether an address is public, or local where local sources are allowed.

    Link-local addresses (cloud metadata services live there) are never permitted.
    """
    address = _carried(address)
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    if allow_local and (address.is_loopback or address.is_private):
        return True
    return address.is_global


def is_local(address: Address) -> bool:
    """Whether an address belongs to this machine or to a private network."""
    return not _carried(address).is_global


def _carried(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one that only wraps it."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _resolve(host: str, port: int, watch: Watch) -> list[Address]:
    """The addresses of a name. The system's resolver knows no deadline; we do."""

    def ask() -> list[Address]:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        # A scope ("fe80::1%eth0") is cut off; such addresses are refused anyway.
        texts = [str(row[4][0]).partition("%")[0] for row in rows]
        return [ip_address(text) for text in texts]

    try:
        return watch.run(ask, (OSError, UnicodeError))
    except CutOff:
        raise SourceError(
            State.TIMEOUT, f"The name {host} was not resolved in time."
        ) from None
    except (OSError, UnicodeError) as error:
        raise SourceError(
            State.DNS_ERROR, f"The name {host} is not known: {error}."
        ) from error
