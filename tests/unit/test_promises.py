"""Promises in agents' words, and by when: the lines marked by hand, and what must not be taken for one."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from eval.promises.__main__ import lines, score
from qa_service.domain import promises
from qa_service.domain.interaction import Party
from qa_service.domain.promised_times import Clock, due
from qa_service.domain.transcript import Turn

CLOCK = Clock(datetime(2026, 12, 1, 9, tzinfo=UTC), "Europe/Rome")


@pytest.mark.parametrize("lang", ["it", "en"])
def test_lines_that_were_held_out_are_found_as_they_were_marked(lang: str) -> None:
    result = score(list(lines(lang, held_out=True)))
    assert result.precision >= 0.95
    assert result.recall >= 0.9
    assert result.late_claims == 0


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("La chiamo per la bolletta di novembre.", "it"),
        ("La richiamo domani?", "it"),
        ("Non la richiamo più.", "it"),
        ("Le mando adesso il codice.", "it"),
        ("Nobody will ring you about it.", "en"),
        ("I'm sending you over to accounts.", "en"),
        ("il corriere le consegnerà il pacco domani", "it"),
        ("la sua banca le accrediterà l'importo entro tre giorni", "it"),
        ("suo figlio la chiama più tardi", "it"),
        ("non credo che il tecnico venga oggi", "it"),
        ("non so se l'amministrazione la contatterà", "it"),
        ("se non paga entro domani le mandiamo un sollecito", "it"),
        ("le hanno detto che la richiamavano", "it"),
        ("le giro la chiamata al reparto tecnico", "it"),
        ("your bank will refund you directly", "en"),
        ("i don't think they'll call you", "en"),
        ("you'll need to send us the form by friday", "en"),
        ("will you send me the photo today", "en"),
        ("you should have received it by monday", "en"),
        ("it usually gets posted within two days", "en"),
        ("engineers are booked up until january", "en"),
    ],
)
def test_what_is_no_promise_is_not_followed(text: str, lang: str) -> None:
    assert promises.find([Turn(Party.AGENT, text)], lang, CLOCK) == []


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("la risentiamo noi in settimana", "it", "call_back"),
        ("Verrà ricontattato da un nostro operatore.", "it", "call_back"),
        ("le faccio uno squillo domani", "it", "call_back"),
        ("L'estratto conto Le sarà trasmesso a breve.", "it", "send"),
        ("gliela rimando per posta ordinaria", "it", "send"),
        ("le ridiamo i venti euro sulla prossima bolletta", "it", "refund"),
        ("Le verrà corrisposto un indennizzo.", "it", "refund"),
        ("mandiamo uno dei nostri a dare un'occhiata", "it", "technician"),
        ("Abbiamo fissato l'intervento per il 4 dicembre.", "it", "technician"),
        ("apro subito una segnalazione al reparto tecnico", "it", "check"),
        ("i'll drop you a line when it's been processed", "en", "call_back"),
        ("You will be contacted by a specialist.", "en", "call_back"),
        ("somebody from billing's gonna phone you", "en", "call_back"),
        ("Your new router will be dispatched today.", "en", "send"),
        ("you'll have it by friday", "en", "send"),
        ("we'll knock it off your next bill", "en", "refund"),
        ("The amount will be credited back to your card.", "en", "refund"),
        ("we'll send somebody out to have a look tomorrow", "en", "technician"),
        ("An installer will attend on 9 December.", "en", "technician"),
        ("i'll escalate this to my manager", "en", "check"),
    ],
)
def test_other_words_for_the_same_are_found(text: str, lang: str, kind: str) -> None:
    assert [promise.kind.value for promise in promises.find([Turn(Party.AGENT, text)], lang, CLOCK)] == [kind]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (
            "se lei è d'accordo per me va bene dunque allora guardi io adesso chiudo la pratica e poi appena arriva la"
            " risposta dall'altro ufficio la richiamo io domani mattina",
            "it",
        ),
        ("eh no quella penale lì non la deve pagare gliela rimborsiamo noi", "it"),
        ("you don't need to do anything we'll post it to you", "en"),
        (
            "if you look at your bill it's the second line from the top and that's the one that was wrong so what"
            " happens now is we'll credit that back to you on the next statement",
            "en",
        ),
    ],
)
def test_a_condition_far_away_in_recognised_speech_takes_no_promise_back(text: str, lang: str) -> None:
    assert len(promises.find([Turn(Party.AGENT, text)], lang, CLOCK)) == 1


def test_a_time_far_away_in_recognised_speech_is_of_something_else() -> None:
    text = (
        "allora lei ha pagato " + "e poi ha pagato " * 8 + "la richiamo io " + "e poi ne parliamo " * 8 + "entro domani"
    )
    (promise,) = promises.find([Turn(Party.AGENT, text)], "it", CLOCK)
    assert promise.due_at is None


def test_customers_and_other_languages_promise_nothing() -> None:
    assert promises.find([Turn(Party.CUSTOMER, "La richiamo domani.")], "it", CLOCK) == []
    assert promises.find([Turn(Party.AGENT, "Ich rufe Sie morgen an.")], "de", CLOCK) == []
    assert promises.find([Turn(Party.AGENT, "La richiamo domani.")], None, CLOCK) == []


@pytest.mark.parametrize(
    "text",
    [
        "la richiamo venerdì prossimo",
        "i'll call you next friday",
        "lei paga entro dieci giorni e noi entro trenta le mandiamo la carta",
        "mercoledì sento lo scalo e gliela spedisco entro il venti del mese prossimo",
        "le telefono lunedì 11",
        "la richiamo a breve",
        "le mando il modulo entro le 8",
    ],
)
def test_a_time_that_may_mean_two_things_is_none(text: str) -> None:
    assert due(text, CLOCK) is None


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("le faccio avere il preventivo entro mercoledì nove", "12-10 00:00"),
        ("entro e non oltre il dieci dicembre", "12-11 00:00"),
        ("by wednesday the ninth", "12-10 00:00"),
        ("entro la fine di dicembre", "01-01 00:00"),
        ("by the end of january", "02-01 00:00"),
        ("passa giovedì tra le nove e le tredici", "12-03 13:00"),
        ("il 9 dicembre, fascia 14-18", "12-09 18:00"),
        ("wednesday between eight and one", "12-02 13:00"),
        ("tomorrow between one and eight", "12-02 20:00"),
        ("on thursday at half past two", "12-03 14:30"),
        ("la risento giovedì alle quindici", "12-03 15:00"),
        ("domani alle tre e mezza", "12-02 15:30"),
        ("giovedì verso le tre", "12-04 00:00"),
        ("siamo aperti domani fino alle tre", "12-03 00:00"),
        ("domani alle tre o alle quattro", "12-03 00:00"),
        ("by five pm today", "12-01 17:00"),
        ("by noon tomorrow", "12-02 12:00"),
        ("domani alle otto di sera", "12-02 20:00"),
        ("within the hour", "12-01 11:00"),
        ("tra mezz'ora", "12-01 10:30"),
    ],
)
def test_a_day_or_an_hour_in_words_is_read(text: str, local: str) -> None:
    moment = due(text, CLOCK)
    assert moment is not None
    assert moment.astimezone(ZoneInfo("Europe/Rome")).strftime("%m-%d %H:%M") == local


@pytest.mark.parametrize("text", ["tra un'ora o due", "entro venerdì nove", "between two and three weeks of work"])
def test_what_may_be_another_day_or_hour_is_none(text: str) -> None:
    assert due(text, CLOCK) is None


def test_a_message_counts_from_its_own_moment_and_words_of_a_call_from_theirs() -> None:
    later = datetime(2026, 12, 3, 9, tzinfo=UTC)
    (written,) = promises.find([Turn(Party.AGENT, "La richiamo entro 2 ore.", at=later)], "it", CLOCK)
    assert written.due_at == datetime(2026, 12, 3, 11, tzinfo=UTC)
    (said,) = promises.find([Turn(Party.AGENT, "La richiamo entro 2 ore.", start=600.0)], "it", CLOCK)
    assert said.due_at == datetime(2026, 12, 1, 11, 10, tzinfo=UTC)


def test_the_passage_is_the_sentence_as_it_stands() -> None:
    text = "Perfetto.  La RICHIAMO domani! Arrivederci."
    (promise,) = promises.find([Turn(Party.AGENT, text)], "it", CLOCK)
    assert text[promise.start : promise.end] == "La RICHIAMO domani!"
