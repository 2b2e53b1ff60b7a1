"""Map layers: the plan in, something drawable out; no plan files, no session, no arithmetic."""
