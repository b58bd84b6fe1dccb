"""Conversations that come in again longer, in parts, or as they were: one interaction each, on both databases."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from qa_service.domain.interaction import Channel, GivenTurn, Interaction, Party, State
from qa_service.domain.masked_words import DatumKind
from qa_service.domain.people import Role
from qa_service.domain.transcript import TurnChange
from qa_service.errors import Conflict, UnderHold
from qa_service.services import coaching, complaints, erasure, holds, maskings
from qa_service.services import intake as service
from qa_service.services.coaching import PickedMoment
from qa_service.services.complaint_rows import WantedComplaint
from qa_service.services.context import Context
from qa_service.services.holds import WantedHold
from qa_service.services.intake import TakenInteraction
from qa_service.store import audit, corrections, handed_in, interactions, removed_words, results, rollups
from qa_service.store.claims import Job
from qa_service.store.intake import Intake
from qa_service.store.interactions import Filters, Outcome
from qa_service.store.partial_uploads import PartialUploads
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_handed_in import HandedInMessageRow, HandedInTurnsRow
from qa_service.worker.steps import Steps
from tests.contexts import ANNA, context
from tests.stages import PlainStages
from tests.store.test_reviews import given as answered

NINE = datetime(2026, 11, 3, 9, tzinfo=UTC)
WORDS = {
    "m1": (Party.CUSTOMER, "la lavatrice perde acqua"),
    "m2": (Party.AGENT, "mandiamo un tecnico"),
    "m3": (Party.CUSTOMER, "grazie mille"),
    "m4": (Party.AGENT, "a domani"),
}


@pytest.fixture
def anna(store: Store, intake: Intake, tmp_path: Path) -> Context:
    return context(store, intake, partial_uploads=PartialUploads(tmp_path / "uploads"))


@pytest.fixture
def steps(store: Store, intake: Intake) -> Steps:
    return Steps(store, intake.blobs, intake.staging, PlainStages(), pseudonyms=intake.pseudonyms)


def chat(texts: Sequence[str], id: str = "chat-1", **more: object) -> Interaction:
    turns = tuple(
        GivenTurn(speaker=Party.AGENT if n % 2 else Party.CUSTOMER, text=text, at=NINE + timedelta(minutes=n))
        for n, text in enumerate(texts)
    )
    given = {"channel": Channel.CHAT, "started_at": NINE, "customer": "rossi", **more}
    return Interaction(id=id, client="acme", turns=turns, **given)


def mails(*names: str, quotes: Sequence[str] = (), **more: object) -> Interaction:
    """A conversation by mail of these messages, as the reader makes it; `quotes` stand in the first of them."""
    turns = [GivenTurn(speaker=WORDS[q][0], text=WORDS[q][1], of_message=names[0], is_quote=True) for q in quotes]
    turns += [
        GivenTurn(speaker=WORDS[name][0], text=WORDS[name][1], at=NINE + timedelta(hours=n), of_message=name)
        for n, name in enumerate(names)
    ]
    given = {"id": names[0], "case": "m1", "started_at": NINE, "customer": "luca@posta.example", **more}
    given = {"of_messages": names, "turns": tuple(turns), **given}
    return Interaction(client="acme", channel=Channel.EMAIL, **given)


def rows(store: Store) -> dict[str, InteractionRow]:
    with store.reading() as session:
        return {row.external_id: row for row in interactions.page(session, Filters()).rows}


def done(store: Store, steps: Steps) -> None:
    for row in rows(store).values():
        if row.state is State.RECEIVED:
            steps.text(Job(row.id, row.run))


def texts(store: Store, name: str) -> list[str]:
    with store.reading() as session:
        return [turn.text for turn in results.understood(session, rows(store)[name].id).transcript.turns]


def taken(anna: Context, given: Interaction, *, replace: bool = False) -> TakenInteraction:
    return service.take(anna, given, replace=replace)


def counted(store: Store) -> int:
    with store.reading() as session:
        return rollups.finished(session)


# --- the same conversation, longer


def test_a_chat_that_comes_again_longer_takes_its_own_place_unasked(store: Store, steps: Steps, anna: Context) -> None:
    first = taken(anna, chat(["ciao", "mi dica"]))
    done(store, steps)
    longer = chat(["ciao", "mi dica", "grazie", "prego"], ended_at=NINE + timedelta(hours=1))
    again = taken(anna, longer)
    assert (again.outcome, again.row.id, again.row.run, again.row.state) == (
        Outcome.REPLACED, first.row.id, 2, State.RECEIVED,
    )  # fmt: skip
    done(store, steps)
    assert texts(store, "chat-1") == ["ciao", "mi dica", "grazie", "prego"]
    assert taken(anna, longer).outcome is Outcome.UNCHANGED
    with store.reading() as session:
        (line,) = [line for line in audit.trail(session) if line.action == "replace"]
    assert line.detail == {"run": 2, "grown": True}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["ciao", "mi dica"], ["salve", "mi dica", "grazie"]),
        (["ciao", "mi dica"], ["mi dica", "ciao", "grazie"]),
        (["ciao", "mi dica"], ["ciao", "mi dica."]),
        (["ciao", "ciao"], ["ciao", "mi dica", "grazie"]),
    ],
)
def test_other_words_stay_a_conflict(anna: Context, before: list[str], after: list[str]) -> None:
    taken(anna, chat(before))
    with pytest.raises(Conflict, match="different content"):
        taken(anna, chat(after))
    assert taken(anna, chat(after), replace=True).outcome is Outcome.REPLACED


def test_of_another_customer_or_at_other_times_it_is_another_one(anna: Context) -> None:
    taken(anna, chat(["ciao", "mi dica"]))
    with pytest.raises(Conflict):
        taken(anna, chat(["ciao", "mi dica", "grazie"], customer="bianchi"))
    longer = chat(["ciao", "mi dica", "grazie"])
    later = tuple(turn.model_copy(update={"at": NINE + timedelta(days=1)}) for turn in longer.turns)
    with pytest.raises(Conflict):
        taken(anna, longer.model_copy(update={"turns": later}))


def test_new_turns_may_stand_among_the_earlier_ones_and_speakers_may_be_told_better(anna: Context) -> None:
    given = chat(["ciao", "a", "b", "mi dica"])
    early = given.model_copy(
        update={"turns": tuple(t.model_copy(update={"speaker": None}) for t in (given.turns[0], given.turns[3]))}
    )
    taken(anna, early)
    assert taken(anna, given).outcome is Outcome.REPLACED


def test_an_older_state_changes_nothing_unless_it_is_asked_for(store: Store, steps: Steps, anna: Context) -> None:
    taken(anna, chat(["ciao", "mi dica", "grazie"]))
    done(store, steps)
    assert taken(anna, chat(["ciao", "grazie"]).model_copy(update={"turns": chat(["ciao"]).turns})).outcome is (
        Outcome.UNCHANGED
    )
    assert rows(store)["chat-1"].run == 1
    assert taken(anna, chat(["ciao"]), replace=True).outcome is Outcome.REPLACED


def test_recordings_and_transcripts_of_calls_do_not_grow(anna: Context) -> None:
    taken(anna, chat(["ciao"], channel=Channel.CALL))
    with pytest.raises(Conflict):
        taken(anna, chat(["ciao", "mi dica"], channel=Channel.CALL))


def test_one_without_a_beginning_stays_on_its_day(store: Store, anna: Context) -> None:
    before = taken(anna, chat(["ciao"], started_at=None)).row.at
    assert taken(anna, chat(["ciao", "mi dica"], started_at=None)).row.at == before


def test_what_came_in_with_an_earlier_version_grows_once_it_was_handed_in_again(store: Store, anna: Context) -> None:
    taken(anna, chat(["ciao"]))
    with store.transaction() as session:
        session.execute(sa.delete(HandedInTurnsRow))
    with pytest.raises(Conflict):
        taken(anna, chat(["ciao", "mi dica"]))
    assert taken(anna, chat(["ciao"])).outcome is Outcome.UNCHANGED
    assert taken(anna, chat(["ciao", "mi dica"])).outcome is Outcome.REPLACED


# --- what people did


def test_under_a_hold_it_stays(store: Store, anna: Context) -> None:
    row = taken(anna, chat(["ciao"])).row
    holds.place(anna, WantedHold(interaction=row.id), "file 12/26")
    with pytest.raises(UnderHold):
        taken(anna, chat(["ciao", "mi dica"]))
    assert rows(store)["chat-1"].run == 1


def test_what_a_person_answered_or_put_right_is_not_undone_unless_it_is_asked_for(
    store: Store, intake: Intake, steps: Steps, anna: Context
) -> None:
    for id in ("reviewed", "corrected"):
        taken(anna, chat(["ciao"], id))
    done(store, steps)
    answered(store, rows(store)["reviewed"].id, "no")
    with store.transaction() as session:
        row = interactions.get_locked(session, rows(store)["corrected"].id)
        corrections.change(session, intake.staging, row, [TurnChange(0, "buondì")], "", "user:anna")
    done(store, steps)
    for id in ("reviewed", "corrected"):
        with pytest.raises(Conflict, match="has grown, and stays as it is: people have reviewed it"):
            taken(anna, chat(["ciao", "mi dica"], id))
        assert taken(anna, chat(["ciao", "mi dica"], id), replace=True).outcome is Outcome.REPLACED
        assert taken(anna, chat(["ciao", "mi dica", "sì"], id)).outcome is Outcome.REPLACED, "it is other content now"


def test_words_masked_by_hand_are_masked_in_what_it_has_grown_to(store: Store, steps: Steps, anna: Context) -> None:
    row = taken(anna, chat(["sono verdegaio, sì"])).row
    done(store, steps)
    maskings.mask_everywhere(anna, row.id, DatumKind.PERSON, "verdegaio")
    done(store, steps)
    assert taken(anna, chat(["sono verdegaio, sì", "bene signor Verdegaio"])).outcome is Outcome.REPLACED
    done(store, steps)
    assert texts(store, "chat-1") == ["sono [PERSON], sì", "bene signor [PERSON]"]


def test_words_that_were_removed_in_time_do_not_come_back(store: Store, steps: Steps, anna: Context) -> None:
    row = taken(anna, mails("m1", "m2")).row
    done(store, steps)
    with store.transaction() as session:
        removed_words.remove(session, interactions.get_locked(session, row.id))
    with store.reading() as session:
        assert session.exec(select(HandedInTurnsRow)).all() == []
    late = taken(anna, mails("m1", "m2", "m3"))
    assert (late.row.external_id, late.row.case_ref) == ("m3", "m1")


# --- parts that come alone


def test_a_late_reply_alone_is_a_part_of_the_case_and_goes_into_the_whole(
    store: Store, steps: Steps, anna: Context
) -> None:
    whole = taken(anna, mails("m1", "m2")).row
    late = taken(anna, mails("m3", quotes=["m2"]))
    assert (late.outcome, late.row.external_id, late.row.case_ref) == (Outcome.CREATED, "m3", "m1")
    done(store, steps)
    assert texts(store, "m3") == ["grazie mille"], "what it quotes counts where it was written"
    assert counted(store) == 2
    again = taken(anna, mails("m1", "m2", "m3"))
    assert (again.outcome, again.row.id) == (Outcome.REPLACED, whole.id)
    done(store, steps)
    assert (sorted(rows(store)), counted(store)) == (["m1"], 1)
    assert texts(store, "m1") == [words for _, words in list(WORDS.values())[:3]]
    with store.reading() as session:
        assert [line.detail["id"] for line in audit.trail(session) if line.action == "absorb"] == ["m3"]
    assert taken(anna, mails("m3", quotes=["m2"])).row.id == whole.id, "it is known to be there"


def test_it_is_tied_to_the_case_whichever_message_it_answers(anna: Context) -> None:
    taken(anna, mails("m1", "m2"))
    assert taken(anna, mails("m3", case="m2")).row.case_ref == "m1"


def test_a_part_that_came_before_anything_else_goes_into_the_whole(store: Store, anna: Context) -> None:
    taken(anna, mails("m2", "m3"))
    taken(anna, mails("m4"))
    assert taken(anna, mails("m1", "m2", "m3", "m4")).outcome is Outcome.CREATED
    assert sorted(rows(store)) == ["m1"]


def test_parts_grow_and_take_up_each_other(store: Store, anna: Context) -> None:
    taken(anna, mails("m2"))
    taken(anna, mails("m3"))
    assert taken(anna, mails("m2", "m3")).outcome is Outcome.REPLACED
    assert sorted(rows(store)) == ["m2"]


def test_where_the_whole_stays_as_it_is_the_new_messages_are_kept_beside_it(
    store: Store, steps: Steps, anna: Context
) -> None:
    row = taken(anna, mails("m1", "m2")).row
    done(store, steps)
    answered(store, row.id, "no")
    late = taken(anna, mails("m1", "m2", "m3"))
    assert (late.row.external_id, late.row.case_ref, late.outcome) == ("m3", "m1", Outcome.CREATED)
    assert str(late.apart).startswith("interaction 'm1' of client 'acme' has grown, and stays as it is: people have")
    assert service.view(anna.caller, late).warnings[0].detail.endswith("are kept as 'm3', of the same case")
    done(store, steps)
    assert texts(store, "m3") == ["grazie mille"]
    later = taken(anna, mails("m1", "m2", "m3", "m4"))
    assert later.row.external_id == "m4"
    assert taken(anna, mails("m1", "m2", "m3", "m4")).outcome is Outcome.UNCHANGED
    assert taken(anna, mails("m1", "m2", "m3", "m4"), replace=True).row.id == row.id
    assert sorted(rows(store)) == ["m1"]


def test_a_part_that_people_worked_on_stays_beside_the_whole(store: Store, steps: Steps, anna: Context) -> None:
    row = taken(anna, mails("m3")).row
    done(store, steps)
    answered(store, row.id, "no")
    whole = taken(anna, mails("m1", "m2", "m3"))
    assert (whole.row.external_id, sorted(rows(store))) == ("m1", ["m1", "m3"])
    done(store, steps)
    assert texts(store, "m1") == ["la lavatrice perde acqua", "mandiamo un tecnico"]
    holds.place(anna, WantedHold(interaction=row.id), "file 12/26")
    with pytest.raises(UnderHold):
        taken(anna, mails("m1", "m2", "m3"), replace=True)


def test_a_complaint_that_came_with_a_part_follows_it(store: Store, anna: Context) -> None:
    part = taken(anna, mails("m3")).row
    complaint = complaints.register(anna, WantedComplaint("billing", "acme", interaction=part.id))
    whole = taken(anna, mails("m1", "m2", "m3")).row
    assert complaints.show(anna, complaint.uuid).interaction == whole.id


def test_what_a_coach_collected_stays_as_it_was(store: Store, steps: Steps, anna: Context) -> None:
    row = taken(anna, chat(["ciao", "mi dica"])).row
    done(store, steps)
    coaching.collect(anna, [PickedMoment(row.id, 0, "courtesy:greeting")], None, "Buoni inizi")
    with pytest.raises(Conflict, match="collected it for training"):
        taken(anna, chat(["ciao", "mi dica", "grazie"]))


def test_exports_that_each_lack_a_message_double_none(store: Store, anna: Context) -> None:
    taken(anna, mails("m1", "m2"))
    assert taken(anna, mails("m1", "m3")).row.external_id == "m3"
    assert sorted(rows(store)) == ["m1", "m3"]


def test_mail_of_the_same_messages_with_other_words_is_a_conflict(anna: Context) -> None:
    taken(anna, mails("m1", "m2"))
    with pytest.raises(Conflict, match="different content"):
        taken(anna, mails("m1", "m2", agent="a17"))


def test_a_part_of_an_earlier_version_is_known_again(store: Store, anna: Context) -> None:
    part = mails("m2", "m3")
    taken(anna, part.model_copy(update={"id": "m1", "case": None, "of_messages": ()}))
    with store.transaction() as session:
        session.execute(sa.delete(HandedInTurnsRow))
    assert taken(anna, part).outcome is Outcome.UNCHANGED
    assert sorted(rows(store)) == ["m1"]


def test_a_case_that_is_the_contact_itself_is_the_same_content(anna: Context) -> None:
    taken(anna, mails("m1", case=None))
    assert taken(anna, mails("m1")).outcome is Outcome.UNCHANGED


@pytest.mark.usefixtures("url")  # which empties the database afterwards
def test_a_key_of_one_client_has_its_own_conversations_grow_and_no_others(app: Store, intake: Intake) -> None:
    """On PostgreSQL as a role that owns nothing, behind row-level security."""
    own, other = (context(app, intake, replace(ANNA, role=Role.QA, client=name)) for name in ("acme", "globex"))
    strange = mails("m3").model_copy(update={"client": "globex"})
    kept = taken(other, strange).row
    taken(own, mails("m1", "m2"))
    taken(own, mails("m3"))
    assert taken(own, mails("m1", "m2", "m3")).outcome is Outcome.REPLACED
    assert sorted((row.client, row.external_id) for row in rows(app).values()) == [("acme", "m1"), ("globex", "m3")]
    assert taken(other, strange).row.id == kept.id


# --- what is kept, and goes


def test_of_what_was_handed_in_no_word_is_kept_and_it_goes_with_the_contact(
    store: Store, intake: Intake, anna: Context
) -> None:
    row = taken(anna, mails("m1", "m2")).row
    with store.reading() as session:
        (kept,) = session.exec(select(HandedInTurnsRow)).all()
        messages = session.exec(select(HandedInMessageRow.message)).all()
        assert handed_in.holders(session, "other", ["m1"], intake.pseudonyms) == {}
    assert len(kept.body) == 32
    assert all(len(message) == 32 for message in messages)
    assert b"lavatrice" not in kept.body
    other = taken(anna, mails("m1", "m2", id="x", of_messages=())).row
    with store.reading() as session:
        assert session.get_one(HandedInTurnsRow, other.id).body != kept.body
    for id in (row.id, other.id):
        erasure.erase(anna, id)
    with store.reading() as session:
        assert session.exec(select(HandedInTurnsRow)).all() == []
        assert session.exec(select(HandedInMessageRow)).all() == []
