"""What an installation has set about its provider, and about those who sign in without one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from qa_service.single_sign_on.groups import GroupRule
from qa_service.single_sign_on.provider import Provider


@dataclass(frozen=True, slots=True)
class SingleSignOn:
    """`claim_of_*` name the claims that hold a thing; `session` is how long somebody stays signed in without going to
    the provider again; `home` is this service's own address.
    """

    provider: Provider
    rules: Sequence[GroupRule]
    home: str
    claim_of_groups: str = "groups"
    claim_of_id: str = "sub"
    claim_of_name: str = "preferred_username"
    claim_of_agent: str = ""
    links_by_email: bool = False
    session: timedelta = field(default_factory=lambda: timedelta(hours=8))
    button: str = ""
