"""Network spy: no test reaches another computer, and none that tries goes unnoticed.

Python tells of each call that goes out; once asked it never stops telling, so this is asked once
for the whole run (safety.md T20). What libraries do without Python, the drill `network` sees.
"""

import ipaddress
import sys
from typing import Any

TO_AN_ADDRESS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"})
BY_A_NAME = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})

seen: list[str] = []


class ReachedOutError(OSError):
    """Something would have gone out of this computer."""


def leaves(host: object) -> bool:
    """Whether a host is another computer: neither this one's own address nor a local socket."""
    if not isinstance(host, str) or host in ("", "localhost"):
        return host not in (None, "", "localhost", b"", b"localhost")
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True  # a name, which somebody else would be asked for


def _watch(event: str, told: tuple[Any, ...]) -> None:
    if event in TO_AN_ADDRESS:
        address = told[1]
        if isinstance(address, tuple) and leaves(address[0] or "0.0.0.0"):
            _stop(event, address[0])
    elif event in BY_A_NAME and leaves(told[0]):
        _stop(event, told[0])


def _stop(event: str, where: object) -> None:
    seen.append(f"{event} {where}")
    raise ReachedOutError(f"{event} {where}")


def begin() -> None:
    """Watch from now on."""
    sys.addaudithook(_watch)
