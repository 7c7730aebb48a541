"""Server-rendered pages: parse a form, call an action or a few selectors, answer a page."""
