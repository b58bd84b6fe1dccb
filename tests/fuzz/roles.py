"""Sends made-up requests over the whole API with every role's key, for as long as is wanted; exit status 1 on a fault.

    python -m tests.fuzz.roles [--minutes 20]

The short form of it is in `test_openapi`; this one makes other requests each time.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count, product
from pathlib import Path

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from requests import RequestException, Session
from schemathesis.core.result import Ok

from qa_service.domain.people import Role
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built
from tests.fuzz.test_openapi import CLIENT, Json, analysed, seeded

_AT_A_TIME = 4
"""Requests to one operation before the next one is asked."""
_MODES = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)


def keys(house: House) -> dict[str, str]:
    """Of each role, and of those of one client where a role has them."""
    every = {role.value: house.key(role, CLIENT if role is Role.CLIENT_VIEWER else None) for role in Role}
    return {**every, "admin of another client": house.key(Role.ADMIN, "globex")}


def operations(document: Json) -> list[schemathesis.APIOperation]:
    schema = schemathesis.openapi.from_dict(document)
    return [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]


def made(operation: schemathesis.APIOperation, number: int, names: Json | None) -> list[schemathesis.Case]:
    """Some requests to an operation; every other time to something that is there."""
    cases: list[schemathesis.Case] = []
    mode = _MODES[number % 2]
    known = names if mode is _MODES[0] and operation.method != "delete" else None

    @seed(number)
    @settings(
        max_examples=_AT_A_TIME,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode, path_parameters=known))
    def keep(case: schemathesis.Case) -> None:
        cases.append(case)

    try:
        keep()
    except Exception:  # noqa: BLE001  (hypothesis: nothing wrong can be made where nothing is sent)
        return []
    return cases


def requests(house: House, document: Json, ids: dict[str, Json]) -> Iterator[tuple[str, str, int, str]]:
    """Role, operation, status and the request as a command, for ever: the roles take turns at each operation."""
    session, holders, every = Session(), keys(house), operations(document)
    for number in count(random.SystemRandom().randrange(1 << 30)):
        random.Random(number).shuffle(every)
        for operation, (role, key) in product(every, holders.items()):
            known = next((names for path, names in ids.items() if operation.path.startswith(path)), None)
            for case in made(operation, number, known):
                headers = {"Authorization": f"Bearer {key}"}
                try:
                    answer = case.call(base_url=house.url, session=session, headers=headers, timeout=60)
                except RequestException as error:
                    yield role, operation.label, 0, type(error).__name__
                    continue
                yield role, operation.label, answer.status_code, case.as_curl_command()[:2000]


def main() -> None:
    """Print the statuses by role, and each fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20.0)
    end = time.monotonic() + 60 * parser.parse_args().minutes
    seen, faults = Counter[tuple[str, int]](), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        floor = Floor(f"sqlite:///{Path(folder) / 'qa.db'}", Path(folder))
        with built(floor) as house, house.user() as admin:
            ids = seeded(admin, [analysed(house, admin, f"chat-{number}") for number in range(3)])
            document = admin.get("/openapi.json").raise_for_status().json()
            for role, label, status, command in requests(house, document, ids):
                seen[role, status] += 1
                if status == 0 or (status >= 500 and "/readyz" not in label):
                    faults.append(f"{status} {label} as {role}\n{command}")
                if time.monotonic() > end:
                    break
    for role in sorted({role for role, _ in seen}):
        by_status = {status: n for (other, status), n in sorted(seen.items()) if other == role}
        print(f"{role}: {sum(by_status.values())} requests, {by_status}")
    print(f"{sum(seen.values())} requests, {len(faults)} faults", *faults[:10], sep="\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
