"""From stored totals and answers of people to figures with intervals: as API and command line show them."""
