"""Words that a person masks by hand are nowhere afterwards: no row, no file, no sound; and a wrong mask can be taken
away, as far as anybody still knows what it hides.
"""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from sqlmodel import select

from qa_service.documents.maskings import ReleaseOutcome, SoundState
from qa_service.domain.exports import Format, Kind
from qa_service.domain.interaction import Interaction, State
from qa_service.domain.masked_words import DatumKind
from qa_service.domain.model_answer import ModelAnswer
from qa_service.domain.people import Role
from qa_service.domain.review import DisputeState, ReviewAnswer
from qa_service.domain.transcript import TurnChange
from qa_service.domain.understanding import Evidence
from qa_service.errors import BadInput, Conflict, NotFound
from qa_service.exporting.exporter import Exporter
from qa_service.services import maskings
from qa_service.services.context import Context
from qa_service.store import (
    asked_answers,
    corrections,
    disputes,
    exports,
    interactions,
    packs,
    results,
    reviews,
    saved_views,
    search,
)
from qa_service.store.blobs import Blobs
from qa_service.store.claims import Job
from qa_service.store.exports import Order
from qa_service.store.intake import DOCUMENT, Intake
from qa_service.store.repository import Store
from qa_service.store.reviews import Occasion
from qa_service.store.rubrics import Rubrics
from qa_service.store.scope import Scope
from qa_service.store.search import Search
from qa_service.store.staging import Staging
from qa_service.store.tables import AuditRow
from qa_service.store.tables_maskings import MaskingRow
from qa_service.worker.steps import Steps
from tests.acceptance.chaos import call
from tests.acceptance.house import DEFAULT, LABELS
from tests.contexts import ANNA, context
from tests.stages import PlainStages
from tests.store.test_corrections import RATE, Sounding, everything, heard, recording
from tests.store.test_steps import listen

NAME = "Quagliarella"
TURNS = (f"sono la signora {NAME}", f"bene signora {NAME.upper()}, mi dica", "il 3331234567 non va")


@pytest.fixture
def steps(store: Store, blobs: Blobs, staging: Staging, intake: Intake) -> Steps:
    return Steps(store, blobs, staging, PlainStages(), pseudonyms=intake.pseudonyms)


def chat(store: Store, intake: Intake, steps: Steps, texts: Sequence[str] = TURNS, id: str = "a") -> Job:
    turns = [{"speaker": ("customer", "agent")[n % 2], "text": text} for n, text in enumerate(texts)]
    with store.transaction() as session:
        row, _ = intake.accept(session, Interaction(id=id, client="acme", channel="chat", turns=turns))
    job = Job(row.id, row.run)
    steps.text(job)
    return job


def texts(store: Store, id: uuid.UUID) -> list[str]:
    with store.reading() as session:
        return [turn.text for turn in results.understood(session, id).transcript.turns]


def with_everything_beside(store: Store, blobs: Blobs, id: uuid.UUID, name: str) -> tuple[uuid.UUID, uuid.UUID]:
    """Notes of all kinds that hold the name; and two exports, one of them made."""
    said = f"la signora {name} lo dice"
    with store.transaction() as session:
        row = interactions.get_locked(session, id)
        answer = [ReviewAnswer("label:resolution", "pending", said)]
        reviews.add(session, row, None, {}, answer, "user:anna", Occasion())
        dispute = disputes.open_dispute(session, row, [], said, "key:agent")
        dispute.decision, dispute.state = said, DisputeState.REJECTED
        pack = packs.create(session, "acme", f"Caso {name}", "user:carlo", said)
        packs.add(session, pack.id, id, "user:carlo", turn=0, note=said)
        saved_views.save(session, "user:anna", "mia", f"words={name.lower()}&client=acme")
        saved_views.save(session, "user:anna", "altra", "words=bolletta")
        transcript = results.understood(session, id).transcript
        model_answer = ModelAnswer("yes", (Evidence(0, 0, 26),), said, model="m")
        asked_answers.keep(session, row, transcript, {"k": model_answer})
        first, second = (exports.place(session, Order(Kind.ANALYSES, Format.JSONL), "user:anna").id for _ in range(2))
    Exporter(store, blobs, LABELS, Rubrics(DEFAULT)).run(first)
    return first, second


