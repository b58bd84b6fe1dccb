"""vCon (IETF draft vcon-core, all versions from 0.0.1 to core-04, with the extension for contact centres).

`container` opens what is signed, `structure` checks what it holds, `people` tells who is who, `bodies`, `written` and
`transcripts` give words, `joined` makes one recording of several, `contacts` puts them together. Nothing behind a URL
is ever fetched.
"""
