"""Chooses the dialogues of the demo centre from the corpus and gives them agents, days and times.

`python -m models.demo.select` writes `centre.json.xz`; the same corpus gives the same bytes. Nothing of the test
part is taken, and of the rest first what the models were not trained on. Discourtesy and cases left open are made
rarer than in the corpus, where they were spread on purpose.
"""

import json
import lzma
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from models.demo.times import Document, timed
from models.interaction_encoder.samples import CORPUS, read_lines
from models.interaction_encoder.split import load

OUT = Path(__file__).parent / "centre.json.xz"
SEED = 11
DAYS = 36
"""Working days, Monday to Saturday: six weeks."""
CLIENTS: Mapping[str, tuple[int, str]] = {
    "demo-energia": (
        68,
        "energ electricity gas water solar photovolt heating boiler waste council munic condominium lift",
    ),
    "demo-telefonia": (
        62,
        "telecom mobile broadband internet fiber fixed_line pay-tv pay_tv streaming phone software host",
    ),
    "demo-negozio": (
        60,
        "shop commerce courier parcel appliance furnit electronics fashion market delivery repair rental",
    ),
}
"""How many interactions, and words by which a sector is known to fit."""
MOST: Mapping[str, float] = {
    "bad=True": 0.13,
    "lang=en": 0.3,
    "direction=outbound": 0.16,
    "channel=email": 0.14,
    "channel=chat": 0.3,
    "resolution=unresolved": 0.16,
    "resolution=escalated": 0.2,
    "resolution=pending": 0.24,
    "resolution=not_applicable": 0.1,
}
"""The largest share of a client's interactions that may be so."""
TEAMS: Mapping[str, str] = {f"a{n:02d}": "nord" if n <= 6 else "sud" for n in range(1, 13)}
LESS_COURTEOUS = ("a04", "a04", "a04", "a09", "a09", "a11", "a02", "a07")
"""Who has the interactions with discourtesy, in turn: an agent or two with something to talk about."""
BAD = {"rudeness", "blame", "impatience", "inappropriate_informality"}
LONGEST = 40
ABANDONED = 0.06
"""Share of inbound calls that the queue log has as given up."""
REPEATS = 4
"""Pairs of contacts of a client about one matter, with a promise in the first and without."""
BACK = (5, 11)
"""Days until the second of them, at most: without a promise, and with one."""
SAMPLES: Sequence[tuple[str, str, str]] = (
    ("it-bolletta-stimata", "demo-energia", "a08"),
    ("it-corrente-salta", "demo-energia", "a03"),
    ("it-chat-potenza", "demo-energia", "a08"),
    ("en-locked-out", "demo-energia", "a08"),
    ("en-email-double-charge", "demo-energia", "a03"),
    ("it-pacco-fermo", "demo-negozio", "a04"),
    ("it-tecnico-lavatrice", "demo-negozio", "a10"),
    ("en-cancel-plan", "demo-telefonia", "a04"),
    ("en-chat-oven-error", "demo-negozio", "a04"),
    ("it-email-garanzia", "demo-negozio", "a10"),
)
"""The shipped sample interactions among them: id, client, agent."""


def candidates() -> list[Document]:
    """Everything outside the test part, what was not trained on first, in an order of chance."""
    parts = load()
    documents = [d for path in sorted(CORPUS.glob("[ie][tn]-?.jsonl")) for d in read_lines(path)]
    usable = [d for d in documents if parts[d["id"]] != "test" and len(d["turns"]) <= LONGEST]
    random.Random(SEED).shuffle(usable)
    return sorted(usable, key=lambda d: parts[d["id"]] == "train")


def facets(document: Document) -> list[str]:
    """What `MOST` may bound."""
    labels = document["labels"]
    bad = bool(BAD & set(labels["courtesy"]))
    return [
        *(f"{name}={document[name]}" for name in ("lang", "channel", "direction")),
        f"bad={bad}",
        f"resolution={labels['resolution']}",
    ]


