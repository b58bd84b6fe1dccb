"""A question of a centre's own, put to a language model that it runs: what is sent, to which addresses, how long it may
take, and what of the answer is believed.
"""
