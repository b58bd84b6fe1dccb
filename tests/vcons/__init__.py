"""vCons as they come from other systems, and makers of such."""
