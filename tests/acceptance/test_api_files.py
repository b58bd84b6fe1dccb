"""`PUT /v1/files/{name}`: any file that is read, told by its content, and what became of all that it holds."""

import io
import json
import zipfile

import httpx

from qa_service.domain.people import Role
from tests.acceptance.house import House, settled
from tests.acceptance.test_api_main_path import WORDS

CHAT = {"id": "in-archive", "channel": "chat", "turns": [{"speaker": "customer", "text": "buongiorno"}]}
MAIL = b"From: anna@example.org\r\nTo: help@acme.example\r\nMessage-ID: <m1@example.org>\r\n\r\nDov'e' il pacco?\r\n"


def zipped(files: dict[str, bytes]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return body.getvalue()


def put(user: httpx.Client, name: str, content: bytes, **parameters: str) -> httpx.Response:
    return user.put(f"/v1/files/{name}", content=content, params={"client": "files", **parameters})


def test_an_archive_is_taken_in_whole_and_every_file_of_it_is_answered(admin: httpx.Client) -> None:
    """Three interactions and one file that is no contact; the same again changes nothing."""
    body = zipped({
        "north/2026-03-02_a7_call9.wav": WORDS,
        "chat.json": json.dumps(CHAT).encode(),
        "mail.eml": MAIL,
        "notes.pdf": b"%PDF",
    })  # fmt: skip
    answer = put(admin, "monday.zip", body, pattern="{day}_{agent}_{id}", team="nord")
    assert answer.status_code == 207
    assert answer.json()["counts"] == {"created": 3, "refused": 1}
    ends = {end["name"]: end for end in answer.json()["files"]}
    assert ends["monday.zip/notes.pdf"]["problem"]["detail"].startswith("is of no kind that is read")
    call = settled(admin, ends["monday.zip: call9"]["location"])
    assert (call["state"], call["agent"], call["team"], call["channel"]) == ("done", "a7", "nord", "call")
    assert call["started_at"].startswith("2026-03-01T23:00:00")  # midnight in Rome
    again = put(admin, "monday.zip", body, pattern="{day}_{agent}_{id}", team="nord")
    assert again.json()["counts"] == {"unchanged": 3, "refused": 1}


def test_a_recording_under_any_name_is_one(admin: httpx.Client) -> None:
    (end,) = put(admin, "call-10.dat", b"RIFF\x24\x00\x00\x00WAVEfmt ", agent="a8").json()["files"]
    assert (end["status"], end["id"]) == (202, "call-10")


def test_a_file_of_no_kind_and_a_pattern_of_no_sense_are_refused(admin: httpx.Client) -> None:
    (end,) = put(admin, "picture.png", b"\x89PNG").json()["files"]
    assert (end["status"], end["outcome"]) == (422, "refused")
    assert put(admin, "call.wav", WORDS, pattern="{nobody}").status_code == 422


def test_a_caller_of_one_client_hands_in_for_that_one_alone(house: House) -> None:
    with house.user(Role.QA, "files") as own, house.user(Role.QA, "other") as other:
        (end,) = own.put("/v1/files/mine.json", content=json.dumps({**CHAT, "id": "mine"}).encode()).json()["files"]
        assert end["outcome"] == "created"
        (end,) = put(other, "call-11.wav", WORDS).json()["files"]
        assert (end["status"], end["outcome"]) == (403, "refused")


LOG = b"1772442000|1772442000.1|sales|NONE|ENTERQUEUE||39021|1\n1772442005|1772442000.1|sales|SIP/1|CONNECT|5\n"


def test_a_log_of_telephone_calls_goes_into_the_queue_log(admin: httpx.Client) -> None:
    end, fault = put(admin, "queue_log", LOG + b"nonsense\n").json()["files"]
    assert (end["status"], end["outcome"], end["queue_log"]) == (200, "created", {"created": 1, "refused": 1})
    assert (fault["name"], fault["outcome"]) == ("queue_log: 3", "refused")
    (again,) = put(admin, "queue_log", LOG).json()["files"]
    assert (again["outcome"], again["queue_log"]) == ("unchanged", {"unchanged": 1})


def test_a_log_of_nobody_in_particular_is_refused_in_a_sentence(admin: httpx.Client) -> None:
    (end,) = admin.put("/v1/files/queue_log", content=LOG).json()["files"]
    assert end["problem"]["detail"] == "is a log of telephone calls, which names no client; say whose it is"