def chosen(documents: Iterable[Document], number: int, words: Sequence[str]) -> list[Document]:
    """The first `number` that fit the sector and go over no bound. Raises ValueError where there are too few."""
    counts: Counter[str] = Counter()
    found: list[Document] = []
    for document in documents:
        names = facets(document)
        fits = any(word in document["sector"].replace(" ", "_") for word in words)
        if fits and all(counts[name] + 1 <= MOST.get(name, 1) * number for name in names):
            counts.update(names)
            found.append(document)
        if len(found) == number:
            return found
    raise ValueError(f"only {len(found)} of {number} dialogues for {words}")


def with_agents(documents: Sequence[Document]) -> list[Document]:
    """The documents with their agents: the discourteous to a few, the others to who has least."""
    load_of: Counter[str] = Counter(dict.fromkeys(TEAMS, 0))
    load_of.update(agent for _, _, agent in SAMPLES)
    bad = [d for d in documents if "bad=True" in facets(d)]
    agents = {d["id"]: LESS_COURTEOUS[n % len(LESS_COURTEOUS)] for n, d in enumerate(bad)}
    load_of.update(agents.values())
    for document in documents:
        if document["id"] not in agents:
            agent = min(TEAMS, key=lambda name: load_of[name])
            agents[document["id"]] = agent
            load_of[agent] += 1
    return [{**d, "agent": agents[d["id"]], "team": TEAMS[agents[d["id"]]]} for d in documents]


def with_customers(documents: Sequence[Document]) -> list[Document]:
    """A customer for each, a case for what stays open, and for some pairs of the same matter the same of both: the
    customer comes back, or is called back, within the days of `BACK`.
    """
    told = [{**d, "customer": f"c-{1000 + n}", **_case(d, n)} for n, d in enumerate(documents)]
    repeats: Counter[tuple[str, bool]] = Counter()
    taken: set[str] = set()
    for first in told:
        kind = (first["client"], "case" in first)
        for later in told if first["direction"] == "inbound" else ():
            same = (first["client"], first["labels"]["intent"]) == (later["client"], later["labels"]["intent"])
            soon = 1 <= later["day"] - first["day"] <= BACK["case" in first]
            if same and soon and not {first["id"], later["id"]} & taken and repeats[kind] < REPEATS:
                later |= {name: first[name] for name in ("customer", "case") if name in first}
                taken |= {first["id"], later["id"]}
                repeats[kind] += 1
    return told


def _case(document: Document, number: int) -> Document:
    return {"case": f"t-{500 + number}"} if document["labels"]["resolution"] == "pending" else {}


def abandoned(documents: Sequence[Document], chance: random.Random) -> list[Document]:
    """Contacts of the queue log that nobody answered: by client, day, minute, seconds waited."""
    lines = []
    for client in CLIENTS:
        calls = sum((d["client"], d["channel"], d["direction"]) == (client, "call", "inbound") for d in documents)
        for n in range(max(2, round(ABANDONED * calls))):
            day, minute = chance.randrange(DAYS), chance.randrange(9 * 60, 18 * 60)
            wait = chance.choice((4, 9, 35, 48, 75, 120))
            lines.append({"call": f"lost-{n + 1}", "client": client, "day": day, "minute": minute, "wait": wait})
    return lines


def centre() -> Mapping[str, Any]:
    """All that ships."""
    chance = random.Random(SEED)
    pool, taken, picked = candidates(), set[str](), []
    for client, (number, words) in CLIENTS.items():
        own = chosen((d for d in pool if d["id"] not in taken), number, words.split())
        taken |= {d["id"] for d in own}
        picked += [{**d, "client": client} for d in own]
    placed = with_customers([timed(d, DAYS, chance) for d in with_agents(picked)])
    samples = [
        {"id": id, "client": client, "agent": agent, "team": TEAMS[agent], "day": DAYS - 9 + n % 9}
        for n, (id, client, agent) in enumerate(SAMPLES)
    ]
    return {"days": DAYS, "interactions": placed, "samples": samples, "abandoned": abandoned(placed, chance)}


def main() -> None:
    """Write the file."""
    body = json.dumps(centre(), ensure_ascii=False, separators=(",", ":")).encode()
    OUT.write_bytes(lzma.compress(body, preset=9 | lzma.PRESET_EXTREME))
    print(f"{OUT.name}: {len(body):,} bytes, {OUT.stat().st_size:,} compressed")


if __name__ == "__main__":
    main()
