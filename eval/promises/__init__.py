"""How well promises are found in agents' words, and by when, on lines marked by hand."""
