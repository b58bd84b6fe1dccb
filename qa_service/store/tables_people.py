"""The tables of: users, their sessions, and what they keep."""
