"""E-mail addresses however they are said: misheard, in pieces, over turns, spelled, read back; domains of one's own."""

import pytest

from tests.unit.recognizers.marked import hidden_words, readable

SAID = [
    # signs and joints, Italian
    ["la mail è [giulia punto ferrante chiocciola gmail punto com]"],
    ["è [giulia ferrante tutto attaccato chiocciolina libero punto it]"],
    ["allora [giulia trattino basso ferrante chiocciola hotmail punto it]"],
    ["[giulia underscore ferrante ottantuno chiocciola yahoo punto it] grazie"],
    ["scriva a [g punto ferrante at tiscali punto it]"],
    ["[ferrante giulia snail virgilio punto it]"],
    ["[giulia trattino ferrante chiocciola pec punto it]"],
    ["la mia mail sarebbe [ferrante punto giulia chiocciola g mail punto com]"],
    ["[effe erre a enne ti e chiocciola libero punto it]"],
    ["sì è [info chiocciola panificio ferrante punto it]"],
    ["[giulia barra bassa effe chiocciola alice punto it]"],
    # English
    ["it's [tom dot hargreaves at gmail dot com]"],
    ["that's [tom underscore hargreaves at hot mail dot co dot uk]"],
    ["[hargreaves tom all one word at out look dot com]"],
    ["my email is [t hyphen hargreaves seven seven at b t internet dot com]"],
    ["[t dot h at virgin media dot com]"],
    ["[tom at hargreaves plumbing dot co dot u k]"],
    ["[tom dot hargreaves at gmail]"],
    # provider said by itself, or as an answer
    ["mi dice la mail", "[giulia punto ferrante]", "chiocciola", "[gmail punto com]"],
    ["la sua mail?", "[giulia ferrante] tutto attaccato", "che dominio?", "[gmail]"],
    ["mi lascia una mail?", "[ferrante ottantuno]", "sì", "[chiocciola libero punto it]"],
    ["mi conferma la mail", "[giulia punto ferrante chiocciola libero]", "[libero punto it]", "sì [punto it]"],
    ["what's your email address", "[tom dot hargreaves]", "yep", "[at gmail dot com]"],
    ["and the email", "[t hargreaves]", "at", "[outlook dot com]"],
    ["can i take an email address", "[hargreaves tom]", "and which provider", "[yahoo dot co dot uk]"],
    # read back
    ["mail è [zorzan punto elia chiocciola gmail punto com]", "allora [zorzan punto elia chiocciola gmail punto com]"],
    ["it's [info at kestrelmere kennels dot co dot u k]", "is that all one word", "[kestrelmere kennels] yeah"],
    # written
    ["la mia mail è [gio.ferraro(at)tiscali.it]"],
    ["vi è arrivata da [m***.zorzan@libero.it]?"],
    ["my address is [tom.hargreaves@]", "and after the @?", "[gmail.com]"],
    ["inviata a [f.lli.zorzan@pec.example]"],
    # domains of one's own, and names in networks
    ["il nostro sito è [www.trattoria-zorzan.it] e non si apre"],
    ["my website [hargreaves-plumbing.co.uk] is down"],
    ["il mio dominio [zorzanlegnami.com] scade domani"],
    ["il mio profilo instagram è [@elia.zorzan]"],
    # in calls
    ["what's your email", "[sarah b] at gmail"],
    ["what email is it under", "[s for sierra] [a w for whiskey] [at outlook dot ie]"],
    ["it's [hello at the little plant shop dot com]"],
    ["my email's [jimmy one two three] at [yahoo dot com]"],
    ["so that's [jimmy one two three at yahoo dot com]", "yeah"],
    ["email", "[m underscore okafor] that's the line at the bottom", "at", "[icloud dot com]"],
    ["could you confirm the email address", "[ruth]", "mm hm", "[dot]", "yep", "[fennelly at eircom dot net]"],
    ["the email is [r fennelly ninety one at hotmail]", "dot com or dot co dot uk", "[dot co dot uk]"],
    ["it's all lower case [priya dot nair at nhs dot net]"],
    ["[priya nair] all one word no dots [at protonmail dot com]"],
    ["send it to [accounts at fennelly and sons dot ie] please"],
    ["and is that [fennelly] with two l's", "yes [f e n n e l l y at gmail]"],
    ["the one you have is [p dot nair at g mail dot com] i think"],
    ["at symbol then [gmail dot com]"],
    ["email is [priya] dot [nair] with an i, at symbol, [live dot co dot uk]"],
    ["the domain is [fennelly hyphen and hyphen sons dot ie]"],
    ["what domain is it", "[fennelly plumbing dot ie]"],
    ["our website's [fennelly sons dot co dot uk] and it's down"],
    ["what's the address for the website", "[www dot fennelly dot ie]"],
    ["la mia mail è [rossana punto de chirico] chiocciola [gmail] punto [com]"],
    ["mail", "[bruno sessantadue]", "chiocciola cosa", "[chiocciola libero]"],
    ["mi dà un indirizzo di posta elettronica", "[amministrazione chiocciola edil veneta punto com]"],
    ["è minuscolo [bi punto salis chiocciola outlook punto it]"],
    ["la pec è [studio salis chiocciola legalmail punto it]"],
    ["[salis] con la esse [punto bruno chiocciola fastwebnet punto it]"],
    ["mi conferma la mail che vedo [b punto salis chiocciola tin punto it]", "sì"],
    ["la mail me la può dire", "[bruno]", "sì", "[punto]", "sì", "[salis]", "sì", "[chiocciola gmail punto com]"],
    ["dopo la chiocciola", "[hot mail punto it]"],
    ["[bruno salis] tutto minuscolo senza spazi [chiocciola yahoo punto it]"],
    ["la mando a [b punto salis at alice punto it] giusto"],
    ["il dominio è [edil trattino veneta punto com]"],
    ["che dominio avete registrato", "[edilveneta punto it]"],
    ["la casella è [info chiocciola edilveneta punto it] e non riceve"],
    ["scrivetemi a: [b.salis(chiocciola)tin.it]"],
]  # fmt: skip

STAYS = [
    ["meet me at the office at ten"],
    ["a che punto è la pratica"],
    ["sul vostro sito amazon punto it ho comprato un libro"],
    ["look at amazon.com", "visit us at example.com"],
    ["le mando tutto per mail oggi pomeriggio"],
    ["mi arriva la mail con il riepilogo?", "sì tra dieci minuti"],
    ["ha ricevuto la nostra mail?", "no non è arrivato niente"],
    ["did you get the email we sent", "no nothing came"],
    ["il punto è che nessuno risponde", "ha ragione"],
    ["at the end of the day it's your money"],
    ["il prezzo @ 3 euro"],
    ["the app is at version two dot one"],
    ["can you email me the form", "yes it will be with you by friday"],
    ["ci vediamo et grazie"],
]  # fmt: skip


@pytest.mark.parametrize("texts", SAID)
def test_nothing_of_an_address_stays_readable(texts: list[str]) -> None:
    assert readable(*texts) == []


@pytest.mark.parametrize("texts", STAYS)
def test_what_is_no_address_stays(texts: list[str]) -> None:
    assert hidden_words(*texts) == []
