"""Within how many days a client's complaints are to be answered, and what they are sorted by."""

from qa_service.documents.complaints import ComplaintRulesView
from qa_service.domain.complaints import ComplaintRules
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import complaints


@reads(Permission.SEE_COMPLAINTS)
def show(context: Context, client: str) -> ComplaintRulesView:
    """What a client has set. Raises Forbidden."""
    access.check_client(context.caller, client)
    return _view(client, complaints.rules(context.session, client))


@changes(Permission.SET_POLICY, "set complaint rules")
def put(context: Context, client: str, rules: ComplaintRules) -> ComplaintRulesView:
    """For complaints that are registered from now on; the others keep their deadlines. Raises Forbidden."""
    access.check_client(context.caller, client)
    before = complaints.rules(context.session, client)
    complaints.save_rules(context.session, client, rules, context.caller.actor)
    context.note(client, client, before=before.model_dump(mode="json"), after=rules.model_dump(mode="json"))
    return _view(client, rules)


def _view(client: str, rules: ComplaintRules) -> ComplaintRulesView:
    return ComplaintRulesView(client=client, **rules.model_dump())