def test_masked_words_are_in_no_table_and_in_no_file(
    url: str, store: Store, intake: Intake, blobs: Blobs, steps: Steps, tmp_path: Path
) -> None:
    name, said = "Zampagnolo", "zampagnolo"  # in no other test: SQLite's file is shared
    job = chat(store, intake, steps, [text.replace(NAME, name).replace(NAME.upper(), name.upper()) for text in TURNS])
    made, waiting = with_everything_beside(store, blobs, job.interaction, name)
    assert said in everything(url).lower()
    with store.reading() as session:
        before = results.processed(session, job.interaction)
    anna = context(store, intake)
    done = maskings.mask(anna, job.interaction, DatumKind.PERSON, 0, 18, 20, f"è {name}")
    # two turns; note and decision of the dispute, review, title and note of the pack, note of the moment
    assert (done.places, done.notes, done.searches, done.files) == (2, 6, 1, 1)
    assert done.sound is SoundState.NONE
    assert texts(store, job.interaction) == [
        "sono la signora [PERSON]",
        "bene signora [PERSON], mi dica",
        "il [PHONE] non va",
    ]
    assert said not in everything(url).lower()
    folders = [tmp_path, *([Path(database).parent] if (database := url.removeprefix("sqlite:///")) != url else [])]
    for folder in folders:
        for path in (path for path in folder.rglob("*") if path.is_file()):
            assert said.encode() not in path.read_bytes().lower(), path
    with store.reading() as session:
        after, row = results.processed(session, job.interaction), interactions.get(session, job.interaction)
        assert exports.get(session, made).state is State.FAILED
        assert exports.get(session, waiting).state is State.RECEIVED
        assert not search.page(session, Search(words=name)).rows
        assert search.page(session, Search(words="signora")).rows
        kept = asked_answers.of(session, job.interaction, after.understood.transcript)["k"]
        assert [view.name for view in saved_views.listed(session, "user:anna")] == ["altra"]
        (masking,) = session.exec(select(MaskingRow)).all()
    assert (row.state, row.run, masking.why) == (State.DONE, 2, "è [PERSON]")
    assert (kept.quotes, kept.reason) == ((Evidence(0, 0, 24),), "la signora [PERSON] lo dice")
    assert after.scorecard.sections == before.scorecard.sections
    assert after.understood.understanding == before.understood.understanding
    assert [span.type for span in after.understood.pii] == ["PERSON", "PERSON", "PHONE"]


