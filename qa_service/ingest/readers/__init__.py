"""How files of other systems are read: one small module for each kind, behind one protocol (`reader.Reader`).

A reader recognises its kind by what the file holds; the name of a file only decides where the content cannot.
`registry` holds them in the order in which they are asked.
"""
