"""A centre's own criteria as text."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich.console import Console

from qa_service.cli.tables import folding
from qa_service.errors import BadInput, one_of

if TYPE_CHECKING:
    from qa_service.domain.templates import Sector

Document = Mapping[str, Any]


def sector(name: str | None) -> "Sector | None":
    """The sector of that name. Raises BadInput."""
    from typing import get_args

    from qa_service.domain.templates import Sector

    known: tuple[Sector, ...] = get_args(Sector)
    for each in known:
        if each == name:
            return each
    if name is not None:
        raise BadInput("{name!r} is no sector", name=name, where="--sector", hint=one_of(known))
    return None


def criteria(console: Console, document: Document) -> None:
    """One a line."""
    console.print(f"{document['client']}: {document['rubric']}")
    table = folding("criterion", "answered by", "answers of people", "checked", "question")
    for item in document["items"]:
        asked = item["criterion"]
        table.add_row(
            asked["id"], item["kind"], _answers(item["answers"]), item["agreement"]["reason"], asked["question"]["it"]
        )
    console.print(table)


def _answers(answers: Document) -> str:
    return f"{answers['yes']} yes, {answers['no']} no: {answers['status']}"


def criterion(console: Console, document: Document) -> None:
    """All of it."""
    asked = document["criterion"]
    console.print(f"{document['client']} {document['rubric']} {asked['id']}, answered by: {document['kind']}")
    console.print(f"  {asked['question']['it']}")
    console.print(f"  {asked['question']['en']}")
    console.print(f"  people's answers: {_answers(document['answers'])}")
    console.print(f"  {document['agreement']['reason']}")
    if document["learned"]:
        console.print(f"  learned last: {document['learned']['id']} ({document['learned']['made_at']})")


def templates(console: Console, document: Document) -> None:
    """One a line."""
    table = folding("id", "sector", "answered by", "right on the corpus", "name")
    for item in document["items"]:
        quality = item["quality"]
        right = "not measured" if quality["right"] is None else f"{quality['right']:.2f} of {quality['n']}"
        table.add_row(item["id"], item["sector"], item["criterion"]["rule"]["kind"], right, item["name"]["it"])
    console.print(table)


def preview(console: Console, document: Document) -> None:
    """Counts, then the passages."""
    counts = ", ".join(f"{document[name]} {name.replace('_', ' ')}" for name in _OUTCOMES)
    console.print(f"{document['client']}, last {document['n']} interactions, {document['ms']} ms: {counts}")
    for part in document["by_language"]:
        counts = ", ".join(f"{part[name]} {name.replace('_', ' ')}" for name in _OUTCOMES)
        console.print(f"  {part['lang'] or 'no words'}: {counts}")
    for name, examples in (("hits", document["hit_examples"]), ("misses", document["miss_examples"])):
        console.print(name)
        _examples(console, examples)


_OUTCOMES = ("hits", "misses", "unclear", "not_applicable")


def _examples(console: Console, examples: list[Document]) -> None:
    for example in examples:
        console.print(f"  {example['id']} ({example['interaction']})", markup=False)
        for passage in example["passages"]:
            text = f"{passage['before']}>>{passage['text']}<<{passage['after']}"
            console.print(f"    {passage['turn']} {passage['party']}: {text}", markup=False)
        for sentence in example["sentences"]:
            console.print(f"    {sentence['status']} ({sentence['share']:.2f}): {sentence['text']}", markup=False)
        for passage in example["looked_at"]:
            console.print(
                f"    {passage['turn']} {passage['party']}: {passage['text']}{passage['after']}", markup=False
            )


def job(console: Console, document: Document) -> None:
    """One line, and why it failed."""
    total = "?" if document["total"] is None else document["total"]
    what = document["subject"] or document["rubric"]
    far = f"{document['state']} {document['done']} of {total}"
    learned = f"  learned {document['learned']}" if document["learned"] else ""
    console.print(f"{document['id']}  {document['client']} {document['kind']} {what}  {far}{learned}", soft_wrap=True)
    if document["failure"]:
        console.print(f"  {document['failure']}", markup=False)


def jobs(console: Console, document: Document) -> None:
    """One a line."""
    for item in document["items"]:
        job(console, item)


def trial(console: Console, document: Document) -> None:
    """What changes, then the examples."""
    seconds = document["job"]["seconds"]
    console.print(f"{document['before']} -> {document['after']} on {document['n']} interactions in {seconds} s")
    table = folding("criterion", "changed", "which", "before", "after")
    for part in document["criteria"]:
        if part["changed"] or part["before"] != part["after"]:
            table.add_row(part["criterion"], str(part["changed"]), *map(_counts, _named(part)))
    console.print(table)
    for part in document["sections"]:
        console.print(
            f"  {part['section']}: {_mean(part['before'])} -> {_mean(part['after'])}, {part['changed']} changed"
        )
    for part in document["examples"]:
        console.print(f"{part['criterion']}: {part['verdict']}")
        _examples(console, part["examples"])


def _named(part: Document) -> tuple[Document, ...]:
    return part["changes"], part["before"], part["after"]


def _counts(counts: Document) -> str:
    return ", ".join(f"{name} {n}" for name, n in counts.items())


def _mean(mean: Document) -> str:
    return "no figure" if mean["mean"] is None else f"{mean['mean']:.1f} (n {mean['n']})"


def report(console: Console, document: Document) -> None:
    """Figures with their intervals, then what is doubted."""
    learned = document["learned"]
    console.print(f"{learned['client']} {learned['subject']} {learned['model']}", soft_wrap=True)
    console.print(f"  learned from {document['n']} answers: {learned['n_yes']} yes, {learned['n_no']} no")
    if document["says_nothing"]:
        console.print("  the answers do not follow from what is said in any way that could be learned")
    for name in ("share", "kappa", "ac1"):
        console.print(f"  {name}: {_figure(document[name])}")
    console.print(f"  cannot tell: {document['withheld']:.2f}, calibration error {document['calibration_error']:.2f}")
    for part in document["worst"]:
        console.print(f"  {part['kind']} {part['name']}: {part['agreed']} of {part['decided']} agree, of {part['n']}")
    for doubt in document["doubted"]:
        console.print(f"  doubts {doubt['answer']} of {doubt['id']} ({doubt['interaction']}): {doubt['chance']:.2f}")


def _figure(coefficient: Document) -> str:
    if coefficient["value"] is None:
        return "not defined"
    low, high = ("?" if bound is None else f"{bound:.2f}" for bound in (coefficient["low"], coefficient["high"]))
    return f"{coefficient['value']:.2f} ({low} to {high})"


def draft(console: Console, document: Document) -> None:
    """Its name."""
    console.print(f"{document['id']}@{document['version']} is a draft of {document['client']}: try it, then publish it")
