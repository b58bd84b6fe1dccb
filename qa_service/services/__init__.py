"""The use cases: everything that anybody can ask of this service, one function each, grouped by noun.

API, pages, command line and jobs parse what they were asked, call one of these with a `context.Context`, and render
what comes back. Who may do what is decided in `access`, what is written down and when is decided in `use_case`.
"""
