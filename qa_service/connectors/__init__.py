"""Ways in: places that this service takes files from by itself, each behind one small port (`port.Source`)."""
