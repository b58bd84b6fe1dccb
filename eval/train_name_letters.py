"""Learns how the letters of names differ from those of words: `python -m eval.train_name_letters FOLDER`.

Writes `recognizers/name_letters.json`. FOLDER holds one list of names a file (`*.txt`, one or more names a line). The
weights that ship were learned from the surnames (the 25,000 most frequent) and given names of the US census of 1990
(public domain), 38,000 Italian surnames and 9,000 given names of napolux/paroleitaliane (MIT), the names of Faker's
lists in Latin script (MIT), the Popular Names by Country Dataset (CC0) and the lists of this project. Against them
stood the commonest 90,000 Italian and 60,000 English words of wordfreq that are no names. wordfreq (data CC BY-SA) only
weighs runs of two to four letters; no list of it, nor of FOLDER, is stored.
"""

import argparse
import json
import re
from collections.abc import Iterable
from pathlib import Path

from qa_service.understand.recognizers import lexicon

OUT = Path(lexicon.__file__).with_name("name_letters.json")
WORDS = {"it": 90_000, "en": 60_000}
COMMON = 4.0
"""Zipf frequency from which a word is no example of a name, whoever is called so."""
RARE = 12
STRENGTH = 0.15
_NAME = re.compile(r"[^\W\d_]+")


def names_in(folder: Path) -> set[str]:
    """All words of the lists, in lower case."""
    return {name.lower() for path in folder.glob("*.txt") for name in _NAME.findall(path.read_text(encoding="utf-8"))}


def fit(names: Iterable[str], words: Iterable[str]) -> dict[str, float]:
    """Weights of the runs of letters, with ``bias``: log odds of a name."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    examples = [(name, 1) for name in sorted(names)] + [(word, 0) for word in sorted(words)]
    vectorizer = CountVectorizer(analyzer=lexicon.letter_pieces, min_df=RARE, binary=True)
    model = LogisticRegression(C=STRENGTH, penalty="l1", solver="liblinear", max_iter=200)
    model.fit(vectorizer.fit_transform([text for text, _ in examples]), [name for _, name in examples])
    pieces = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    kept = {str(piece): round(float(weight), 2) for piece, weight in pieces if abs(weight) >= 0.02}
    return {"bias": round(float(model.intercept_[0]), 2), **dict(sorted(kept.items()))}


def main() -> None:
    """Reads the lists, learns and writes."""
    from wordfreq import top_n_list, zipf_frequency

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    known = names_in(parser.parse_args().folder)
    names = {name for name in known if len(name) > 2 and max(zipf_frequency(name, lang) for lang in WORDS) < COMMON}
    words = {word for lang, count in WORDS.items() for word in top_n_list(lang, count) if len(word) > 2}
    weights = fit(names, {word for word in words - known if word.isalpha()})
    OUT.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(names)} names, {len(weights)} weights")


if __name__ == "__main__":
    main()
