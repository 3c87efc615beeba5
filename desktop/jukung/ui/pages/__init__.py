"""The pages of a library's window; each is built from small widgets."""