def test_a_file_that_is_made_meanwhile_is_made_anew_and_holds_no_old_word(
    store: Store, intake: Intake, blobs: Blobs, steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qa_service.exporting import exporter as making

    job = chat(store, intake, steps)
    with store.transaction() as session:
        order = exports.place(session, Order(Kind.ANALYSES, Format.JSONL), "user:anna").id
    analyses, times = making._MAKERS[Kind.ANALYSES], []

    def masked_while_made(*arguments: object) -> None:
        analyses(*arguments)  # type: ignore[arg-type]
        times.append(1)
        if len(times) == 1:
            maskings.mask_everywhere(context(store, intake), job.interaction, DatumKind.PERSON, NAME)

    monkeypatch.setitem(making._MAKERS, Kind.ANALYSES, masked_while_made)
    Exporter(store, blobs, LABELS, Rubrics(DEFAULT)).run(order)
    assert NAME.encode() not in blobs.read(exports.key_of(order))
    assert len(times) == 2


def test_kept_searches_among_another_client_alone_stay(store: Store, intake: Intake, steps: Steps) -> None:
    job = chat(store, intake, steps)
    with store.transaction() as session:
        saved_views.save(session, "user:anna", "altrove", f"words={NAME}&client=globex")
        saved_views.save(session, "user:bice", f"di {NAME}", "words=bolletta")
    done = maskings.mask_everywhere(context(store, intake), job.interaction, DatumKind.PERSON, NAME)
    assert done.searches == 1
    with store.reading() as session:
        assert len(saved_views.listed(session, "user:anna")) == 1


def test_passages_still_show_what_they_showed(store: Store, intake: Intake, steps: Steps) -> None:
    """`sono la signora` is quoted by the machine from 0 to 3; the answer of a model quotes what comes behind."""
    job = chat(store, intake, steps, (f"per {NAME} la bolletta è cara",))
    with store.transaction() as session:
        row, transcript = (
            interactions.get_locked(session, job.interaction),
            results.understood(session, job.interaction),
        )
        behind = ModelAnswer("yes", (Evidence(0, 20, 28),), "costa", model="m")
        asked_answers.keep(session, row, transcript.transcript, {"k": behind})
        assert transcript.transcript.turns[0].text[20:28] == "bolletta"
    maskings.mask_everywhere(context(store, intake), job.interaction, DatumKind.PERSON, NAME.lower())
    with store.reading() as session:
        after = results.understood(session, job.interaction).transcript
        (quote,) = asked_answers.of(session, job.interaction, after)["k"].quotes
    assert after.turns[0].text[quote.start : quote.end] == "bolletta"


def test_the_trail_says_that_it_was_done_and_no_word(url: str, store: Store, intake: Intake, steps: Steps) -> None:
    job = chat(store, intake, steps)
    maskings.mask_everywhere(context(store, intake), job.interaction, DatumKind.PERSON, NAME)
    with store.reading() as session:
        (line,) = session.exec(select(AuditRow).where(AuditRow.action == "mask words")).all()
    assert line.detail == {"kind": "PERSON", "act": "masked", "places": 2, "run": 2}
    assert (line.subject, line.actor) == (str(job.interaction), "user:anna")


def test_what_cannot_be_masked_is_refused_in_one_sentence_and_changes_nothing(
    store: Store, intake: Intake, steps: Steps
) -> None:
    job = chat(store, intake, steps)
    anna, id = context(store, intake), job.interaction
    with pytest.raises(BadInput, match="do not stand in the interaction") as absent:
        maskings.mask_everywhere(anna, id, DatumKind.PERSON, "Zampagna")
    assert "Zampagna" not in str(absent.value)
    for start, end in ((3, 3), (5, 900), (4, 5)):
        with pytest.raises(BadInput, match="no word stands"):
            maskings.mask(anna, id, DatumKind.PERSON, 0, start, end)
    with pytest.raises(BadInput, match="there is no turn 9"):
        maskings.mask(anna, id, DatumKind.PERSON, 9, 0, 1)
    with pytest.raises(BadInput, match="three letters"):
        maskings.mask_everywhere(anna, id, DatumKind.PERSON, "la")
    with pytest.raises(NotFound):
        maskings.mask(of_another_client(store, intake), id, DatumKind.PERSON, 0, 0, 4)
    with store.transaction() as session:
        row = interactions.get_locked(session, id)
        corrections.change(session, steps.staging, row, [TurnChange(2, "altro")], "", "user:anna")
    with pytest.raises(Conflict, match="a worker is still"):
        maskings.mask(anna, id, DatumKind.PERSON, 0, 18, 20)
    assert NAME in texts(store, id)[0]


def of_another_client(store: Store, intake: Intake) -> Context:
    return context(store, intake, replace(ANNA, role=Role.QA, client="globex"))


def test_what_was_masked_by_hand_is_masked_again_in_corrections_and_new_analyses(
    store: Store, intake: Intake, steps: Steps
) -> None:
    job = chat(store, intake, steps)
    maskings.mask_everywhere(context(store, intake), job.interaction, DatumKind.PERSON, NAME)
    with store.transaction() as session:
        row = interactions.get_locked(session, job.interaction)
        corrections.change(session, steps.staging, row, [TurnChange(0, f"qui parla {NAME}")], "", "user:anna")
        again = Job(row.id, row.run)
    steps.text(again)
    assert texts(store, job.interaction)[0] == "qui parla [PERSON]"
    turns = [{"speaker": "customer", "text": f"sono {NAME.lower()}, e basta"}]
    with store.transaction() as session:
        document = Interaction(id="a", client="acme", channel="chat", turns=turns)
        row, _ = intake.accept(session, document, replace=True)
        anew = Job(row.id, row.run)
    steps.text(anew)
    assert texts(store, job.interaction) == ["sono [PERSON], e basta"]


def test_a_name_stays_masked_where_a_part_of_it_is_released_as_a_word_like_others(
    store: Store, intake: Intake, steps: Steps
) -> None:
    job = chat(store, intake, steps, ("sono Ada Verdegaio, sì", "il piano Verdegaio le va"))
    anna = context(store, intake)
    maskings.mask_everywhere(anna, job.interaction, DatumKind.PERSON, "Ada Verdegaio")
    assert texts(store, job.interaction) == ["sono [PERSON], sì", "il piano [PERSON] le va"]
    maskings.release(anna, job.interaction, 1, 9, "Verdegaio")
    with store.transaction() as session:
        row = interactions.get_locked(session, job.interaction)
        changes = [TurnChange(0, "qui Ada Verdegaio"), TurnChange(1, "il piano Verdegaio, ecco")]
        corrections.change(session, steps.staging, row, changes, "", "user:anna")
        again = Job(row.id, row.run)
    steps.text(again)
    assert texts(store, job.interaction) == ["qui [PERSON]", "il piano Verdegaio, ecco"]
    assert maskings_figures(store, intake) == {"PERSON": (2, 0)}


# --- taking a mask away


def test_where_the_text_that_came_in_is_kept_the_words_come_back_wherever_they_were_masked(
    store: Store, intake: Intake, steps: Steps
) -> None:
    keeping = replace(steps, keep_originals=True)
    job = chat(store, intake, keeping, ("ordine 12345, sì", "dunque 12345", "chiami 999"))
    anna = context(store, intake)
    maskings.mask_everywhere(anna, job.interaction, DatumKind.PERSON, "ordine")
    assert texts(store, job.interaction)[:2] == ["[PERSON] [PHONE], sì", "dunque [PHONE]"]
    back = maskings.release(anna, job.interaction, 0, 9)
    assert (back.outcome, back.places) == (ReleaseOutcome.RESTORED, 2)
    assert texts(store, job.interaction) == ["[PERSON] 12345, sì", "dunque 12345", "chiami [PHONE]"]
    maskings.release(anna, job.interaction, 0, 0)  # what was masked by hand is released alike, and stays so
    assert texts(store, job.interaction)[0] == "ordine 12345, sì"
    with store.reading() as session:
        assert all(row.undone_at for row in session.exec(select(MaskingRow)).all() if row.act.value == "masked")
        assert maskings_figures(store, intake) == {"PHONE": (0, 2), "PERSON": (0, 0)}


def maskings_figures(store: Store, intake: Intake) -> dict[str, tuple[int, int]]:
    document = maskings.figures(context(store, intake), "acme")
    return {row.kind: (row.missed, row.false) for row in document.kinds}


def test_where_nothing_is_kept_a_mask_is_called_not_personal_or_a_person_writes_what_stood_there(
    store: Store, intake: Intake, steps: Steps, staging: Staging
) -> None:
    job = chat(store, intake, steps, ("ordine 12345, sì", "dunque 12345"))
    anna = context(store, intake)
    marked = maskings.release(anna, job.interaction, 0, 7)
    assert (marked.outcome, marked.places) == (ReleaseOutcome.NOT_PERSONAL, 1)
    assert texts(store, job.interaction)[0] == "ordine [PHONE], sì"
    with pytest.raises(Conflict, match="marked already"):
        maskings.release(anna, job.interaction, 0, 7)
    assert maskings_figures(store, intake) == {"PHONE": (0, 1)}
    written = maskings.release(anna, job.interaction, 0, 7, "12346")
    assert (written.outcome, written.places) == (ReleaseOutcome.WRITTEN, 1)
    assert texts(store, job.interaction) == ["ordine 12346, sì", "dunque [PHONE]"]
    assert maskings_figures(store, intake) == {"PHONE": (0, 1)}  # the mark went, and the release counts
    with pytest.raises(BadInput, match="no mask begins"):
        maskings.release(anna, job.interaction, 0, 7)
    with pytest.raises(BadInput, match="write the words that stood there"):
        maskings.release(anna, job.interaction, 1, 7, "123\x0046")
    with pytest.raises(NotFound):
        staging.get(job.interaction, 1, DOCUMENT)


def test_a_turn_that_was_corrected_since_has_no_original_any_more(store: Store, intake: Intake, steps: Steps) -> None:
    keeping = replace(steps, keep_originals=True)
    job = chat(store, intake, keeping, ("ordine 12345, sì", "dunque"))
    with store.transaction() as session:
        row = interactions.get_locked(session, job.interaction)
        corrections.change(session, steps.staging, row, [TurnChange(0, "codice 777")], "", "user:anna")
        again = Job(row.id, row.run)
    keeping.text(again)
    back = maskings.release(context(store, intake), job.interaction, 0, 7)
    assert back.outcome is not ReleaseOutcome.RESTORED
    assert texts(store, job.interaction)[0] == "codice [PHONE]"


def test_a_card_stays_masked_where_its_security_code_was_spoken_of(store: Store, intake: Intake, steps: Steps) -> None:
    job = chat(store, intake, replace(steps, keep_originals=True), ("il CVV è uno due tre", "grazie"))
    maskings.mask_everywhere(context(store, intake), job.interaction, DatumKind.CREDIT_CARD, "uno due tre")
    with pytest.raises(Conflict, match="stays masked"):
        maskings.release(context(store, intake), job.interaction, 0, 9, "uno")


def test_no_original_is_kept_once_somebody_masks_a_security_code(
    store: Store, intake: Intake, steps: Steps, blobs: Blobs
) -> None:
    keeping = replace(steps, keep_originals=True)
    job = chat(store, intake, keeping, ("sul retro c'è 321 mi pare", "grazie"))
    anna = context(store, intake)
    assert list(blobs.list("work"))
    maskings.release(anna, job.interaction, 0, 14)
    assert texts(store, job.interaction)[0] == "sul retro c'è 321 mi pare"
    maskings.mask(anna, job.interaction, DatumKind.CREDIT_CARD, 0, 14, 17)
    assert list(blobs.list("work")) == []


# --- sound


def spoken(store: Store, intake: Intake, steps: Steps, blobs: Blobs) -> Job:
    with store.transaction() as session:
        row, _ = intake.accept(session, call(1), blobs.put("acme", [recording()], 1 << 20))
    job = Job(row.id, row.run)
    steps.score(job, listen(steps, job))
    return job


@pytest.mark.parametrize("original", [True, False], ids=["original kept", "copy alone"])
def test_masked_words_cannot_be_heard_any_more_from_the_moment_they_are_masked(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging, original: bool
) -> None:
    """`quagliarella` is spoken from second 2 to 3 in channel 1."""
    steps = Steps(store, blobs, staging, Sounding(), keep_originals=original, pseudonyms=intake.pseudonyms)
    job = spoken(store, intake, steps, blobs)
    with store.reading() as session:
        before = interactions.get(session, job.interaction)
    done = maskings.mask(context(store, intake), job.interaction, DatumKind.PERSON, 0, 6, 9)
    assert done.sound is SoundState.BEING_MADE_ANEW
    with store.reading() as session:
        waits = interactions.get(session, job.interaction)
    assert (waits.redacted_key, waits.louder_key, waits.state) == (None, before.redacted_key, State.RECEIVED)
    maskings.mask_everywhere(context(store, intake), job.interaction, DatumKind.ADDRESS, "piano")  # need not wait
    again = Job(job.interaction, waits.run + 1)
    steps.text(again) if before.recording_key is None else steps.plan(again)  # type: ignore[func-returns-value]
    with store.reading() as session:
        after = interactions.get(session, job.interaction)
    assert (after.state, after.louder_key, bool(after.recording_key)) == (State.DONE, None, original)
    sound = heard(blobs, after.redacted_key)
    for second in (2, 5):  # with a quarter of a second on both sides, in this channel alone
        silent = slice(int((second - 0.25) * RATE), int((second + 1.25) * RATE))
        assert not sound[silent, 1].any()
        assert np.abs(sound[silent, 0]).max() > 16_000
    assert np.abs(sound[int(3.3 * RATE) : int(4.7 * RATE), 1]).max() > 16_000
    assert not blobs.exists(str(before.redacted_key))
    assert [key for key, _ in blobs.list("work")] == []
    assert texts(store, job.interaction) == ["sono [PERSON] del terzo [ADDRESS]"]


def test_the_kept_recording_is_heard_again_for_the_words_under_a_wrong_mask(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging
) -> None:
    steps = Steps(store, blobs, staging, Sounding(), keep_originals=True, pseudonyms=intake.pseudonyms)
    job = spoken(store, intake, steps, blobs)
    anna = context(store, intake)
    maskings.mask(anna, job.interaction, DatumKind.PERSON, 0, 6, 9)
    maskings.mask_everywhere(anna, job.interaction, DatumKind.ADDRESS, "piano")
    steps.plan(Job(job.interaction, 3))
    back = maskings.release(anna, job.interaction, 0, 5)
    assert (back.outcome, back.sound) == (ReleaseOutcome.BEING_HEARD, SoundState.BEING_MADE_ANEW)
    assert texts(store, job.interaction) == ["sono [PERSON] del terzo [ADDRESS]"]
    steps.plan(Job(job.interaction, 4))
    assert texts(store, job.interaction) == ["sono quagliarella del terzo [ADDRESS]"]
    with store.reading() as session:
        after = interactions.get(session, job.interaction)
    sound = heard(blobs, after.redacted_key)
    assert np.abs(sound[int(2.05 * RATE) : int(2.95 * RATE), 1]).max() > 16_000
    assert not sound[int(4.75 * RATE) : int(6.25 * RATE), 1].any()
    assert maskings_figures(store, intake) == {"ADDRESS": (1, 0), "PERSON": (0, 0)}


def test_who_masks_a_note_while_the_sound_is_made_anew_does_not_stop_that(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging
) -> None:
    steps = Steps(store, blobs, staging, Sounding(), pseudonyms=intake.pseudonyms)
    job = spoken(store, intake, steps, blobs)
    anna = context(store, intake)
    maskings.mask(anna, job.interaction, DatumKind.PERSON, 0, 6, 9)
    with store.transaction() as session:
        row = interactions.get_locked(session, job.interaction)
        answer = [ReviewAnswer("label:resolution", "pending", f"chiamare {NAME}bis")]
        reviews.add(session, row, None, {}, answer, "user:anna", Occasion())
    done = maskings.mask_everywhere(anna, job.interaction, DatumKind.PERSON, f"{NAME}bis")
    assert (done.places, done.notes, done.sound) == (0, 1, SoundState.BEING_MADE_ANEW)
    steps.text(Job(job.interaction, 3))
    with store.reading() as session:
        after = interactions.get(session, job.interaction)
    assert (after.state, after.louder_key, after.failure) == (State.DONE, None, None)
    assert not heard(blobs, after.redacted_key)[int(2.05 * RATE) : int(2.95 * RATE), 1].any()


def test_what_is_being_heard_again_is_not_lost_to_another_mask(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging
) -> None:
    steps = Steps(store, blobs, staging, Sounding(), keep_originals=True, pseudonyms=intake.pseudonyms)
    job = spoken(store, intake, steps, blobs)
    anna = context(store, intake)
    maskings.mask(anna, job.interaction, DatumKind.PERSON, 0, 6, 9)
    steps.plan(Job(job.interaction, 2))
    maskings.release(anna, job.interaction, 0, 5)
    with pytest.raises(Conflict, match="still at this interaction"):
        maskings.mask_everywhere(anna, job.interaction, DatumKind.ADDRESS, "piano")
    steps.plan(Job(job.interaction, 3))
    assert texts(store, job.interaction) == ["sono quagliarella del terzo piano"]


def test_erasing_takes_the_copy_along_that_was_not_silenced_yet(
    store: Store, intake: Intake, blobs: Blobs, staging: Staging
) -> None:
    from qa_service.store import erase

    steps = Steps(store, blobs, staging, Sounding(), pseudonyms=intake.pseudonyms)
    job = spoken(store, intake, steps, blobs)
    maskings.mask(context(store, intake), job.interaction, DatumKind.PERSON, 0, 6, 9)
    with store.transaction() as session:
        louder = str(interactions.get(session, job.interaction).louder_key)
        assert blobs.exists(louder)
        erase.erase(session, job.interaction, blobs, staging)
    assert not blobs.exists(louder)


def test_another_client_sees_nothing_of_it(store: Store, intake: Intake, steps: Steps) -> None:
    job = chat(store, intake, steps)
    maskings.mask_everywhere(context(store, intake), job.interaction, DatumKind.PERSON, NAME)
    with store.reading(Scope("globex")) as session:
        assert session.exec(select(MaskingRow)).all() == []
    with pytest.raises(NotFound):
        maskings.listed(of_another_client(store, intake), job.interaction)


@pytest.mark.usefixtures("url")  # which is emptied afterwards
def test_the_services_own_role_may_take_words_out_of_reviews_and_change_nothing_else_in_them(
    app: Store, intake: Intake, blobs: Blobs, staging: Staging
) -> None:
    steps = Steps(app, blobs, staging, PlainStages(), pseudonyms=intake.pseudonyms)
    job = chat(app, intake, steps)
    with_everything_beside(app, blobs, job.interaction, NAME)
    done = maskings.mask_everywhere(context(app, intake), job.interaction, DatumKind.PERSON, NAME)
    assert (done.places, done.notes) == (2, 6)
    with app.transaction() as session, pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        session.connection().execute(sa.text("UPDATE review SET answer = 'resolved'"))
