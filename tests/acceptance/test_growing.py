"""A mailbox and chats as they are: conversations go on after they were taken in, over HTTP and at the command line."""

import io
import zipfile
from pathlib import Path
from typing import Any

import httpx

from tests.acceptance.house import House, settled
from tests.acceptance.shell import run
from tests.acceptance.test_erasure import holders

LUCA, HELP = "Luca Neri <luca@posta.example>", "Assistenza <help@acme.example>"


def mail(id: str, sender: str, hour: int, text: str, *references: str) -> bytes:
    to = HELP if sender == LUCA else LUCA
    refers = f"In-Reply-To: {references[-1]}\nReferences: {' '.join(references)}\n" if references else ""
    return (
        f"From: {sender}\nTo: {to}\nSubject: {'Re: ' if references else ''}lavatrice\nMessage-ID: {id}\n"
        f"Date: Tue, 3 Nov 2026 {hour:02}:00:00 +0100\n{refers}\n{text}\n"
    ).encode()


def thread(name: str) -> list[bytes]:
    """Question, answer, and a thanks that quotes the answer."""
    ids = [f"<{name}{n}@x.example>" for n in range(3)]
    quoting = "Grazie mille.\n\nIl 3/11/2026 10:00, Assistenza ha scritto:\n> Mandiamo un tecnico domani mattina."
    return [
        mail(ids[0], LUCA, 9, "La lavatrice perde acqua."),
        mail(ids[1], HELP, 10, "Mandiamo un tecnico domani mattina.", ids[0]),
        mail(ids[2], LUCA, 11, quoting, *ids[:2]),
    ]


def put(folder: Path, **files: bytes) -> None:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.eml").write_bytes(content)


def ingest(data: Path, *paths: Path) -> list[str]:
    """What became of everything, and the summary."""
    done = run(data, "ingest", *map(str, paths), "--client", "acme", QA_AGENT_ADDRESSES='["acme.example"]')
    assert done.exit_code == 0, done.output
    return [" ".join(line.split()[1:3]) for line in done.stdout.splitlines()] + [done.stderr.splitlines()[-1]]


def test_a_folder_that_is_taken_in_again_with_a_reply_in_between(tmp_path: Path) -> None:
    data, folder, messages = tmp_path / "data", tmp_path / "in", thread("m")
    put(folder, a=messages[0], b=messages[1])
    assert ingest(data, folder) == ["created acme/m0@x.example", "1 created"]
    put(folder, c=messages[2])
    assert ingest(data, folder) == ["replaced acme/m0@x.example", "1 replaced"]
    assert ingest(data, folder) == ["unchanged acme/m0@x.example", "1 unchanged"]
    (folder / "c.eml").unlink()
    assert ingest(data, folder) == ["unchanged acme/m0@x.example", "1 unchanged"]
    assert ingest(data, folder / "b.eml") == ["unchanged acme/m0@x.example", "1 unchanged"]


def test_folders_that_each_hold_what_is_new(tmp_path: Path) -> None:
    data, messages = tmp_path / "data", thread("m")
    for day, message in enumerate(messages):
        put(tmp_path / f"day{day}", x=message)
    ends = [ingest(data, tmp_path / f"day{day}")[0] for day in range(3)]
    assert ends == [f"created acme/m{n}@x.example" for n in range(3)]
    whole = [tmp_path / f"day{day}" / "x.eml" for day in range(3)]
    put(tmp_path / "all", **{f"m{n}": path.read_bytes() for n, path in enumerate(whole)})
    assert ingest(data, tmp_path / "all") == ["replaced acme/m0@x.example", "1 replaced"]
    listed = run(data, "db", "totals", "--check")
    assert "all totals equal a recount" in listed.output


