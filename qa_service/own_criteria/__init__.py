"""Jobs over what is stored: a rubric tried on a client's history, a model learned from its answers."""
