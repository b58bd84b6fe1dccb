"""The pages: server-rendered, readable without scripts, in Italian and English. Thin: parse, authorise, call, show.

`docs/web.md` tells how to add a page.
"""
