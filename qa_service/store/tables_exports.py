"""The tables of: exports and coaching packs."""
