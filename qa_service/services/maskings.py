"""Words that a person masks by hand, wherever an interaction holds them, and masks that a person takes away."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

from qa_service.documents.maskings import (
    KindFigures,
    MaskedView,
    MaskingFigures,
    MaskingsView,
    ReleasedView,
    ReleaseOutcome,
    SoundState,
)
from qa_service.domain.interaction import is_storable
from qa_service.domain.masked_words import MASK, DatumKind, HiddenWords, MaskingAct, grown, key_of, keys_of
from qa_service.domain.processed import Processed, Understood
from qa_service.domain.review import tidy_note
from qa_service.domain.transcript import Turn
from qa_service.domain.understanding import Evidence
from qa_service.errors import BadInput, Conflict, say
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import (
    agent_segments,
    holds,
    interactions,
    masked_interaction,
    maskings,
    noted_words,
    originals,
    results,
    saved_views,
    withdrawn,
)
from qa_service.store.masked_interaction import Rewording
from qa_service.store.scope import EVERYTHING, ScopedSession
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_maskings import MaskingRow
from qa_service.understand import masked_by_hand
from qa_service.understand.masked_by_hand import StandingMask

_CODE_DIGITS = (3, 4)
LONGEST = 500
"""Characters of words that are masked, or written in the place of a mask."""


@reads(Permission.REVIEW)
def listed(context: Context, id: UUID) -> MaskingsView:
    """What people did to the masks of an interaction. Raises NotFound."""
    interactions.get(context.session, id)
    return MaskingsView.of(list(maskings.of_interaction(context.session, id)))


@reads(Permission.SEE_AGREEMENT)
def figures(context: Context, client: str | None = None) -> MaskingFigures:
    """What people found wrong with the masking, by kind. Raises Forbidden for another client's."""
    client = client or context.caller.client
    if client is not None:
        access.check_client(context.caller, client)
    by_kind = maskings.figures(context.session, client)
    kinds = [KindFigures(kind=kind, missed=missed, false=false) for kind, (missed, false) in by_kind.items()]
    return MaskingFigures(client=client, kinds=kinds)


@changes(Permission.REVIEW, "mask words", own_transactions=True)
def mask(context: Context, id: UUID, kind: DatumKind, turn: int, start: int, end: int, why: str = "") -> MaskedView:
    """The words that these characters of a masked turn touch, and the same words wherever else they stand. Raises
    NotFound, BadInput where there are none, and Conflict while a worker is at the interaction.
    """
    with _locked(context, id, or_silenced=True) as (session, row, before):
        passage = _passage(before.understood.transcript.turns, turn, start, end)
        words = before.understood.transcript.turns[turn].text[passage.start : passage.end]
        view, masking = _mask(context, session, row, before, kind, words, [passage], why)
        context.note(id, row.client, **_told(masking))
    context.deps.store.scrub()
    return view


@changes(Permission.REVIEW, "mask words", own_transactions=True)
def mask_everywhere(context: Context, id: UUID, kind: DatumKind, words: str, why: str = "") -> MaskedView:
    """These words wherever an interaction and the notes on it hold them. Raises as `mask`, and BadInput where they are
    too short to be looked for.
    """
    if not keys_of(words, kind) or len(words) > LONGEST:
        raise BadInput("give words of three letters or digits at least, without a mask among them", where="words")
    with _locked(context, id, or_silenced=True) as (session, row, before):
        view, masking = _mask(context, session, row, before, kind, words, [], why)
        context.note(id, row.client, **_told(masking))
    context.deps.store.scrub()
    return view


@contextmanager
def _locked(
    context: Context, id: UUID, *, or_silenced: bool = False
) -> Iterator[tuple[ScopedSession, InteractionRow, Processed]]:
    """An interaction within the caller's reach, nobody else's until the end; in a transaction that reaches all, since
    notes and files of others hold its words as well.
    """
    with context.reading() as session:
        interactions.get(session, id)
    context.deps.open_intake()  # which may write down the secret, in a transaction of its own
    with context.transaction(EVERYTHING) as session:
        row = interactions.get_locked(session, id)
        holds.refuse(session, row, tells_why=True)
        masked_interaction.check_settled(session, row, or_silenced=or_silenced)
        yield session, row, results.processed(session, id)


