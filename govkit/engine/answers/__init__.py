"""What a caller asks: cases enter, answers leave.

`offers` are the lawful moves; `wanted` and `choice` find the one that is meant, `attempt` the one
that was made before, `refusal` gives the rule against it; `explanation` tells where a case stands,
`decision` where one would stand. `adoption`, `inspection`, `mentions` and `migration` say whether a
stored case may go on. What a move does is said in `procedures`.
"""
