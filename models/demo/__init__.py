"""The demo centre as it ships: which dialogues of the corpus, who had them, when. No result is in it."""