def _passage(turns: Sequence[Turn], turn: int, start: int, end: int) -> Evidence:
    if not 0 <= turn < len(turns):
        raise BadInput(
            "there is no turn {turn}", turn=turn, where="turn", hint=say("they are 0 to {last}", last=len(turns) - 1)
        )
    passage = grown(turns[turn].text, start, end) if 0 <= start < end <= len(turns[turn].text) else None
    if passage is None:
        raise BadInput(
            "no word stands at these characters of the turn",
            where="start",
            hint=say("the turn has characters 0 to {last}; end is the one after the last", last=len(turns[turn].text)),
        )
    return Evidence(turn, *passage)


def _mask(
    context: Context,
    session: ScopedSession,
    row: InteractionRow,
    before: Processed,
    kind: DatumKind,
    words: str,
    chosen: list[Evidence],
    why: str,
) -> tuple[MaskedView, MaskingRow]:
    keys = keys_of(words, kind)
    hidden, turns = HiddenWords.of(keys), before.understood.transcript.turns
    passages = masked_by_hand.disjoint([*chosen, *masked_by_hand.places(turns, hidden)])
    after, edits = masked_by_hand.hide(before.understood, passages, kind)
    if kind is DatumKind.CREDIT_CARD and key_of(words).isdigit() and len(key_of(words)) in _CODE_DIGITS:
        after = replace(after, card_code=True)
    is_due = row.redacted_key is None  # it was to be silenced already, and that is not done yet
    silent = (before.understood.silences, before.understood.card_code)
    carried = _has_sound(row) and (is_due or (after.silences, after.card_code) != silent)
    noted = (row, *agent_segments.of(session, row.id))
    notes = sum(noted_words.mask(session, part, hidden, kind) for part in noted)
    if not passages and not notes:
        raise BadInput("these words do not stand in the interaction, nor in the notes on it", where="words")
    files = withdrawn.take_back(session, row, context.deps.blobs)
    originals.carry_on(session, context.deps.staging, row, keep=not after.card_code)
    masked_interaction.next_run(row, carried=carried, louder=carried)
    masked_interaction.keep(session, row, Rewording(before, after, edits.place, hidden, kind))
    masking = MaskingRow(
        interaction_id=row.id,
        client=row.client,
        run=row.run,
        act=MaskingAct.MASKED,
        kind=kind,
        places=len(passages),
        words=maskings.digests(context.deps.intake.pseudonyms, row.client, keys),
        carried=carried,
        why=hidden.masked(tidy_note(why), kind),
        by=context.caller.actor,
    )
    session.add(masking)
    view = MaskedView(
        interaction=row.id,
        kind=kind,
        places=len(passages),
        notes=notes,
        searches=saved_views.forget_words(session, row.client, hidden),
        files=files,
        sound=_sound(row, carried=carried),
    )
    return view, masking


def _has_sound(row: InteractionRow) -> bool:
    return row.redacted_key is not None or row.louder_key is not None


def _sound(row: InteractionRow, *, carried: bool) -> SoundState:
    if carried:
        return SoundState.BEING_MADE_ANEW
    return SoundState.UNCHANGED if _has_sound(row) else SoundState.NONE


def _told(masking: MaskingRow) -> dict[str, Any]:
    """What the audit trail tells of it; it names no word."""
    return {"kind": masking.kind, "act": masking.act.value, "places": masking.places, "run": masking.run}


@changes(Permission.RELEASE_WORDS, "release mask", own_transactions=True)
def release(context: Context, id: UUID, turn: int, start: int, words: str | None = None, why: str = "") -> ReleasedView:
    """Take away the mask that begins at this character of a masked turn.

    With `words` these stand there from now on. Without, what is kept of the original tells them; where nothing is, the
    mask stays and counts as a false one. Raises NotFound, BadInput where no mask begins there, and Conflict for what
    may not come back.
    """
    with _locked(context, id) as (session, row, before):
        mask = masked_by_hand.mask_at(before.understood, turn, start)
        if mask is None:
            raise BadInput("no mask begins at this character of the turn", where="start")
        if before.understood.card_code and mask.kind == DatumKind.CREDIT_CARD:
            raise Conflict("the security code of a card was spoken of here; what is masked as a card stays masked")
        view, masking = _release(context, session, row, before, mask, words, tidy_note(why))
        context.note(id, row.client, **_told(masking))
    return view


