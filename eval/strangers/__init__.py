"""Personal data as strangers to the recognisers write and say them: `python -m eval.strangers`."""
