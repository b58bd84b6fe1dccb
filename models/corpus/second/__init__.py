"""A second, blind labelling of 80 dialogues of the corpus, and its agreement with the first.

The second annotator, a language model, read the guides and the bare turns only. The figures say how far the guides fix
the answer for such a reader; they do not replace agreement between two people.
"""
