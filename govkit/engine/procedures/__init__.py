"""What may be done in a case, what it does, and what running out of time does by itself.

A `scene` (a case at an instant) enters; moves, cases and refusals leave. Each `procedure` has a
file of its own, and `PROCEDURES` is their list in the order in which moves are offered:
`acting_first`, `taking_in`, `returning`, `return_request`, `withdrawing`, `completion`,
`deliberation`, `handling`, `splitting`, `verifying`, `countersigning`, `summons`, `arbitration`,
`outcomes`, `turning_down`, `closing`, `calling_back`, `deciding`, `extension`, `suspension`,
`forced_closing`, `oversight`, `merging`, `grading`, `reopening`. To add a move: its file, its line
here, its words.

What they share: `proposal` makes moves, `memory` keeps what was offered, `passage` carries a case
on, `opening` begins one, `expiry` enters what time does; `order` is the plain course, `power` what
a tier lacks, `asked` and `answering` those who are asked, `request` what waits for a decision,
`sent` how a case can still go back, `waiting` a case that is incomplete, `call_backs` the time to
call back, `dispute` and `finality`
when it is open who handles and when a case is final, `chain` the short way of a mode. Beside the
moves: `modes`, `handover`, `separation`, `entitlement`, `departures`, `knowing`, `attendance` with
its `figures`, `announcement`.
"""

from govkit.engine.procedures.acting_first import ActingFirst
from govkit.engine.procedures.arbitration import Arbitration
from govkit.engine.procedures.calling_back import CallingBack
from govkit.engine.procedures.closing import Closing
from govkit.engine.procedures.completion import Completion
from govkit.engine.procedures.countersigning import Countersigning
from govkit.engine.procedures.deciding import Deciding
from govkit.engine.procedures.deliberation import Deliberation
from govkit.engine.procedures.extension import Extension
from govkit.engine.procedures.forced_closing import ForcedClosing
from govkit.engine.procedures.grading import Grading
from govkit.engine.procedures.handling import Handling
from govkit.engine.procedures.merging import Merging
from govkit.engine.procedures.outcomes import Outcomes
from govkit.engine.procedures.oversight import Oversight
from govkit.engine.procedures.procedure import Procedure
from govkit.engine.procedures.reopening import Reopening
from govkit.engine.procedures.return_request import ReturnRequest
from govkit.engine.procedures.returning import Returning
from govkit.engine.procedures.splitting import Splitting
from govkit.engine.procedures.summons import Summons
from govkit.engine.procedures.suspension import Parking
from govkit.engine.procedures.taking_in import TakingIn
from govkit.engine.procedures.turning_down import TurningDown
from govkit.engine.procedures.verifying import Verifying
from govkit.engine.procedures.withdrawing import Withdrawing

PROCEDURES: tuple[Procedure, ...] = (
    ActingFirst(),
    TakingIn(),
    Returning(),
    ReturnRequest(),
    Withdrawing(),
    Completion(),
    Deliberation(),
    Handling(),
    Splitting(),
    Verifying(),
    Countersigning(),
    Summons(),
    Arbitration(),
    Outcomes(),
    TurningDown(),
    Closing(),
    CallingBack(),
    Deciding(),
    Extension(),
    Parking(),
    ForcedClosing(),
    Oversight(),
    Merging(),
    Grading(),
    Reopening(),
)
BY_KIND = {kind: procedure for procedure in PROCEDURES for kind in procedure.kinds}
# What is done with a closed case too.
AFTER_CLOSING = frozenset(
    kind for procedure in PROCEDURES if "closed" in procedure.phases for kind in procedure.kinds
)
