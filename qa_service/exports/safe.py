"""Text that a spreadsheet shows instead of running it."""

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What Excel, LibreOffice or Google Sheets take for the beginning of a formula, their full-width forms among them."""


def spreadsheet_safe(value: object) -> object:
    """A cell of a CSV file: text that would be run gets an apostrophe in front; numbers and dates stay as they are."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_STARTS) else value
