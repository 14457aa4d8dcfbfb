"""People（组织与人员）: the company, its units, who works where, what they may do, who stands in, who takes over.

Words: company, unit, membership, head, person, invitation, role, grant, deputy, absence, hand-over.
The identity tables lie in the kernel; the changes to them live here. Every other room stands on this one.
"""
