"""A second, blind labelling of 80 dialogues of the corpus, and its agreement with the first.

The second annotator read the guides and the bare turns only. Both annotators are language models, so the figures say how
far the guides fix the answer for such readers; they do not replace agreement between people.
"""
