"""Who is who in a vCon, as drafts and real writers say it; who sought the contact; what the customer is known by."""

from pathlib import Path
from typing import Any

import pytest

from qa_service.domain.interaction import Direction, Party
from tests.vcons import making
from tests.vcons.making import AGENT, CUSTOMER, only, options, recording, text, transcript, vcon

SPOKEN = [transcript([{"speaker": "Agent", "text": "buongiorno"}, {"speaker": "Customer", "text": "salve"}])]


def test_text_dialogs_become_turns_with_their_parties_agents_and_times(tmp_path: Path) -> None:
    chat = only(tmp_path, vcon(text(1, "salve"), text(0, "buongiorno"))).interaction
    assert (chat.id, chat.channel, chat.agent) == ("u-1", "chat", "anna@acme.example")
    assert making.said(chat.turns) == [("customer", "salve"), ("agent", "buongiorno")]
    assert chat.turns[0].at is not None
    assert chat.turns[0].at.isoformat() == making.START
    assert [turn.agent for turn in chat.turns] == [None, "anna@acme.example"]


@pytest.mark.parametrize(
    ("party", "speaker"),
    [
        ({"role": "agent"}, Party.AGENT),
        ({"meta": {"role": "Customer"}}, Party.CUSTOMER),
        ({"role": "contact"}, Party.CUSTOMER),
        ({"role": "sme"}, Party.AGENT),
        ({"role": "thirdparty"}, Party.OTHER),
        ({"role": "virtual_agent"}, Party.BOT),
        ({"role": "agent", "type": "bot"}, Party.BOT),
        ({"type": "bot", "name": "Aria"}, Party.BOT),
        ({"name": "Agent Mike Rivera"}, Party.AGENT),
        ({"name": "Operatore 7"}, Party.AGENT),
        ({"mailto": "mailto:help@acme.example"}, Party.AGENT),
        ({"tel": "tel:+39 06-55.12.34"}, Party.AGENT),
        ({"name": "Agentina Rossi"}, None),
        ({"role": "host"}, None),
        ({}, None),
    ],
)
def test_a_role_is_what_is_written_or_what_the_centre_owns(
    tmp_path: Path, party: dict[str, Any], speaker: Party | None
) -> None:
    value = vcon(text(0, "salve"), parties=[party, {}, {}])
    chat = only(tmp_path, value, options(["acme.example", "+3906551234"])).interaction
    assert chat.turns[0].speaker == speaker
    assert chat.turns[0].voice == 0


def test_of_two_parties_the_other_one_is_the_other(tmp_path: Path) -> None:
    chat = only(tmp_path, vcon(text(0, "salve"), text(1, "dica"), parties=[{"role": "customer"}, {}])).interaction
    assert making.said(chat.turns) == [("customer", "salve"), ("agent", "dica")]


def test_of_three_parties_two_unknown_ones_stay_unknown(tmp_path: Path) -> None:
    value = vcon(text(1, "salve"), text(2, "dica"), parties=[{"role": "customer"}, {}, {}])
    assert making.said(only(tmp_path, value).interaction.turns) == [(None, "salve"), (None, "dica")]


@pytest.mark.parametrize(("direction", "agent"), [("out", "agent"), ("inbound", "customer")])
def test_where_no_role_is_written_the_direction_tells_who_called(tmp_path: Path, direction: str, agent: str) -> None:
    body = [{"speaker": "Rita", "text": "pronto"}, {"speaker": "Ugo", "text": "salve"}]
    parties = [{"name": "Rita"}, {"name": "Ugo"}]
    call = vcon(recording(meta={"direction": direction}), parties=parties, analysis=[transcript(body)])
    turns = only(tmp_path, call).interaction.turns
    assert making.said(turns)[0] == (agent, "pronto")


