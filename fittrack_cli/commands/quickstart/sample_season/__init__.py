"""A season of training in real FIT files, for `fittrack quickstart` without a folder of one's own.

Loaded only there: it needs the FIT SDK's encoder, which comes with the extra `fittrack[backend]`.
"""
