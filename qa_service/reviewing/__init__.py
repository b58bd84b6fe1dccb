"""Where the rows of samples and reviews meet the statistics: draws, and agreement. Use cases call this."""
