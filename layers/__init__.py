"""Map layers: the plan in, something drawable out. No files of the plan, no session, no arithmetic."""
