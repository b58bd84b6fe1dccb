"""Key figures of a contact centre as data: packs name them, pure formulas compute them, and what cannot be measured
says so.
"""
