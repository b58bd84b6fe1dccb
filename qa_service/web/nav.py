"""The way through the pages: what stands in the menu, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass

from qa_service.services.access import Permission
from qa_service.web.i18n import N_
from qa_service.web.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in the menu; `allowed` says to whom it is offered (the page itself checks again), `also` which other
    addresses stand under it.
    """

    path: str
    title: str
    allowed: Callable[[Visitor], bool]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry as one page shows it."""

    path: str
    title: str
    here: bool


def needs(permission: Permission) -> Callable[[Visitor], bool]:
    """Offered to whom the role allows it."""
    return lambda visitor: visitor.may(permission)


def _whole_clients(visitor: Visitor) -> bool:
    return visitor.may(Permission.CLIENT_FIGURES) and visitor.caller.team is None


def _audits_alone(visitor: Visitor) -> bool:
    """Administrators find it among their pages."""
    return visitor.may(Permission.READ_AUDIT) and not visitor.may(Permission.ADMINISTER)


ENTRIES: list[Entry] = [
    Entry("/", N_("Overview"), needs(Permission.READ)),
    Entry("/interactions", N_("Interactions"), needs(Permission.READ)),
    Entry("/upload", N_("Upload"), needs(Permission.UPLOAD), ("/queue-logs", "/surveys")),
    Entry("/scorecards", N_("Scorecards"), needs(Permission.AGENT_FIGURES), ("/agents", "/teams")),
    Entry("/reports", N_("Client reports"), _whole_clients, ("/clients",)),
    Entry("/kpis", N_("Key figures"), needs(Permission.CLIENT_FIGURES)),
    Entry("/samples", N_("Samples"), needs(Permission.SAMPLE), ("/picks",)),
    Entry("/calibrations", N_("Calibration"), needs(Permission.REVIEW)),
    Entry("/disputes", N_("Disputes"), needs(Permission.SEE_REVIEWS)),
    Entry("/promises", N_("Promises"), needs(Permission.FOLLOW_PROMISES)),
    Entry("/complaints", N_("Complaints"), needs(Permission.SEE_COMPLAINTS)),
    Entry("/agreement", N_("Agreement"), needs(Permission.SEE_AGREEMENT)),
    Entry("/overruled", N_("Overruled answers"), needs(Permission.REVIEW)),
    Entry("/coaching", N_("Coaching"), needs(Permission.COACH)),
    Entry("/exports", N_("Exports"), needs(Permission.READ)),
    Entry("/rubrics", N_("Rubrics"), needs(Permission.READ), ("/criteria",)),
    Entry("/admin", N_("Administration"), needs(Permission.ADMINISTER)),
    Entry("/admin/audit", N_("Audit trail"), _audits_alone),
]
"""In the order of the menu."""


def menu(visitor: Visitor, path: str) -> tuple[MenuItem, ...]:
    """The menu of this visitor on the page at `path`."""
    return tuple(
        MenuItem(entry.path, entry.title, any(_is_here(address, path) for address in (entry.path, *entry.also)))
        for entry in ENTRIES
        if entry.allowed(visitor)
    )


def _is_here(entry: str, path: str) -> bool:
    return path == entry or (entry != "/" and path.startswith(f"{entry}/"))
