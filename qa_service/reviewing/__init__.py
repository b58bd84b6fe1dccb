"""Where the rows of samples and reviews meet the statistics: draws, and agreement. Doors call this."""
