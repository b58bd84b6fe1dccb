"""Masking by hand and its release over HTTP, with a real server and worker; and at the command line, where words are
read from the standard input alone.
"""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from qa_service.domain.people import Role
from qa_service.errors import BadInput, Conflict
from tests.acceptance.house import House, settled
from tests.acceptance.remains import holders
from tests.acceptance.test_erasure import qa

WORD = "zibaldonato"
"""In no other test, so that it can be looked for in all files."""


def chat(id: str, *texts: str, **more: Any) -> dict[str, Any]:
    turns = [{"speaker": ("agent", "customer")[n % 2], "text": text} for n, text in enumerate(texts)]
    return {"id": id, "client": "acme", "channel": "chat", "agent": "a1", "turns": turns, **more}


def taken(user: httpx.Client, document: dict[str, Any]) -> str:
    where = str(user.post("/v1/interactions", json=document).raise_for_status().headers["location"])
    settled(user, where)
    return where


def said(user: httpx.Client, where: str) -> list[str]:
    return [turn["text"] for turn in user.get(f"{where}/analysis").raise_for_status().json()["transcript"]]


def test_words_are_gone_from_every_answer_and_from_every_file(house: House, admin: httpx.Client) -> None:
    where = taken(admin, chat("m-1", "buongiorno", f"sono {WORD}", f"bene {WORD.upper()}"))
    review = {"answers": [{"question": "label:resolution", "answer": "pending", "why": f"lo dice {WORD}"}]}
    admin.post(f"{where}/reviews", json=review).raise_for_status()
    before = admin.get(f"{where}/analysis").json()
    with house.user(Role.QA, "acme") as quality:
        masked = quality.post(f"{where}/maskings", json={"kind": "PERSON", "words": WORD}).raise_for_status().json()
        listed = quality.get(f"{where}/maskings").raise_for_status().json()["items"]
    assert (masked["places"], masked["notes"], masked["sound"]) == (2, 1, "none")
    assert [(act["act"], act["kind"], act["places"]) for act in listed] == [("masked", "PERSON", 2)]
    assert said(admin, where) == ["buongiorno", "sono [PERSON]", "bene [PERSON]"]
    after = admin.get(f"{where}/analysis").json()
    assert after["scorecard"] == before["scorecard"]
    assert admin.get(f"{where}/reviews").json()["answers"][0]["why"] == "lo dice [PERSON]"
    assert holders(house.floor.folder, WORD, WORD.upper()) == {WORD: set(), WORD.upper(): set()}


def test_a_span_is_masked_and_taken_away_again_by_those_who_may(house: House, admin: httpx.Client) -> None:
    where = taken(admin, chat("m-2", "il codice è azzurro", "grazie"))
    masking = {"kind": "CUSTOMER_CODE", "turn": 0, "start": 13, "end": 15}
    for role in (Role.TEAM_LEADER, Role.COACH, Role.CLIENT_VIEWER, Role.AGENT):
        with house.user(role, "acme") as other:
            assert other.post(f"{where}/maskings", json=masking).status_code == 403, role
            assert other.post(f"{where}/maskings:release", json={"turn": 0, "start": 12}).status_code == 403, role
    assert admin.post(f"{where}/maskings", json=masking).raise_for_status().json()["places"] == 1
    assert said(admin, where)[0] == "il codice è [CUSTOMER_CODE]"
    release = {"turn": 0, "start": 12, "words": "azzurro"}
    assert admin.post(f"{where}/maskings:release", json=release).json()["outcome"] == "written"
    assert said(admin, where)[0] == "il codice è azzurro"


@pytest.mark.parametrize("body", [
    {"kind": "PERSON"},
    {"kind": "PERSON", "words": "x", "turn": 0},
    {"kind": "PERSON", "turn": 0, "start": 2},
    {"kind": "PERSON", "turn": 7, "start": 0, "end": 2},
    {"kind": "PERSON", "turn": 0, "start": 2, "end": 1},
    {"kind": "SHOE_SIZE", "words": "buongiorno"},
    {"kind": "PERSON", "words": "a\u0000b"},
])  # fmt: skip
def test_what_cannot_be_meant_is_refused_without_an_echo(admin: httpx.Client, body: dict[str, Any]) -> None:
    where = taken(admin, chat("m-3", "buongiorno", "grazie"))
    refused = admin.post(f"{where}/maskings", json=body)
    assert refused.status_code == 422, refused.text
    absent = admin.post(f"{where}/maskings", json={"kind": "PERSON", "words": "xilofonista"})
    assert absent.status_code == 422
    assert "xilofonista" not in absent.text
    assert said(admin, where) == ["buongiorno", "grazie"]


def test_figures_count_what_was_missed_and_what_was_false(admin: httpx.Client) -> None:
    where = taken(admin, chat("m-4", "ordine 12345", "il Gazzettino", client="contoso"))
    admin.post(f"{where}/maskings", json={"kind": "PERSON", "words": "Gazzettino"}).raise_for_status()
    released = admin.post(f"{where}/maskings:release", json={"turn": 0, "start": 7}).raise_for_status().json()
    assert released["outcome"] == "not_personal"
    kinds = admin.get("/v1/maskings/figures", params={"client": "contoso"}).raise_for_status().json()["kinds"]
    assert kinds == [{"kind": "PERSON", "missed": 1, "false": 0}, {"kind": "PHONE", "missed": 0, "false": 1}]


def test_the_command_reads_words_from_its_input_and_refuses_in_one_sentence(tmp_path: Path) -> None:
    document, folder = tmp_path / "chat.json", tmp_path / "data"
    document.write_text(json.dumps(chat("m-5", "buongiorno", "sono Zanzottera")))
    id = qa(folder, "ingest", str(document)).output.split()[0]
    waits = qa(folder, "mask", id, "--kind", "PERSON", answer="Zanzottera\n")
    assert isinstance(waits.exception, Conflict)
    for arguments, words in ((("SHOE",), "Zanzottera"), (("PERSON",), ""), (("PERSON", "--turn", "1"), "")):
        assert isinstance(qa(folder, "mask", id, "--kind", *arguments, answer=f"{words}\n").exception, BadInput)


def test_commands_mask_release_and_count(house: House, admin: httpx.Client) -> None:
    where = taken(admin, chat("m-6", "buongiorno", "sono Zanzibarra", client="fabrikam"))
    id, folder = where.rpartition("/")[2], house.floor.folder
    assert "masked in 1 places" in qa(folder, "mask", id, "--kind", "PERSON", answer="zanzibarra\n").output
    assert said(admin, where)[1] == "sono [PERSON]"
    done = qa(folder, "unmask", id, "--turn", "1", "--start", "5", "--words", answer="Zanzibarra\n")
    assert "written in 1 places" in done.output
    assert said(admin, where)[1] == "sono Zanzibarra"
    counted = json.loads(qa(folder, "words", "figures", "--client", "fabrikam", "--json").output)
    assert counted["kinds"] == [{"kind": "PERSON", "missed": 0, "false": 0}]
