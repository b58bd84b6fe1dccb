"""The tables of: rubric versions of clients."""
