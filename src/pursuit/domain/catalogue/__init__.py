"""Catalogue（产品目录）: what we sell and for how much.

Words: product, family, price book, price line, list price.
Stands on the kernel alone; projects and offers stand on it.
"""
