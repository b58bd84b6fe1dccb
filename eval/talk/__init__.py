"""Marked talk that the token model learns from: written by hand, made from frames, and disturbed at each use."""
