"""Street addresses however they are written or said, in one turn and over several."""

import pytest

from tests.unit.recognizers.helpers import converse
from tests.unit.recognizers.marked import hidden_words, readable

HIDDEN = [
    # Italian, said
    ["abito in [via dei platani quarantasei scala b interno dodici]"],
    ["sto in [corso vercelli ventidue bis]"],
    ["l'indirizzo è [viale delle rimembranze sette barra a]"],
    ["[piazza caduti del lavoro tre] [secondo piano]"],
    ["siamo in [vicolo stretto nove] a [faenza]"],
    ["[contrada fontana murata senza numero civico]"],
    ["abito in [strada provinciale per galliera diciotto]"],
    ["[via quattro novembre centododici]"],
    ["[via venticinque aprile sei interno quattro]"],
    ["[via primo maggio ottanta]"],
    ["[località poggio secco undici], [comune di bibbiena]"],
    ["[largo fratelli cairoli cinque]"],
    ["[via monsignor colombo quattordici] [venti zero ventuno] [bollate]"],
    ["sempre in [via san rocco trentuno] [palazzina c]"],
    ["al [nove di viale umbria]"],
    ["il vicino del [quattro barra a di calle del forno]"],
    ["[frazione sant'anna trentatré] [cap dodici zero trenta]"],
    ["[lungarno soderini undici] [pianoterra]"],
    ["[borgo santi apostoli otto rosso] [firenze]"],
    ["[civico sedici bis]"],
    ["[via alla spiaggia ventuno]"],
    ["[via degli orti sei] [interno b], suonare al citofono"],
    ["abito in [via torre pellice dodici]"],
    ["sto in [largo taranto otto scala b interno tre]"],
    ["l'indirizzo è [viale roma sette] no scusi [diciannove]"],
    ["sto in [via degli orti nove] anzi il numero è [undici]"],
    ["abita in [vico dritto ponticello a genova]"],
    ["[case sparse ventidue]"],
    ["in che località", "[frazione colle del lupo]"],
    ["sto in [via dei platani nove]", "a che piano", "[secondo piano interno sei]"],
    # Italian, written
    ["Residente in [Contrada Piano Grande 31]"],
    ["La villetta di [loc. Fonte al Melo 12], [Volterra]"],
    ["Abito in [Via dei Platani 3], pardon [33]"],
    ["Abito in [via dei Platani 46, scala B, int. 12]"],
    ["[P.zza Garibaldi n° 2, scala A, 3° piano, 37121 Verona (VR)]"],
    ["[V.le Europa 7/bis - 00144 Roma]"],
    ["spedite a [C.so Vittorio Emanuele II, 88 - 80121 Napoli]"],
    ["[via f.lli cervi 8/C int. 4 reggio emilia 42124]"],
    ["residente in [Salita Santa Brigida 14 r, Genova]"],
    ["[Loc. Poggio Secco snc, 52011 Bibbiena AR]"],
    ["[Via Monte Rosa 12/A, pal. 3, 20149 Milano]"],
    ["Sono al [civ. 22/bis]"],
    ["[00019 Tivoli RM]"],
    ["[int. 9 sc. D]"],
    ["[Via S. Rocco 31, 24020 Ardesio (BG)]"],
    ["[Fraz. Pieve 4, 12030 Casalgrasso CN]"],
    ["[C.da Macchia 14, 70015 Noci (BA)]"],
    # Italian, over turns
    ["mi conferma l'indirizzo", "[via dei platani]", "che numero", "[quarantasei]", "scala?", "[scala b]"],
    ["la residenza", "[via dei platani]", "sì", "[quarantasei interno due]", "città", "[cinisello]", "cap",
     "[venti zero novantadue]"],
    ["in che via", "[contrada macchia]", "[contrada macchia] e il numero", "[quattordici]"],
    ["a che indirizzo lo spediamo", "[vicolo dei giardini quattro]", "ripeto [vicolo dei giardini quattro]"],
    ["mi dà l'indirizzo", "[via dell'olmo ventitré]", "interno", "[interno sette scala c]"],
    ["quale numero civico", "[duecentoquarantatré barra c]"],
    ["e il paese", "[noci] [provincia di bari]"],
    # English, said
    ["i live at [forty two gallows hill road]"],
    ["it's [flat three] [one hundred and eighteen gorsey bank]"],
    ["[twelve b stapleton crescent] [bristol]"],
    ["the address is [sixteen the paddocks lane], [ripon]"],
    ["[unit four] [eighty one harbour street]"],
    ["number [nine weavers row]"],
    ["it's [two oh nine old ferry road]"],
    ["send it to [seventeen c tollgate court]"],
    ["the postcode is [l s six three h n]"],
    ["it's [apartment twelve block d]"],
    # English, written
    ["[Flat 3, 118 Gorsey Bank, Stockport SK4 7QL]"],
    ["[Apt 12, Block D, The Maltings, Carrow Rd, Galway]", "[H91 Y0KP]"],
    ["deliver to [2/1, 46 Meadowside Street, Dundee DD4 8XP]"],
    ["[17c Tollgate Court] please"],
    ["I'm at [33 Tanyard Lane]."],
    ["[80 Pickering Street, Hull, HU3]"],
    ["my postcode is [bt9 8zq]"],
    ["[Ballynahatty Lodge, 2b Upper Malone Park]"],
    ["[19 Quarry Steps, Bangor, LL57 9WD]"],
    ["Eircode [A94 K7X2]"],
    # English, over turns
    ["can you confirm your address", "[forty two]", "yep", "[gallows hill road]", "postcode", "[l s six]", "mm",
     "[three h n]"],
    ["what road is it", "[windmill rise] in [tipton]"],
    ["what's the house", "[sixty six]", "[sixty six] what road", "[windmill rise]"],
    ["what's the postcode", "[l s six] [three h n]", "[l s six three h n]", "yeah"],
    ["what's the flat number", "[two hundred and four]", "[flat two oh four harbour heights]", "[tower b] though"],
    ["the driver can't find you", "it's [the old pump house], [back lane]"],
    # in calls
    ["where do you live", "[fourteen marsh lane], [ely]"],
    ["can i get the first line of your address", "[ninety nine a] [the causeway]"],
    ["and the postcode", "[c b seven] [four j q]"],
    ["it's [flat b], [forty one], [queens road], [se fifteen] [two j q]"],
    ["[number three the mews], [clifton]"],
    ["what's the property address", "[apartment nine], [dock house], [wharf street]"],
    ["house number?", "[twenty seven]", "and the street", "[bramble close]"],
    ["can i take your address", "yeah [one five one]", "yep", "[kilburn high road]", "and postcode",
     "[n w six seven h y]"],
    ["I've moved to [6 Orchard Way, Fulbourn, Cambridge, CB21 5BQ]"],
    ["Address: [The Old Rectory, Church Lane, Stow Bardolph PE34 3HU]"],
    ["Ship to [Unit 4B, Riverside Business Park, Cork, T12 X8Y3]"],
    ["[Top floor flat, 22 Viewforth, Edinburgh EH10 4JF]"],
    ["[Rose Cottage], [Back Street], no number"],
    ["we're at [number 8], [sandpiper drive]"],
    ["sat nav?", "[t r twenty six] [two l q]"],
    ["what county is that", "[roscommon]"],
    ["and what town is that in", "[ballaghaderreen]"],
    ["mi dà via e numero civico", "[via alcide de gasperi novantuno]"],
    ["abito a [cesano boscone] in [via dei mandorli tre]"],
    ["indirizzo di fornitura?", "[via XXV Aprile 3, Zola Predosa]"],
    ["[strada del nobile trentadue], [torino]"],
    ["sto al [civico quattro] di [piazza bologna]"],
    ["[corso unità d'italia centosei], [scala sinistra], [quarto piano]"],
    ["[via giuseppe verdi] [sette] a [seregno] [provincia di monza]"],
    ["[via don minzoni], [al diciotto]"],
    ["mi dice il CAP", "[37121]"],
    ["che interno", "[il quattordici]"],
    ["sul citofono cosa c'è scritto", "[famiglia brambilla]"],
    ["scala e piano?", "[scala a] [terzo piano]"],
    ["in quale comune", "[santa maria di sala]"],
    ["e la provincia", "[vibo valentia]"],
    ["la via?", "[del pozzo]", "numero", "[due]"],
    ["[Vicolo Tre Re 7, 06121 Perugia]"],
    ["residente a [Sant'Agata li Battiati (CT), via Etnea 112]"],
    ["via [Dalmazia 40 scala A int 6]"],
    ["[v. Marconi, 19 - 40122 BO]"],
    ["deve consegnare in [via vecchia romana centoquarantotto], c'è il cancello verde"],
]  # fmt: skip

