"""What speech recognisers write: one module for each, every one a call with the seconds of its turns."""
