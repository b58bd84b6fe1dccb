"""Models learned from a centre's own answers: what they look at, how they are kept, what they say."""
