"""Training of the interaction encoder: one pass over an interaction gives every label."""
