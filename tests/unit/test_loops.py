"""A recogniser in circles, and people who repeat themselves."""

from qa_service.transcribe.loops import goes_in_circles


def test_a_phrase_four_times_in_a_row_is_a_circle():
    assert goes_in_circles(("la ringrazio molto " * 4).split())
    assert goes_in_circles(["Allora", *["La", "ringrazio.", "la", "ringrazio,"] * 4, "ciao"])


def test_a_phrase_three_times_in_a_row_is_none():
    assert not goes_in_circles(("la ringrazio molto " * 3).split())


def test_one_word_may_come_seven_times():
    assert not goes_in_circles(["zero"] * 7)
    assert goes_in_circles(["zero"] * 8)


def test_a_script_that_repeats_itself_with_other_words_between_is_none():
    script = "prego digitare il {} seguito dal tasto cancelletto".format
    assert not goes_in_circles(" ".join(script(x) for x in ("numero", "codice", "pin", "canale", "nome")).split())


def test_no_words_are_no_circle():
    assert not goes_in_circles([])
