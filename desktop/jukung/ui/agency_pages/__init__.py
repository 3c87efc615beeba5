"""The pages of the agency's window: summary, libraries, incoming reports."""
