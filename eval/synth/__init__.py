"""Scripted dialogues spoken by a synthetic voice, as calls with a known transcript."""
