"""Leaves out of a person's words what their program, their mail server or their company adds (`additions`), and their
signature (`signatures`).
"""

from collections.abc import Sequence

from qa_service.ingest.mail import additions, signatures
from qa_service.ingest.mail.lines import Line, Mark, paragraphs_of, text_of


def cleaned(lines: Sequence[Line]) -> str:
    """The words of the writer alone; empty where there are none."""
    kept = [line for line in lines if line.mark is not Mark.SIGNATURE and not additions.is_added(line.text)]
    kept = additions.without_banners(signatures.before_delimiter(kept))
    paragraphs = paragraphs_of([line.text for line in kept])
    paragraphs = signatures.without_block(additions.without_disclaimer(additions.without_list_footer(paragraphs)))
    return text_of([Line(text) for paragraph in paragraphs for text in (*paragraph, "")])
