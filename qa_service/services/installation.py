"""What keeps an installation in order: masked metadata, the secret, totals that equal a recount."""

from collections.abc import Callable, Collection

from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import agreement_rollups, installation, masked_metadata, rollup_rebuild


@changes(Permission.MANAGE_ACCESS, "mask metadata", own_transactions=True)
def mask_metadata(context: Context, progress: Callable[[int], None]) -> int:
    """Masks names and numbers in ids, cases and queues that earlier versions kept as they came; returns how many were
    changed, as `progress` is told now and then.
    """
    changed = 0
    for changed in masked_metadata.mask(context.deps.store, context.deps.intake.metadata):
        progress(changed)
    with context.transaction():
        context.note("installation", changed=changed)
    return changed


@changes(Permission.MANAGE_ACCESS, "accept secret")
def accept_secret(context: Context, secret: bytes, reason: str, keys: Collection[str]) -> None:
    """From now on `secret` counts, although the database was filled with another; what was sealed at rest with others
    than these `keys` is given up.
    """
    installation.accept_secret(context.session, secret)
    for id in installation.keys_in_use(context.session) - set(keys):
        installation.retire_key(context.session, id)
    context.note("installation", reason=reason)


@changes(Permission.MANAGE_ACCESS, "rebuild totals", own_transactions=True)
def rebuild_totals(context: Context, progress: Callable[[int], None]) -> None:
    """Counts all finished interactions anew, while the service runs; `progress` is told how many are done."""
    counted = 0
    for counted in rollup_rebuild.rebuild(context.deps.store):
        progress(counted)
    with context.transaction():
        context.note("installation", counted=counted)


@reads(Permission.MANAGE_ACCESS, own_transactions=True)
def wrong_totals(context: Context) -> list[str]:
    """The totals behind figures that differ from a recount, one a line."""
    store = context.deps.store
    with context.reading() as session:
        fault = rollup_rebuild.days_fault(session)
    days = [] if fault is None else [str(fault)]
    cells = [
        f"{cell.client}  {cell.kind.value} {cell.name}  {cell.day}  {cell.channel.value}"
        for cell in rollup_rebuild.check(store)
    ]
    return [*days, *cells, *(f"{client}  agreement" for client in agreement_rollups.check(store))]
