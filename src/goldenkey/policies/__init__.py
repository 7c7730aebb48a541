"""Who may do what (permissions), and which rows an actor may see (scope)."""
