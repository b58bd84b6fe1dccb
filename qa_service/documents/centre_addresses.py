"""The e-mail addresses by which a client's customers are written to."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from qa_service.domain.centre_addresses import OwnAddress

ADDRESSES: list[Any] = [
    {"address": "help@acme.example", "agent": None},
    {"address": "anna@acme.example", "agent": "a17"},
]


class CentreAddressesView(BaseModel):
    """Addresses and whole domains; `agent` is the pseudonym of who alone writes from an address."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"client": "acme", "addresses": ADDRESSES}]})

    client: str
    addresses: list[OwnAddress]
