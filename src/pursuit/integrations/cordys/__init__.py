"""Cordys CRM: customers, contacts, leads and opportunities under the labels of its forms.

Words: 商机 is an opportunity, 结束时间 the day it is expected to end; related records are given by name.
Neighbours: intake.modules says what a dialect is made of, intake.dialects recognises tables by it.
"""
