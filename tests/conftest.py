"""What all tests share: no network, and hypothesis profiles.

`HYPOTHESIS_PROFILE=explore make test` looks at new examples, at ten times as many. The default, `steady`, and `ci`, with
2,000 a test (`make laws`), look at the same ones on every run, so that a change that passed does not fail by chance.
`steady` shows a failure as it was found; the others make it small.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
_STEADY = settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW)
settings.register_profile("steady", _STEADY, phases=[Phase.explicit, Phase.generate])
settings.register_profile("ci", _STEADY, max_examples=2_000, print_blob=True)
settings.register_profile("explore", max_examples=400, deadline=None, print_blob=True, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


class NetworkBlockedError(AssertionError):
    """A test tried to reach the network."""


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Every connection but one to a process of this machine fails."""
    connect = socket.socket.connect

    def blocked(self: socket.socket, address: object) -> None:
        if self.family == getattr(socket, "AF_UNIX", None):
            return connect(self, address)  # type: ignore[arg-type]
        raise NetworkBlockedError(f"the library or a test connects to {address!r}; neither may use the network")

    def unresolved(host: object, *_: object, **__: object) -> None:
        raise NetworkBlockedError(f"the library or a test looks up {host!r}; neither may use the network")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", blocked)
        patch.setattr(socket.socket, "connect_ex", blocked)
        patch.setattr(socket, "getaddrinfo", unresolved)
        yield