def test_a_chat_that_is_exported_again_goes_on(tmp_path: Path) -> None:
    data, export = tmp_path / "data", tmp_path / "Chat WhatsApp con Luca.txt"
    lines = [
        "03/11/26, 09:00 - Luca: La lavatrice perde acqua",
        "03/11/26, 09:05 - Acme: Mandiamo un tecnico",
        "03/11/26, 09:30 - Luca: Grazie",
        "20/11/26, 09:00 - Luca: Perde di nuovo",
    ]
    export.write_text("\n".join(lines[:2]))
    assert ingest(data, export)[-1] == "1 created"
    export.write_text("\n".join(lines))
    assert ingest(data, export)[-1] == "1 replaced, 1 created"
    assert ingest(data, export)[-1] == "2 unchanged"


def sent(user: httpx.Client, *messages: bytes, name: str = "posta") -> dict[str, Any]:
    """What became of mail that comes in one archive; it is one conversation."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        for number, message in enumerate(messages):
            packed.writestr(f"{number}.eml", message)
    put = user.put(f"/v1/files/{name}.zip", params={"client": "acme"}, content=archive.getvalue())
    (end,) = put.raise_for_status().json()["files"]
    return dict(end)


def names(user: httpx.Client) -> list[str]:
    listed = user.get("/v1/interactions", params={"client": "acme", "channel": "email"}).raise_for_status().json()
    return sorted(item["id"] for item in listed["items"])


def test_over_http_a_reply_makes_its_conversation_grow(house: House, admin: httpx.Client) -> None:
    messages = thread("h")
    first = sent(admin, *messages[:2])
    assert settled(admin, first["location"])["state"] == "done"
    late = sent(admin, messages[2])
    shown = settled(admin, late["location"])
    assert (late["outcome"], shown["id"], shown["case"]) == ("created", "h2@x.example", "h0@x.example")
    assert admin.get(first["location"]).json()["case"] == "h0@x.example"
    whole = sent(admin, *messages)
    assert (whole["outcome"], whole["status"], whole["location"]) == ("replaced", 202, first["location"])
    assert settled(admin, first["location"])["state"] == "done"
    read = admin.get(f"{first['location']}/analysis").raise_for_status().json()
    assert [turn["text"] for turn in read["transcript"]] == [
        "La lavatrice perde acqua.",
        "Mandiamo un tecnico domani mattina.",
        "Grazie mille.",
    ]
    assert names(admin) == ["h0@x.example"]
    assert sent(admin, messages[2])["outcome"] == "unchanged"
    assert admin.delete(first["location"]).status_code == 204
    left = holders(house.floor.folder, "h0@x.example", "tecnico")
    assert {needle for needle, files in left.items() if files} == set()


def test_a_reviewed_conversation_stays_and_the_reply_is_kept_beside_it(house: House, admin: httpx.Client) -> None:
    messages = thread("r")
    first = sent(admin, *messages[:2])
    settled(admin, first["location"])
    answer = {"answers": [{"question": "label:resolution", "answer": "resolved"}]}
    admin.post(f"{first['location']}/reviews", json=answer).raise_for_status()
    whole = sent(admin, *messages)
    assert (whole["outcome"], whole["id"]) == ("created", "r2@x.example")
    (warning,) = whole["warnings"]
    assert warning["code"] == "kept_apart"
    assert "people have reviewed it" in warning["detail"]
    settled(admin, whole["location"])
    read = admin.get(f"{whole['location']}/analysis").raise_for_status().json()
    assert [turn["text"] for turn in read["transcript"]] == ["Grazie mille."]


def test_a_document_that_comes_again_longer_replaces_itself(admin: httpx.Client) -> None:
    turns = [{"speaker": "customer", "text": "ciao"}, {"speaker": "agent", "text": "mi dica"}]
    chat = {"id": "grows-1", "client": "acme", "channel": "chat", "turns": turns}
    where = admin.post("/v1/interactions", json=chat).raise_for_status().headers["location"]
    settled(admin, where)
    longer = {**chat, "turns": [*turns, {"speaker": "customer", "text": "grazie"}]}
    again = admin.post("/v1/interactions", json=longer)
    assert (again.status_code, again.json()["outcome"], again.headers["location"]) == (202, "replaced", where)
    other = {**chat, "turns": [{"speaker": "customer", "text": "altro"}, *turns[1:]]}
    assert admin.post("/v1/interactions", json=other).status_code == 409
