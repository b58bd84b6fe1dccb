"""Recognisers of personal data, one datum a file; all are pure functions over `lines.Line`, none needs a model."""
