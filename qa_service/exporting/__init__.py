"""From rows to files: reads what an order may see, a page at a time, and hands it to the builders of `exports`."""
