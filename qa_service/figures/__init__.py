"""From stored totals and answers of people to figures with intervals: what the HTTP interface and the command line show."""
