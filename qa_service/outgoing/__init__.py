"""The way out, for all that this service asks of other machines: which addresses may be contacted, for how long, and
how much of an answer is read. Redirects are not followed and proxies of the environment not asked.
"""
