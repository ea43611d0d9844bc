// @ts-check
// The debrief, the board and the cards that stand over the screen: what is shown enters, HTML leaves.

/** @param {Graph} graph @param {number} state @param {number} option @returns {string} */
function optionTitle(graph, state, option) {
  const answer = questionOf(graph, graph.states[state])?.options[option];
  return answer ? `${answer.letter} ${txt(graph, answer.title)}` : "";
}

/** Lines under one heading, each once; none without lines. @param {string} head @param {string[]} lines @returns {string[]} */
function part(head, lines) {
  const some = [...new Set(lines)].filter(Boolean);
  return some.map((line, at) => (at ? "" : box("small", say(head), "h2")) + line);
}

/** @param {string} inner @returns {string} */
const item = (inner) => (inner ? box("item", inner, "p") : "");

/** One choice of the class, beside the author's where it was another. @param {Walk} walk @param {Entry} entry @returns {string} */
function stepLine(walk, entry) {
  const { graph } = walk;
  const state = graph.states[entry.state];
  const { grade } = outcomeOf(walk, entry);
  const step = graph.author.find((one) => graph.states[one.state].turn === state.turn);
  const title = step && grade !== "best" ? optionTitle(graph, step.state, step.option) : "";
  const days = new Set(walk.entries.map((one) => graph.states[one.state].day));
  const when = esc(days.size > 1 ? `${state.day} ${state.clock}` : state.clock);
  const took = `<b>${when}</b> ${optionTitle(graph, entry.state, entry.option)} ${gradeTag(grade)}`;
  return box("step", `<p>${took}</p>${title ? box("other", say("author_took", { title }), "p") : ""}`);
}

/** One line of the rubric, with a button where a person says. @param {Now} now @param {Mark} mark @returns {string} */
function markLine(now, { name, points, marked }) {
  const on = now.ticked.includes(name);
  const kind = on ? "earned" : marked;
  const tick = button(`tick:${name}`, say(`mark_${kind}`), `class="${kind}" aria-pressed="${on}"`);
  return item(`${txt(now.walk.graph, name)} ${esc(points)} ${marked === "by_hand" ? tick : box(kind, say(`mark_${kind}`), "b")}`);
}

/** All of the debrief; what it is for stands last. @param {Now} now @returns {Drawn} */
function debriefScreen(now) {
  const { walk } = now;
  const { graph } = walk;
  const { got, full, turns, limits, ending } = scored(walk);
  const outcomes = walk.entries.map((entry) => outcomeOf(walk, entry));
  const items = (/** @type {Said[]} */ list) => list.map((one) => item(txt(graph, one)));
  const missed = items(outcomes.flatMap((one) => one.missed));
  const { goals, lesson, debrief } = graph.about;
  const blocks = [
    ...part("timeline", walk.entries.map((entry) => stepLine(walk, entry))),
    ...part("taken_back", walk.undone.filter((one) => takesPoint(outcomeOf(walk, one))).map((one) => stepLine(walk, one))),
    ...part("limits", missed.length ? missed : [item(say("limits_kept"))]),
    ...part("points", [box("came", say("score", { got, full }), "p") +
      item(say("score_line", { turns: turns.reduce((sum, one) => sum + one, 0), of: 2 * turns.length, limits, ending }))]),
    ...part("rubric", (stateOf(walk).end?.marks ?? []).map((mark) => markLine(now, mark))),
    ...part("board", now.groups ? [board(now)] : []),
    ...part("readings", outcomes.map((one) => one.rule === null ? "" :
      item(`${txt(graph, one.rule)} ${box("cite", txt(graph, one.cite), "span")}`))),
    ...part("assumed", items(outcomes.flatMap((one) => one.assumed))),
    ...part("judged", items(outcomes.map((one) => one.judged))),
    ...part("goals", items(goals)), ...part("lesson", items([lesson])), ...part("remark", items([stateOf(walk).end?.debrief ?? null, debrief])),
  ];
  return { body: "", blocks };
}

/** The points of the groups. @param {Now} now @returns {string} */
function board(now) {
  const score = groupPoints(now.walk, now.groups);
  const most = Math.max(1, ...score);
  return box("bars", score.map((got, at) => bar(at + 1, got / most, "taken", say("points_of", { got }))).join(""), "ol");
}

/** The card of whoever decides now, and who else there is. @param {Now} now @returns {string[]} */
function seatBlocks(now) {
  const { graph } = now.walk;
  const role = now.at === "start" ? null : questionOf(graph, stateOf(now.walk))?.role ?? null;
  const mine = role === null ? null : graph.roles[role];
  const others = graph.roles.filter((one) => one !== mine).map((one) =>
    item(`${txt(graph, one.title)} ${one.post === one.title ? "" : box("cite", txt(graph, one.post), "span")}`));
  const own = mine && [box("question", txt(graph, mine.title), "h2"), note("post", txt(graph, mine.post)),
    note("knows", txt(graph, mine.knows)), note("wants", txt(graph, mine.wants))];
  return [...(own ?? []), ...part(mine ? "others" : "seats", others)];
}

/** What stands over the screen: help, cards, papers, the board. @param {Now} now @param {Paper[]} papers @returns {Drawn} */
function overScreen(now, papers) {
  const help = () => words.help.trim().split("\n").map((line) => {
    const [key, text] = line.split("|");
    return box("key", `<kbd>${esc(key.trim())}</kbd><span>${esc(text.trim())}</span>`, "p");
  });
  const links = () => papers.map(({ name, file }) =>
    item(`<a href="${esc(file)}" target="_blank" rel="noopener">${esc(name)}</a>`));
  const blocks = /** @type {Record<string, () => string[]>} */ ({
    help, seats: () => seatBlocks(now), papers: () => (papers.length ? links() : [item(say("no_papers"))]),
    scores: () => [now.groups ? board(now) : item(say("no_groups"))], desk: () => [],
  });
  return { body: box("small", say(`over_${now.over}`), "h2"), blocks: blocks[now.over]() };
}
