"""What goes out, once: the models that API, pages, exports, command line and the published schemas are made of."""
