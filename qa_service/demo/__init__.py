"""The demo centre: invented interactions, really analysed, in a data folder of their own. `build` puts it together."""
