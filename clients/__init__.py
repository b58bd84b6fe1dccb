"""Generated clients of the HTTP interface."""
