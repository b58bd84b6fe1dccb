"""Names that people choose: titles, labels, names of searches."""

from qa_service.errors import BadInput, Sentence


def tidied(name: str, most: int, *, where: str, hint: Sentence) -> str:
    """A name without needless blanks, of 1 to `most` characters. Raises BadInput at `where`, with the `hint`."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= most:
        raise BadInput("is not 1 to {most} characters long", most=most, where=where, hint=hint)
    return name
