"""Every calculation of the product, as pure functions: no Django, no clock, no input or output.

Frozen dataclasses go in and come out. `today`, rates and currency are arguments. Numbers are `Decimal`; a module that
uses a float inside says so. Sources in docstrings: G (software integration guide), R (technology integration
roadmap), N (integration nightmare); "ours" marks a rule the product settled because the sources leave it open.

A name that ends in `_percent` runs from 0 to 100, a share from 0 to 1.
"""
