"""Recognisers of personal data, one datum a file: pure functions over `TextLine`, none needs a model."""
