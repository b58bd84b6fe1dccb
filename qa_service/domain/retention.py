"""What is kept, for how long, and what is kept whatever else is asked."""

from enum import StrEnum


class HoldKind(StrEnum):
    """What a legal hold is about: one contact, all contacts of a customer with a client, or all of a client."""

    INTERACTION = "interaction"
    CUSTOMER = "customer"
    CLIENT = "client"
