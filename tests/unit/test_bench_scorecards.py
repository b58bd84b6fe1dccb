"""The verdict of the bench of scorecards: both bounds can be missed."""

from eval.bench.scorecards import Spent, judged

SIZES = [2_000, 20_000, 1_000_000]


def test_bounds_hold_or_are_named() -> None:
    good = {
        ("agent", 2_000): Spent(50.0, 50.0, 60.0),
        ("agent", 20_000): Spent(60.0, 60.0, 90.0),
        ("agent", 1_000_000): Spent(80.0, 80.0, 150.0),
    }
    assert judged(good, SIZES) == []
    assert "p95 201 ms" in judged({**good, ("agent", 1_000_000): Spent(80.0, 80.0, 201.0)}, SIZES)[0]
    assert "1.52 times slower" in judged({**good, ("agent", 1_000_000): Spent(91.0, 91.0, 150.0)}, SIZES)[0]
