"""Settings, URLs and the server's entry points; the outermost layer."""
