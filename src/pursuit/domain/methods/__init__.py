"""Methods（方法）: how each kind of project is run, as editable, versioned data.

Words: method, version, stage, decision point, category.
Stands on catalogue and everything before it; projects run by a published version and keep it.
"""
