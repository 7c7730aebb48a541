"""The forms, one module a noun: they parse, actions decide."""
