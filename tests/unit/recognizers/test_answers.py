"""What a question asks for is hidden in the answer even where it has no known form, and where it is read back."""

import pytest

from tests.unit.recognizers.marked import hidden_words, readable

ASKED = [
    # a secret word, a user name
    ["qual è la parola segreta", "[tramontana]"],
    ["mi dice il nome utente", "sì è [girasole]"],
    ["e il cognome da nubile di sua madre", "[colombo]"],
    ["what's the memorable word on the account", "[driftwood]"],
    ["i need your mother's maiden name", "it was [drummond]"],
    ["and the name of your first school please", "mm", "[saint aidans]"],
    ["mi dà il suggerimento della password", "[gelsomino]"],
    # a name, whose
    ["a chi è intestata la fornitura", "[ravasio benedetto]"],
    ["mi dice il cognome", "[zorzan]"],
    ["il nome dell'intestatario", "allora [primo colombo]"],
    ["can i take your surname", "it's [hollowood]"],
    ["what name is it under", "[pemberton-yates]"],
    # how it is written
    ["come si scrive", "[zeta o erre zeta a enne]"],
    ["me lo può sillabare", "[acca come hotel o come otranto x come xilofono]"],
    ["can you spell that for me", "[h o l l o w o o d]"],
    ["could you spell the surname", "yeah [p e m], [b e r], [ton]"],
    ["how are you spelling that", "mm hm", "[k for kilo w a m e]"],
    ["me lo scandisce", "sì", "[bi erre a ci acca i]", "[brachi]"],
    # a street, a house, a place
    ["in che via abita", "[vicolo dei giardini]"],
    ["che via", "[contrada macchia soprana]"],
    ["a che numero civico", "[ventisette bis]"],
    ["e il comune", "[roccasecca dei volsci]"],
    ["la città", "[cinisello]"],
    ["e il cap", "[zero zero uno quattro quattro]"],
    ["che piano", "[quinto piano] [scala c]"],
    ["what's the postcode", "[l s six] [three h n]"],
    ["and the first line of the address", "[the old forge]"],
    ["what road is that", "[gallows hill]"],
    ["what's the house number", "[one hundred and six]"],
    ["which town", "[hebden bridge]"],
    ["what's the eircode", "[d zero four x two y six]"],
    # a code with letters
    ["il numero di serie della caldaia", "[bi kappa quattro quattro due]"],
    ["is there a letter on the end", "[q] for queen"],
    ["mi conferma il codice", "[erre zeta otto otto uno]"],
    ["what's the reference", "[h k d four one]"],
    # after a turn that says nothing
    ["mi dice la via", "sì un attimo", "[vicolo dei giardini quattro]"],
    ["what's your surname please", "uh huh", "[hollowood]"],
    ["mi conferma l'indirizzo", "mm", "[contrada macchia quattordici]"],
    # read back
    ["mi dice il cognome", "[zorzan]", "[zorzan] con la zeta, giusto?"],
    ["what's the house called", "[kestrel barn]", "[kestrel barn], lovely"],
    ["che via", "[contrada macchia soprana]", "[macchia soprana], e il numero?"],
    ["what's the memorable word", "[driftwood]", "[driftwood], that's fine"],
    ["il comune", "[roccasecca]", "provincia?", "[frosinone]"],
]  # fmt: skip

STAYS = [
    ["mi dice il codice cliente", "non ce l'ho qui, devo cercarlo"],
    ["qual è il numero di contratto", "un attimo che prendo la bolletta"],
    ["mi conferma l'indirizzo", "perché, a cosa serve?"],
    ["what's your account number", "i don't have it to hand"],
    ["can i take the postcode", "why do you need that"],
    ["come si scrive", "in che senso"],
    ["mi dice la via", "non lo so"],
    ["ha già il modulo?", "no, me lo mandi per posta"],
    ["quando arriva il tecnico", "domani mattina tra le otto e le dieci"],
    ["quanto costa", "venti euro al mese"],
    ["what time will he come", "between two and four"],
    ["qual è il problema", "la caldaia non parte e fa rumore"],
    ["what can i do for you", "my broadband keeps dropping out"],
    ["che modello è il telefono", "un samsung di tre anni fa"],
    ["which colour would you like", "the blue one please"],
    ["sono di Milano e la linea non va"],
    ["siamo in zona da dieci anni", "capisco"],
    ["posso avere un rimborso", "sì entro trenta giorni"],
    ["hi i'd like to book a table for four at eight", "sure what name"],
    ["what's the issue with the app", "it crashes when i open settings"],
    ["is there a number i can ring", "yes it's on the website"],
    ["can you tell me what time the store opens", "nine until five thirty on weekdays"],
    ["what's your name", "i'm just the assistant"],
    ["do you have a reference for the offer", "it's the spring sale one"],
    ["have you got the letter there", "no my wife threw it out"],
    ["can i have the number for complaints", "you can email them or fill in the form"],
    ["what code do i use at the checkout", "there's no code it comes off automatically"],
    ["what address do i send it back to", "the warehouse in the returns label"],
    ["did it come in the post", "yes on tuesday morning"],
    ["which street is the shop on", "it's opposite the bus station"],
    ["what floor is the clinic on", "second floor by the lifts"],
    ["can you email me a copy", "of course it'll be there in ten minutes"],
    ["have you got my email", "i've sent it to the one on file"],
    ["whats the policy on returns", "thirty days with the receipt"],
    ["what's the number of instalments", "twelve monthly payments"],
    ["the password keeps getting rejected", "try resetting it from the login page"],
    ["which plan are you on", "the unlimited one with roaming"],
    ["qual è il numero verde", "lo trova in bolletta in alto a destra"],
    ["che numero devo chiamare", "quello dell'assistenza tecnica"],
    ["mi dice il codice sconto", "primavera è già applicato"],
    ["dove si trova lo sportello", "in centro vicino alla stazione"],
    ["a che piano è l'ufficio", "al secondo piano"],
    ["mi manda una mail di conferma", "certo la riceve entro stasera"],
    ["come si chiama l'offerta", "si chiama casa serena"],
    ["qual è il nome del prodotto", "caldaia a condensazione"],
    ["ha ricevuto la lettera", "sì la settimana scorsa"],
    ["il numero di rate qual è", "sono dodici rate mensili"],
    ["mi serve il documento", "quale documento vuole"],
    ["ha la tessera con sé", "no l'ho lasciata a casa"],
    ["la password non funziona", "provi a reimpostarla dal sito"],
    ["come mai il contatore segna errore", "bisogna riavviarlo tenendo premuto il tasto"],
    ["la mia pratica a che punto è", "è in lavorazione presso l'ufficio tecnico"],
    ["che documenti servono", "carta d'identità e codice fiscale"],
    ["quale comune gestisce i rifiuti", "dipende dalla zona"],
    ["mi ripete il nome dell'ufficio", "ufficio tributi"],
]  # fmt: skip


@pytest.mark.parametrize("texts", ASKED)
def test_nothing_of_an_answer_stays_readable(texts: list[str]) -> None:
    assert readable(*texts) == []


@pytest.mark.parametrize("texts", STAYS)
def test_what_answers_with_no_datum_stays(texts: list[str]) -> None:
    assert hidden_words(*texts) == []
