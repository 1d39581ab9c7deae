"""What a wheel holds: the program's modules lie in a folder below this package, so that none of them takes a name like
`corpus` in an environment that others use too.
"""