def _release(
    context: Context,
    session: ScopedSession,
    row: InteractionRow,
    before: Processed,
    mask: StandingMask,
    words: str | None,
    why: str,
) -> tuple[ReleasedView, MaskingRow]:
    masking = MaskingRow(
        interaction_id=row.id,
        client=row.client,
        run=row.run,
        act=MaskingAct.RELEASED,
        kind=mask.kind,
        turn=mask.passage.turn,
        start=mask.passage.start,
        places=1,
        by_machine=mask.span is not None and not mask.span.by_hand,
        why=why,
        by=context.caller.actor,
    )
    if words is not None:
        outcome = _write(context, session, row, before, [(mask, _checked(words))])
    elif row.recording_key is not None and masked_by_hand.spoken_under(before.understood, mask) is not None:
        outcome, masking.carried, masking.places = ReleaseOutcome.BEING_HEARD, True, 0
        masked_interaction.next_run(row, carried=True)
    elif restored := _restorable(context, row, before.understood, mask):
        _write(context, session, row, before, restored)
        outcome, masking.places = ReleaseOutcome.RESTORED, len(restored)
    else:
        outcome = _mark(session, row, mask, masking)
    masking.run = row.run
    session.add(masking)
    sound = _sound(row, carried=masking.carried)
    view = ReleasedView(interaction=row.id, kind=mask.kind, outcome=outcome, places=masking.places, sound=sound)
    return view, masking


def _checked(words: str) -> str:
    words = words.strip()
    if not key_of(words) or MASK.search(words) or len(words) > LONGEST or not is_storable(words):
        raise BadInput(
            "write the words that stood there, at most {limit} characters, without a mask", limit=LONGEST, where="words"
        )
    return words


def _write(
    context: Context,
    session: ScopedSession,
    row: InteractionRow,
    before: Processed,
    written: Sequence[tuple[StandingMask, str]],
) -> ReleaseOutcome:
    """Words in the place of masks, which come in the order of the conversation; from the last one on, so that those
    before it stay where they are.
    """
    pseudonyms = context.deps.intake.pseudonyms
    originals.carry_on(session, context.deps.staging, row, keep=True)
    masked_interaction.next_run(row, carried=False)
    for mask, words in reversed(written):
        after, edits = masked_by_hand.show(before.understood, mask, words)
        rewording = Rewording(before, after, edits.place)
        masked_interaction.keep(session, row, rewording)
        before = rewording.processed
        maskings.undo(session, row, pseudonyms, key_of(words))
        if mask.span is not None:
            maskings.unmark(session, row.id, mask.passage.turn, mask.span.start)
    return ReleaseOutcome.WRITTEN


def _restorable(
    context: Context, row: InteractionRow, understood: Understood, mask: StandingMask
) -> list[tuple[StandingMask, str]]:
    """The mask and all others of its kind that hide the same words, with these words, where the text that came in is
    kept; empty where it is not, or was corrected since in that turn.
    """
    texts = originals.texts(context.deps.staging, row)
    turns = [n for n in range(len(understood.transcript.turns)) if n < len(texts)]
    known = [
        (found, texts[turn][found.span.start : found.span.end])
        for turn in turns
        if masked_by_hand.fits(texts[turn], understood, turn)
        for found in masked_by_hand.masks_of(understood, turn)
        if found.span is not None and found.kind == mask.kind
    ]
    own = next((words for found, words in known if found == mask), None)
    return [] if own is None else [(found, words) for found, words in known if key_of(words) == key_of(own)]


def _mark(session: ScopedSession, row: InteractionRow, mask: StandingMask, masking: MaskingRow) -> ReleaseOutcome:
    """Nothing is kept of what stood there: the mask stays, and counts as a false one."""
    if mask.span is None:
        raise Conflict("nobody knows what stood here: somebody wrote this mask; write the words that stood there")
    masking.act, masking.start = MaskingAct.NOT_PERSONAL, mask.span.start
    if maskings.is_marked(session, row.id, mask.passage.turn, mask.span.start):
        raise Conflict("this mask is marked already as hiding nothing personal; write the words that stood there")
    return ReleaseOutcome.NOT_PERSONAL
