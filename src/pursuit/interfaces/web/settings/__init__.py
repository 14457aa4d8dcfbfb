"""Pages of the settings: company, organisation, roles, lists, approvals, the audit trail; and the first day."""
