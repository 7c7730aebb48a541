"""Server-rendered pages: parse a form, call one action or a few selectors, answer a page or a fragment."""
