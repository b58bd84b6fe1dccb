"""The tables of: daily totals, queue events and alarms."""
