"""What the roles are called."""

from collections.abc import Mapping

from qa_service.web.i18n import N_

ROLES: Mapping[str, str] = {
    "admin": N_("Administrator"),
    "qa": N_("Quality team"),
    "team_leader": N_("Team leader"),
    "coach": N_("Coach"),
    "client_viewer": N_("Client organisation"),
    "agent": N_("Agent"),
    "auditor": N_("Auditor"),
}
