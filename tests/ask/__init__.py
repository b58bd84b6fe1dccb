"""A language model is asked: over real connections to a server that the test starts, with every fault it can have."""
