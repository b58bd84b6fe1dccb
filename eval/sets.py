"""The project's own test part, and other people's sets: each is read by the service and compared with its labels."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from eval import reasons
from eval.dialogues import turns_of
from eval.figures import Figure, Result, balanced_accuracy, confusion, cut, risk_coverage, sampled, stated
from eval.outside import ACTS
from eval.service import Service
from eval.text import CANNOT_TELL, Read, figures, with_ends
from models import measures
from models.interaction_encoder import split
from models.interaction_encoder.public import rows
from models.interaction_encoder.samples import Sample, corpus
from qa_service.domain.interaction import Party
from qa_service.domain.understanding import Understanding

LANGUAGES = ("it", "en")
HEADLINE = (
    "intent accuracy",
    "intent macro F1",
    "resolution kappa",
    "sentiment macro F1",
    "courtesy macro F1",
    "courtesy negative macro F1",
    "courtesy evidence F1",
    "roles turn accuracy",
)
CUTS: Mapping[str, Callable[["Case"], str]] = {
    "language": lambda case: case.read.sample.lang,
    "channel": lambda case: str(case.read.sample.info["channel"]),
    "look": lambda case: "as recognised" if case.read.sample.info["asr"] else "as written",
    "sector": lambda case: str(case.read.sample.info["sector"]),
}
CUT_DRAWS = 60


@dataclass(frozen=True, slots=True)
class Case:
    """An interaction read; `agent`: P(the agent is the agent), from the words of both sides."""

    read: Read
    agent: float | None


def unseen(limit: int | None) -> list[Sample]:
    """The interactions that no training has seen."""
    return sampled(with_ends(split.of_part(corpus(), "test", split.load())), limit)


def own(service: Service, limit: int | None) -> Result:
    """The test part of models/corpus."""
    cases = [_case(service, sample) for sample in unseen(limit)]
    found = {kind: cut(cases, member, _measure, draws=CUT_DRAWS) for kind, member in CUTS.items()}
    pairs = {family: _answers(cases, family) for family in ("intent", "resolution", "sentiment")}
    return Result(
        n=len(cases),
        unit="interactions",
        figures=stated(cases, _measure) | _gaps(found["language"], _measure(cases)),
        cuts=found,
        confusions={name: confusion([p[0] for p in pair], [p[1] for p in pair]) for name, pair in pairs.items()},
        curves={name: risk_coverage([p[3] for p in p4], [p[0] == p[2] for p in p4]) for name, p4 in pairs.items()},
        distinct=len({tuple(case.read.said.intent.distribution.values()) for case in cases}),
    )


def _case(service: Service, sample: Sample) -> Case:
    turns = [(turn.party, turn.text) for turn in sample.turns]
    said = service.masked(turns, sample.lang)
    agent = _agent(service, [(turn.party, turn.text) for turn in said.turns], sample.lang)
    return Case(Read(sample, service.reader.read(said).understanding), agent)


def _agent(service: Service, turns: Sequence[tuple[Party, str]], lang: str) -> float | None:
    sides = [[text for party, text in turns if party is side] for side in (Party.AGENT, Party.CUSTOMER)]
    return service.roles.find(sides, lang)[0] if all(sides) else None


def _measure(cases: Sequence[Case]) -> dict[str, float]:
    reads = [case.read for case in cases]
    found = figures(reads)
    for family in ("intent", "resolution"):
        gold = [{i for i, turn in enumerate(r.sample.turns) if getattr(turn, f"shows_{family}")} for r in reads]
        said = [{e.turn for e in getattr(r.said, family).evidence} for r in reads]
        found[f"{family} evidence F1"] = measures.sets_f1(gold, said)
        found[f"{family} evidence hits"] = _hits(gold, said)
    known = [(case.agent > 0.5, _two_sided(case.read.sample)) for case in cases if case.agent is not None]
    found["roles turn accuracy"] = sum(turns for right, turns in known if right) / sum(turns for _, turns in known)
    return found


def _hits(gold: Sequence[set[int]], said: Sequence[set[int]]) -> float:
    """Share of shown passages that point at a turn which people named."""
    shown = sum(len(s) for s in said)
    return sum(len(g & s) for g, s in zip(gold, said, strict=True)) / shown if shown else 0.0


def _two_sided(sample: Sample) -> int:
    return sum(turn.party is not Party.OTHER for turn in sample.turns)


def _gaps(languages: Mapping[str, tuple[int, Mapping[str, Figure]]], whole: Mapping[str, float]) -> dict[str, Figure]:
    """How far Italian or English lies from the whole, the farther one."""
    return {
        f"{name}, language gap": Figure(max(abs(part[name].value - whole[name]) for _, part in languages.values()))
        for name in HEADLINE
        if set(LANGUAGES) <= set(languages)
    }


def _answers(cases: Sequence[Case], family: str) -> list[tuple[str, str, str, float]]:
    """(gold, said, what leads, its probability) of each interaction, or of each customer turn."""
    found = []
    for read in (case.read for case in cases):
        if family == "sentiment":
            for mood in read.said.sentiment.turns:
                gold = read.sample.turns[mood.turn].sentiment
                if gold is not None:
                    said = mood.label or CANNOT_TELL
                    found.append((gold, said, said, mood.probability))
        else:
            judged = getattr(read.said, family)
            leads = max(judged.distribution, key=judged.distribution.__getitem__)
            gold = getattr(read.sample, family)
            found.append((gold, judged.label or CANNOT_TELL, leads, judged.distribution[leads]))
    return found


def star(service: Service, limit: int | None) -> Result:
    """Typed chats whose customer said whether the task was done (part dev)."""
    chats = sampled([chat for chat in rows("star", "dev") if chat["task_done"] is not None], limit)
    pairs = [(bool(chat["task_done"]), _chat(service, chat["turns"], "en")) for chat in chats]
    return Result(len(chats), "chats", stated(pairs, _outcome))


def jilda(service: Service, limit: int | None) -> Result:
    """Italian chats written by people, whose annotators gave an outcome (part train)."""
    chats = [c for c in rows("jilda", "train") if c["source"] == "jilda" and c["outcome"] in ("positive", "negative")]
    chosen = sampled(chats, limit)
    pairs = [(chat["outcome"] == "positive", _chat(service, chat["turns"], "it")) for chat in chosen]
    return Result(len(pairs), "chats", stated(pairs, _outcome))


def _outcome(pairs: Sequence[tuple[bool, Understanding]]) -> dict[str, float]:
    gold = [done for done, _ in pairs]
    chances = [said.resolution.distribution["resolved"] for _, said in pairs]
    return {
        "resolved AUC": measures.auc(chances, gold),
        "resolved balanced accuracy": balanced_accuracy(gold, [s.resolution.label == "resolved" for _, s in pairs]),
    }


def posts(name: str, lang: str, service: Service, limit: int | None) -> Result:
    """Posts with a sentiment, each read as one customer turn; mixed ones are left out (part train)."""
    kept = sampled([p for p in rows(name, "train") if p["sentiment"] in ("positive", "neutral", "negative")], limit)
    pairs = [(post["sentiment"], _mood(service, post["text"], lang)) for post in kept]
    tables = {"sentiment": confusion([g for g, _ in pairs], [s for _, s in pairs])}
    return Result(len(pairs), "posts", stated(pairs, _feelings), confusions=tables)


def _feelings(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    gold, said = [g for g, _ in pairs], [s for _, s in pairs]
    return {"macro F1": measures.macro_f1(gold, said), "accuracy": measures.accuracy(gold, said)}


def _mood(service: Service, text: str, lang: str) -> str:
    return service.read([(Party.CUSTOMER, text)], lang).sentiment.turns[0].label or CANNOT_TELL


@dataclass(frozen=True, slots=True)
class Call:
    """A call with the acts of each agent turn in our words, and in which agent turns the service saw them."""

    gold: Sequence[tuple[int, str]]
    said: Sequence[tuple[int, str]]
    agent: float | None
    turns: int


def oasis(service: Service, limit: int | None) -> Result:
    """Real British calls with speech acts (part dev): what agents say, by turn and by call, and who is the agent."""
    calls = [_call(service, row["turns"]) for row in sampled(rows("bt-oasis", "dev"), limit)]
    return Result(len(calls), "calls", stated(calls, _acts))


def _call(service: Service, turns: Sequence[Mapping[str, Any]]) -> Call:
    gold = [
        (number, ACTS[act])
        for number, turn in enumerate(turns)
        if turn["speaker"] == "agent"
        for act in {s[key] for s in turn["segments"] for key in ("act", "act2") if s.get(key)} & set(ACTS)
    ]
    said = _chat(service, turns, "en").courtesy
    shown = [(e.turn, label) for label, b in said.items() if label in ACTS.values() for e in b.evidence]
    plain = turns_of(turns)
    return Call(gold, shown, _agent(service, plain, "en"), len(plain))


def _acts(calls: Sequence[Call]) -> dict[str, float]:
    found: dict[str, float] = {}
    for label in ACTS.values():
        gold = [{turn for turn, act in call.gold if act == label} for call in calls]
        said = [{turn for turn, act in call.said if act == label} for call in calls]
        found[f"{label} turn F1"] = measures.sets_f1(gold, said)
        found[f"{label} call F1"] = measures.f1(*({i for i, turns in enumerate(x) if turns} for x in (gold, said)))
    known = [call for call in calls if call.agent is not None]
    right = sum(call.turns for call in known if (call.agent or 0.0) > 0.5)
    return found | {"roles turn accuracy": right / sum(call.turns for call in known)}


def _chat(service: Service, turns: Sequence[Mapping[str, Any]], lang: str) -> Understanding:
    return service.read(turns_of(turns), lang)


SETS: Mapping[str, Callable[[Service, int | None], Result]] = {
    "corpus": own,
    "star": star,
    "jilda": jilda,
    "bt-oasis": oasis,
    "sentipolc": partial(posts, "sentipolc", "it"),
    "absita": partial(posts, "absita-2018", "it"),
    "airline-tweets": partial(posts, "airline-tweets", "en"),
    "banking77": reasons.banking,
    "clinc150": reasons.clinc,
}
