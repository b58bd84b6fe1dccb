"""What the project makes its models from, and how: corpus, training, what the demo centre is made of."""
