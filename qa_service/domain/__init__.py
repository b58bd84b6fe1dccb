"""The nouns, frozen, in the order in which data passes through them."""
