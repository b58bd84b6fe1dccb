"""E-mail: from bytes to conversations.

`parsing` makes a message of bytes, `bodies` finds what is written in it, `quotes` tells the writer's own words from
what they quote or pass on, `own_words` leaves out signatures and the like, `automatic` tells what no person wrote,
`threads` puts messages together, and `conversation` makes the document of a thread. `mbox`, `outlook` and `tnef` are
containers.
"""
