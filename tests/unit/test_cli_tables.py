"""Tables on a narrow terminal."""

import io

from rich.console import Console

from qa_service.cli.tables import folding


def test_a_narrow_terminal_folds_what_it_cannot_show_on_one_line() -> None:
    id = "907f12ce-e9c1-4de9-b137-fb82b6925587"
    table = folding("interaction", "question", title="answers")
    table.add_row(id, "criterion:case_resolved")
    out = io.StringIO()
    Console(file=out, width=40).print(table)
    text = out.getvalue()
    assert "…" not in text
    cells = [line.split("│") for line in text.splitlines() if line.startswith("│")]
    assert "".join(cell[1].strip() for cell in cells) == id
    assert "".join(cell[2].strip() for cell in cells) == "criterion:case_resolved"
