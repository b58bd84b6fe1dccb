"""The tables of: samples, reviews, disputes and calibration sessions."""
