"""What was said, word by word, against the words that a rubric asks for: phrases and scripts. Pure."""
