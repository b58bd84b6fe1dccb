"""Which addresses may be contacted. By what the installation itself is set to: this machine and private networks, and
hosts that are listed. By what somebody names who works with it: public addresses, and hosts that are listed.
"""

import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from qa_service.outgoing.failures import AddressNotAllowed, HostNotFound

Address = IPv4Address | IPv6Address
_PRIVATE = tuple(
    ip_network(network)
    for network in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
)
"""Loopback (RFC 1122, RFC 4291), private (RFC 1918) and unique local (RFC 4193). Link-local addresses are not among
them: at one of those, clouds hand out the keys of a machine.
"""
_PUBLIC_IPV6 = ip_network("2000::/3")
"""All that is handed out to networks so far (IANA); what maps or translates to IPv4 is looked at as that."""
_TRANSLATED = ip_network("64:ff9b::/96")
"""NAT64 (RFC 6052): the last 32 bits are an address of IPv4."""


def is_private(address: Address) -> bool:
    """Whether it is one of this machine or of a private network; an IPv4 address in IPv6 clothes is what it is."""
    return any(plain(address) in network for network in _PRIVATE)


def plain(address: Address) -> Address:
    """Without IPv6 clothes."""
    return address.ipv4_mapped if isinstance(address, IPv6Address) and address.ipv4_mapped else address


def allowed(host: str, port: int, *, listed: Collection[str], is_encrypted: bool) -> list[str]:
    """The addresses of a host that may be contacted, in the order in which they are to be tried.

    One public address among them is enough to contact none: a name that answers now this way and now that is not to be
    trusted. A listed host may be anywhere, but is spoken to in public only where it is encrypted. How long the look-up
    of a name may take is the resolver's to say. Raises AddressNotAllowed, HostNotFound.
    """
    addresses = _resolved(host, port)
    if all(is_private(address) for address in addresses) or (host.lower() in listed and is_encrypted):
        return [str(address) for address in addresses]
    raise AddressNotAllowed


def is_public(address: Address) -> bool:
    """Whether it is one of the internet's, however it is dressed."""
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    return address in _PUBLIC_IPV6 and address.is_global and address.teredo is None


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The address of IPv4 that it stands for, if it does."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def _resolved(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [ip_address(str(place[0]).partition("%")[0]) for *_, place in found]
    except (OSError, UnicodeError, ValueError):
        raise HostNotFound from None
    if not addresses:
        raise HostNotFound
    return list(dict.fromkeys(addresses))


def reachable(host: str, port: int, *, listed: Collection[str]) -> list[str]:
    """The addresses of a host that somebody has named to this service, in the order in which they are to be tried:
    public ones, and others only of a `listed` host, never link-local ones. One address that is not to be reached is
    enough to contact none. Raises AddressNotAllowed, HostNotFound.
    """
    addresses = [plain(address) for address in _resolved(host, port)]
    is_listed = host.lower() in listed
    if all(_is_open(address, is_listed=is_listed) for address in addresses):
        return [str(address) for address in addresses]
    raise AddressNotAllowed


def _is_open(address: Address, *, is_listed: bool) -> bool:
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    return is_listed or is_public(address)
