"""Refinement: a text and the base it builds upon become one, and what binds is not loosened.

`merging` joins two layers by name, each statement as it is `said`. `judging` compares what a case
gets, `binding` two values, `maps` two maps and `rights` what people are given; `side_doors` looks
where a base is loosened without being restated, and `loosenings` tells it all.
"""
