"""From stored totals and answers of people to figures with intervals: what the HTTP doors and the command line show."""