@pytest.mark.parametrize(
    ("dialog", "direction"),
    [
        ({"meta": {"direction": "out"}, "parties": [1, 0]}, Direction.OUTBOUND),
        ({"parties": [1, 0]}, Direction.INBOUND),
        ({"parties": [0, 1]}, Direction.OUTBOUND),
        ({"parties": [0, 1], "originator": 1}, Direction.INBOUND),
    ],
)
def test_who_called_is_the_direction(tmp_path: Path, dialog: dict[str, Any], direction: Direction) -> None:
    call = only(tmp_path, vcon(recording(**dialog), analysis=SPOKEN)).interaction
    assert call.direction is direction


def test_the_customer_is_known_by_number_and_address_and_agents_by_their_uuid(tmp_path: Path) -> None:
    parties = [{**AGENT, "uuid": "a-17"}, {**CUSTOMER, "mailto": "mailto:mario@mail.example?subject=x"}]
    chat = only(tmp_path, vcon(text(1, "salve"), parties=parties)).interaction
    assert chat.agent == "a-17"
    assert chat.identities is not None
    assert (chat.identities.phone, chat.identities.email) == ("+39021234567", "mario@mail.example")
    assert chat.customer is None


def test_two_customers_are_nobody_in_particular(tmp_path: Path) -> None:
    assert (
        only(tmp_path, vcon(text(1, "salve"), parties=[AGENT, CUSTOMER, CUSTOMER])).interaction.identities is not None
    )
    both = text(1, "salve", parties=[1, 2])
    assert only(tmp_path, vcon(both, parties=[AGENT, CUSTOMER, CUSTOMER])).interaction.identities is None


def test_each_agent_owns_the_turns_of_the_agent(tmp_path: Path) -> None:
    second = {"name": "Luca Blu", "role": "agent"}
    body = "Anna Verdi: la passo\nMario: grazie\nLuca: eccomi\nMario: bene"
    parties = [AGENT, {"name": "Mario", "role": "customer"}, second]
    call = vcon(recording(parties=[0, 1, 2]), parties=parties, analysis=[transcript(body)])
    interaction = only(tmp_path, call).interaction
    assert [turn.agent for turn in interaction.turns] == ["anna@acme.example", None, "Luca Blu", None]
    assert interaction.agent == "anna@acme.example"


def test_words_of_an_unnamed_one_of_two_agents_are_nobodys(tmp_path: Path) -> None:
    body = "Agent: la passo\nMario: grazie\nAgent: eccomi"
    parties = [AGENT, {"name": "Mario", "role": "customer"}, {"name": "Luca Blu", "role": "agent"}]
    call = vcon(recording(parties=[0, 1, 2]), parties=parties, analysis=[transcript(body)])
    interaction = only(tmp_path, call).interaction
    assert interaction.agent is None
    assert [turn.speaker for turn in interaction.turns] == ["agent", "customer", "agent"]


def test_a_transfer_tells_roles_times_and_agents(tmp_path: Path) -> None:
    parties = [{"name": "Mario"}, {"name": "Anna"}, {"name": "Luca"}]
    transfer = {
        "type": "transfer",
        "start": "2026-11-03T09:01:30+01:00",
        "transferee": 0,
        "transferor": 1,
        "transfer_target": [2],
        "original": 0,
    }
    body = "Anna: la passo\nMario: grazie\nLuca: eccomi"
    call = vcon(recording(parties=[0, 1, 2]), transfer, parties=parties, analysis=[transcript(body)])
    interaction = only(tmp_path, call).interaction
    (transfer_of_call,) = interaction.transfers
    assert (transfer_of_call.from_agent, transfer_of_call.to_agent, transfer_of_call.start) == ("Anna", "Luca", 90.0)
    assert transfer_of_call.at is not None
    assert transfer_of_call.at.isoformat() == "2026-11-03T09:01:30+01:00"
    assert making.said(interaction.turns) == [("agent", "la passo"), ("customer", "grazie"), ("agent", "eccomi")]
