"""Short exchanges with names of many kinds, made from templates, and the corpus with other people's names in it."""
