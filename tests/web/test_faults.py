"""What goes wrong is said in the visitor's language, wherever a page shows it."""

import pytest

from qa_service.errors import (
    BadAudio,
    BadDocument,
    BadInput,
    BadRubric,
    Conflict,
    Forbidden,
    NotFound,
    Sentence,
    say,
    word,
)
from qa_service.foreign import in_words, of_pydantic
from qa_service.web.i18n import Locale

IT, EN = Locale("it"), Locale("en")
CHANNEL = {"type": "literal_error", "msg": "Input should be 'call', 'chat' or 'email'"}


@pytest.mark.parametrize(
    ("error", "english", "italian"),
    [
        (
            BadAudio("it holds no sound track", where="recording", hint=Sentence("give a wav or mp3 file")),
            "recording: it holds no sound track; give a wav or mp3 file",
            None,
        ),
        (
            BadAudio("it holds no sound track", where="recording"),
            "recording: it holds no sound track",
            "recording: non contiene una traccia audio",
        ),
        (
            BadAudio("it is longer than {limit} minutes", limit=240, where="my call.wav", hint="cut it into pieces"),
            "my call.wav: it is longer than 240 minutes; cut it into pieces",
            "my call.wav: dura più di 240 minuti; dividila in parti",
        ),
        (
            BadRubric(
                "cannot be read as YAML: {problem}",
                problem=in_words("mapping values are not allowed here"),
                where=say("line {line}, column {column}", line=3, column=5),
            ),
            "line 3, column 5: cannot be read as YAML: mapping values are not allowed here",
            "riga 3, colonna 5: non si legge come YAML: qui non può stare un'altra coppia con i due punti",
        ),
        (
            BadDocument(of_pydantic(CHANNEL | {"ctx": {"expected": "'call', 'chat' or 'email'"}}), where="channel"),
            "channel: input should be 'call', 'chat' or 'email'",
            "channel: dev'essere 'call', 'chat' o 'email'",
        ),
        (
            Forbidden("the role {role} may not {right}", role=word("agent"), right=word("edit rubrics")),
            "the role agent may not edit rubrics",
            "il ruolo operatore non può modificare le griglie",
        ),
        (
            BadAudio(
                "it cannot be decoded as a recording ({reason})",
                reason=in_words("Invalid data found when processing input"),
                where="x.wav",
            ),
            "x.wav: it cannot be decoded as a recording (Invalid data found when processing input)",
            "x.wav: non si può decodificare come registrazione (dati non validi)",
        ),
        (NotFound("no sample {id}", id=12), "no sample 12", "non c'è il campione 12"),
        (
            Conflict("the time to object ended on {day} ({days} days after the judgement)", day="2026-03-01", days=30),
            "the time to object ended on 2026-03-01 (30 days after the judgement)",
            "il tempo per contestare è finito il 2026-03-01 (30 giorni dopo il giudizio)",
        ),
        (
            Conflict(
                "interaction {id!r} of client {client!r} is already there with different content; "
                "give it another id, or ask to replace it",
                id="x: 1; y",
                client="acme",
            ),
            "interaction 'x: 1; y' of client 'acme' is already there with different content; "
            "give it another id, or ask to replace it",
            "l'interazione 'x: 1; y' del committente 'acme' c'è già con un altro contenuto; "
            "dalle un altro identificativo, o chiedi di sostituirla",
        ),
        (BadInput(Sentence("nobody has ever said this")), "nobody has ever said this", None),
    ],
)
def test_what_is_known_is_translated_and_the_rest_stays_and_says_so(
    error: BadInput, english: str, italian: str | None
) -> None:
    assert str(error) == english
    assert IT.sentence(error.sentence) == ((italian, "it") if italian else (english, "en"))
    assert EN.sentence(error.sentence) == (english, "en")


def test_a_value_is_never_taken_for_a_template_or_a_word_of_ours() -> None:
    said = IT.sentence(NotFound("no sample {id}", id="{role} agent").sentence)
    assert said == ("non c'è il campione {role} agent", "it")


def test_a_failure_that_was_kept_is_said_in_italian_and_an_older_text_stands_as_it_came() -> None:
    inner = say("the recording holds {count} tracks, {bytes} bytes", count=2, bytes=1.5)
    kept = say("the correction could not be carried out: {reason}", reason=inner)
    assert Sentence.load(kept.dump()) == kept
    assert str(Sentence.load("3 of {these} % failed")) == "3 of {these} % failed"
    died = say("{count} workers died with this in hand, most often for want of memory; see the log", count=3)
    assert IT.sentence(Sentence.load(died.dump())).text.startswith("3 processi si sono fermati")
