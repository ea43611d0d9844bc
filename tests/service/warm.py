"""What a process of the service needs before it can begin, done once; others are forked from it.

Nothing enters, nothing leaves: parser, catalogue, calendars and schemas are at hand afterwards.
"""

from service.__main__ import create
from service.app import Told
from service.desk import Desk, Who

desk = Desk({"GOVKIT_DATABASE": "sqlite://"})
someone = Who("warm", ("post:社区书记",), "社区·1")
engine, case = desk.open(someone, "1", "安全隐患", "")
engine, case = desk.act(someone, "2", case.id, "sign_for")
text = engine.explain(case).text()
Told(case=case, text=text, due_at=engine.next_due(case)).model_dump_json()
create(desk).openapi()
desk.fire()
