"""What a centre's own answers teach: the models of its criteria, with the report by which a person judges them."""
