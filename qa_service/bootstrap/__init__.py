"""The composition roots: the only places where settings meet classes."""
