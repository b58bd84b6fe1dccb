"""What a directory keeps, on both databases."""

import threading
import time

from qa_service.store import provisioned
from qa_service.store.provisioned import GROUP
from qa_service.store.repository import Store
from qa_service.store.tables_scim import ProvisionedRow


def test_two_changes_of_a_group_at_once_are_both_kept(store: Store) -> None:
    with store.transaction() as session:
        session.add(ProvisionedRow(kind=GROUP, name="north", body={}, members=["anna", "bea"]))

    def take_out(member: str) -> None:
        with store.transaction() as session:
            provisioned.take_turns(session)
            row = provisioned.by_name(session, GROUP, "north")
            assert row is not None
            if member == "anna":
                first_reads.set()
                time.sleep(1)  # without turns the second one reads the same group now
            row.members = [other for other in row.members if other != member]

    first_reads = threading.Event()
    first = threading.Thread(target=take_out, args=("anna",))
    first.start()
    assert first_reads.wait(120)
    second = threading.Thread(target=take_out, args=("bea",))
    second.start()
    for thread in (first, second):
        thread.join(120)
    with store.reading() as reading:
        left = provisioned.by_name(reading, GROUP, "north")
        assert left is not None
        assert left.members == []
