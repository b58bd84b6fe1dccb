"""What every route, page and command answered on one centre, kept to be compared with what the code answers now.

`python -m tests.recorded.record --out FILE` writes it, `python -m tests.recorded.compare` compares, `--with FILE` two
recordings. Another commit is recorded by this folder in its tree: `centre.py` alone knows the inside of the service and
is fitted to it; everything else goes through HTTP and the command line. `intended.toml` lists what may differ, and why.

Nothing is left to chance (`fixed.py`). What cannot be fixed is replaced (`answers.RULES`): the hash in addresses of
style sheets, CSRF tokens, cookies, keys, the service's version, seconds in the metrics, the machine's name, sizes of
compressed files. PDFs are kept as their words, sound as its hash, commands' help apart from how Typer draws it.
"""
