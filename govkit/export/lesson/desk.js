// @ts-check
// The window of whoever leads the class: notes, what each option is and leads to, injects, who knows
// what, the plan. What is shown now enters, HTML leaves; none of it is on the projector.

/** @param {string} head @param {string[]} rows @returns {string} */
function deskPart(head, rows) {
  const some = rows.filter(Boolean).map((row) => `<li>${row}</li>`).join("");
  return some && `<section><h2>${say(head)}</h2><ul>${some}</ul></section>`;
}

/** Where an outcome leads, with all that is to be known of it. @param {Graph} graph @param {Outcome} one @returns {string} */
function leadsTo(graph, one) {
  const { turn, end, day, clock } = graph.states[one.state];
  const ending = end?.ending ?? null;
  const name = ending === null ? say("no_ending") : txt(graph, graph.endings[ending].title);
  const to = turn === null ? say("ending", { name }) : esc(graph.turns[turn].name);
  const texts = [one.story, one.why, one.cite, ...one.missed].map((each) => txt(graph, each));
  return [esc(one.chance ?? ""), gradeTag(one.grade), `→ ${to} ${esc(`${day} ${clock}`)}`, ...texts].filter(Boolean).join(" ");
}

/** One option, with its outcomes to be set by hand. @param {Now} now @param {Shown} shown @returns {string} */
function deskOption(now, { answer, number, offer, struck }) {
  const { graph } = now.walk;
  const name = `<b>${answer.letter}</b> ${txt(graph, answer.title)}`;
  if (!offer) return `<s>${name}</s> ${say(`grade_${struck?.why ?? "taken"}`)}`;
  const several = offer.to.length > 1;
  return name + offer.to.map((one, at) => {
    const act = button(`take:${number}${several ? `:${at}` : ""}`, say(several ? (one.drawn ? "hand_drawn" : "hand") : "take"));
    return `<p>${now.at === "question" ? act : ""} ${leadsTo(graph, one)}</p>`;
  }).join("");
}

/** An inject: when, to whom, what is expected. @param {Now} now @param {Inject} one @returns {string} */
function deskInject(now, one) {
  const { graph, entries } = now.walk;
  const came = entries.some((entry) => outcomeOf(now.walk, entry).told.some((told) => told.text === one.text));
  const [when, expects] = [txt(graph, one.when), txt(graph, one.expects)];
  const more = [one.to.length ? `→ ${seats(graph, one.to)}` : "", way(graph, one), txt(graph, one.text),
    when && say("when", { when }), expects && say("expects", { expects })];
  return `${came ? say("came") : ""} <b>${esc(one.clock)}</b> ${more.filter(Boolean).join(" · ")}`;
}

/** The whole window. @param {Now} now @returns {string} */
function deskPage(now) {
  const { walk } = now;
  const { graph } = walk;
  const question = questionOf(graph, stateOf(walk));
  const { got, full } = scored(walk);
  const told = toldAt(walk).filter((one) => one.to.length)
    .map((one) => `<b>${esc(one.clock)}</b> → ${seats(graph, one.to)} · ${way(graph, one)} · ${txt(graph, one.text)}`);
  const who = graph.roles.map((role) => [`<b>${txt(graph, role.title)}</b>`, txt(graph, role.post),
    role.knows === null ? "" : `${say("knows")} ${txt(graph, role.knows)}`,
    role.wants === null ? "" : `${say("wants")} ${txt(graph, role.wants)}`].filter(Boolean).join(" · "));
  const plan = graph.turns.map((turn) =>
    `${turn === question ? "▶" : ""} ${esc(turn.name)} ${turn.minutes ? say("minutes", { minutes: turn.minutes }) : ""}`);
  const letters = Object.entries(now.letters).map(([group, letter]) => group + letter).join(" ");
  const acts = ["back", "reveal", "next", "timer", "dark"].map((act) => button(act, say(`act_${act}`)));
  return `<h1>${txt(graph, graph.about.title)}</h1><p>${acts.join(" ")} <b class="elapsed"></b></p>` +
    `<p>${say("score", { got, full })} ${letters}</p><h2>${question ? txt(graph, question.ask) : say("foot_debrief")}</h2>` +
    caseLine(now) + deskPart("notes", [txt(graph, question?.notes ?? null)]) +
    deskPart("options", shownAt(graph, stateOf(walk)).map((one) => deskOption(now, one))) + deskPart("only_for", told) +
    deskPart("injects", graph.injects.map((one) => deskInject(now, one))) + deskPart("who", who) + deskPart("plan", plan) +
    deskPart("about", [txt(graph, graph.about.notes)]) + deskPart("goals", graph.about.goals.map((one) => txt(graph, one)));
}
