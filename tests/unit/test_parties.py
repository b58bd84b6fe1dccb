"""Whose a name is that stands before what somebody says: nobody is given what another said."""

from pathlib import Path

import pytest

from qa_service.ingest.readers import parties
from tests.transcripts import interactions, refusal, said


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Customer Care", "agent"),
        ("Customer Service", "agent"),
        ("Customer_Support 2", "agent"),
        ("Client Advisor", "agent"),
        ("Contact Center", "agent"),
        ("Lead Agent", "agent"),
        ("Support", "agent"),
        ("Support Bot", "bot"),
        ("Customer Service Bot", "bot"),
        ("Supporto ai clienti", "agent"),
        ("Customer", "customer"),
        ("Customer Mario", "customer"),
        ("CUSTOMER_1", "customer"),
        ("Guest 2", "customer"),
        ("Mario", None),
    ],
)
def test_whoever_serves_customers_is_none(name: str, party: str | None) -> None:
    assert parties.party_of_name(name) == party


def test_the_customer_who_talks_with_customer_care_is_no_agent(tmp_path: Path) -> None:
    text = "Customer Care: Buongiorno.\nMario: La bolletta è doppia.\nCustomer Care: Controllo.\n"
    (chat,) = interactions(tmp_path, "chat.txt", text)
    assert said(chat) == [("agent", "Buongiorno."), ("customer", "La bolletta è doppia."), ("agent", "Controllo.")]


@pytest.mark.parametrize(
    "text",
    [
        "User: mario\nPassword: segreto\n",
        "Contact: Mario Rossi\nPhone: 333\nEmail: m@x.example\n",
        "INFO: begun\nERROR: failed\nINFO: begun\nERROR: failed\n",
    ],
)
def test_a_list_of_fields_and_a_log_are_no_conversation(text: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, "notes.txt", text).startswith("is of no kind that is read")


def test_two_turns_of_parties_that_are_named_are_a_conversation(tmp_path: Path) -> None:
    (chat,) = interactions(tmp_path, "chat.txt", "Agente: Buongiorno.\nCliente: Salve.\n")
    assert said(chat) == [("agent", "Buongiorno."), ("customer", "Salve.")]


def test_notes_between_colleagues_are_no_turns_whoever_wrote_the_json(tmp_path: Path) -> None:
    turns = [
        {"speaker": "agent", "text": "Buongiorno."},
        {"speaker": "customer", "text": "Salve."},
        {"speaker": "agent", "text": "è uno difficile", "private": True},
        {"speaker": "agent", "text": "anche per me", "internal": True},
        {"speaker": "agent", "text": "sì", "public": False},
        {"speaker": "agent", "text": "no", "type": "note"},
    ]
    (chat,) = interactions(tmp_path, "x.json", {"id": "1", "conversation": turns})
    assert said(chat) == [("agent", "Buongiorno."), ("customer", "Salve.")]
