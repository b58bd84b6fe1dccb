"""Recognisers of personal data, one datum a file: pure functions over `TextLine`; `tokens` looks with a network."""
