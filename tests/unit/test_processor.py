import os

import pytest

from qa_service.bootstrap.processor import use_wide_vectors


@pytest.mark.parametrize(
    ("flags", "before", "after"),
    [
        ("flags : avx2 avx512vl avx512_vnni", None, "AVX512"),
        ("flags : avx2 avx512vl avx512_vnni", "AVX2", "AVX2"),
        ("flags : avx2 avx512f avx512vl", None, None),
        ("flags : avx2", None, None),
    ],
)
def test_wide_vectors_are_used_where_they_cost_nothing(tmp_path, monkeypatch, flags, before, after):
    monkeypatch.delenv("CT2_FORCE_CPU_ISA", raising=False)
    if before:
        monkeypatch.setenv("CT2_FORCE_CPU_ISA", before)
    (tmp_path / "cpuinfo").write_text(flags)
    use_wide_vectors(tmp_path / "cpuinfo")
    assert os.environ.get("CT2_FORCE_CPU_ISA") == after
    monkeypatch.setenv("CT2_FORCE_CPU_ISA", "put back")  # so that monkeypatch removes what was set here


def test_a_machine_without_the_file_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.delenv("CT2_FORCE_CPU_ISA", raising=False)
    use_wide_vectors(tmp_path / "nothing")
    assert "CT2_FORCE_CPU_ISA" not in os.environ