STAYS = [
    ["va via alle cinque"],
    ["via mail o via posta va bene"],
    ["lo mandi via pec"],
    ["in via eccezionale le tolgo la mora"],
    ["il corso di formazione dura due anni"],
    ["nel corso del 2024 abbiamo pagato"],
    ["per strada c'è traffico"],
    ["la strada è chiusa da due giorni"],
    ["ho fatto due piani di rientro"],
    ["il piano tariffario costa dieci euro"],
    ["sono salito al secondo piano dell'ospedale"],
    ["la scala è rotta"],
    ["il numero interno non risponde"],
    ["ho perso la tessera in piazza"],
    ["il campo note è vuoto"],
    ["in parte due o tre volte"],
    ["siamo a Milano", "bene"],
    ["il cap è obbligatorio nel modulo"],
    ["that's a long way to go"],
    ["please close the account"],
    ["I'll be on the road for two hours"],
    ["we are at the end of the month"],
    ["there are two bank holidays in may"],
    ["the flat rate is ten pounds"],
    ["I need a bigger floor plan"],
    ["block the card please"],
    ["the unit price went up"],
    ["it took place on the second of may"],
    ["put it in park mode"],
    ["Sono del negozio di corso Umberto."],
    ["Thank you for calling Garrison Road Pharmacy."],
]  # fmt: skip


@pytest.mark.parametrize("texts", HIDDEN)
def test_nothing_of_an_address_stays_readable(texts: list[str]) -> None:
    assert readable(*texts) == []


@pytest.mark.parametrize("texts", STAYS)
def test_other_uses_of_the_words_stay(texts: list[str]) -> None:
    assert hidden_words(*texts) == []


def english(*texts: str) -> list[str]:
    """What is hidden, under whatever name: parts of a home are names of people, too."""
    return ["".join(text for text, _ in converse(*texts))] if converse(*texts) else []


def test_streets_of_an_article_and_of_plain_kinds_are_hidden_after_their_number() -> None:
    assert english("i've got you down at twelve the avenue") == ["twelve the avenue"]
    assert english("we've moved from eighty oxenholme drive") == ["eighty oxenholme drive"]
    assert english("where are you based", "upper wensley") == ["upper wensley"]


def test_postcodes_of_mixed_letters_are_hidden_and_times_are_not() -> None:
    assert english("no it's NR3 1bt") == ["NR3 1bt"]
    assert english("table S4 2pm please") == []


def test_welsh_and_scottish_houses_are_hidden_with_their_postcode() -> None:
    assert english("I live at 4 Maes y Coed, Bala, LL23 7AA") == ["4 Maes y Coed, BalaLL23 7AA"]
