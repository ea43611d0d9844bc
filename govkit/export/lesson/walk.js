// @ts-check
// The walk of a class over a stored lesson: choices enter, states leave. No law, no clock and no
// chance is worked out here: an option leads where its number says.

const BLANK = {
  told: { to: [], source: null, channel: null },
  role: { ref: "", post: null, knows: null, wants: null, player: true },
  turn: { role: null, countdown: 0, minutes: 0, notes: null, tests: [], options: [] },
  inject: { to: [], source: null, channel: null, when: null, expects: null, tests: [] },
  about: {
    story: null, begins: null, origin: null, goals: [], notes: null, lesson: null, debrief: null, difficulty: 0, minutes: 0,
  },
  state: { turn: null, mode: null, story: null, end: null, struck: [] },
  end: { ending: null, story: null, debrief: null, closed: true, marks: [] },
  outcome: {
    costs: true, rule: null, cite: null, why: null, story: null, debrief: null, chance: null, drawn: true,
    missed: [], assumed: [], judged: null,
  },
};

/** A list of a stored lesson with what was left out. @param {any} list @param {object} blank @returns {any[]} */
const filled = (list, blank) => (list ?? []).map((/** @type {object} */ one) => ({ ...blank, ...one }));

/** A stored lesson with every default filled in. @param {string} text @returns {Graph} */
function opened(text) {
  const raw = JSON.parse(text);
  const told = (/** @type {any} */ list) => filled(list, BLANK.told);
  const outcomes = (/** @type {any} */ list) =>
    filled(list, BLANK.outcome).map((one) => ({ ...one, made: told(one.made), told: told(one.told) }));
  return {
    endings: [], ...raw,
    about: { ...BLANK.about, ...raw.about, told: told(raw.about.told) },
    roles: filled(raw.roles, BLANK.role),
    turns: filled(raw.turns, BLANK.turn),
    injects: filled(raw.injects, BLANK.inject),
    author: filled(raw.author, { outcome: 0 }),
    states: filled(raw.states, BLANK.state).map((state) => ({
      ...state,
      case: { who: null, limits: [], ...state.case },
      end: state.end && { ...BLANK.end, ...state.end },
      offers: filled(state.offers, {}).map((offer) => ({ ...offer, to: outcomes(offer.to) })),
    })),
  };
}

/** A walk that stands before the first question. @param {Graph} graph @returns {Walk} */
const begun = (graph) => ({ graph, entries: [], undone: [], choices: [] });

/** The last choice. @param {Walk} walk @returns {Entry | undefined} */
const lastOf = ({ entries }) => entries[entries.length - 1];

/** @param {Walk} walk @param {Entry} entry @returns {Outcome} */
function outcomeOf(walk, entry) {
  const offer = walk.graph.states[entry.state].offers.find((one) => one.option === entry.option);
  return /** @type {Offer} */ (offer).to[entry.outcome];
}

/** Where the walk stands, by number. @param {Walk} walk @returns {number} */
function here(walk) {
  const last = lastOf(walk);
  return last ? outcomeOf(walk, last).state : 0;
}

/** @param {Walk} walk @returns {State} */
const stateOf = (walk) => walk.graph.states[here(walk)];

/** @param {Graph} graph @param {State} state @returns {Question | null} */
const questionOf = (graph, state) => (state.turn === null ? null : graph.turns[state.turn]);

/** The options as they stand on a screen, by letter: open or struck out. @param {Graph} graph @param {State} state @returns {Shown[]} */
function shownAt(graph, state) {
  const answers = questionOf(graph, state)?.options ?? [];
  return answers
    .map((answer, number) => ({
      number, answer,
      offer: state.offers.find((one) => one.option === number) ?? null,
      struck: state.struck.find((one) => one.option === number) ?? null,
    }))
    .filter((one) => one.offer || one.struck)
    .sort((a, b) => (a.answer.letter < b.answer.letter ? -1 : 1));
}

/** Which outcome of an offer the seed draws. @param {Offer} offer @returns {number} */
const drawnOf = (offer) => Math.max(0, offer.to.findIndex((one) => one.drawn));

/** The walk with an option chosen; `outcome` where it is set by hand. @param {Walk} walk @param {number} option @param {number | null} outcome @param {Letters} letters @returns {Walk} */
function chosen(walk, option, outcome = null, letters = {}) {
  const state = stateOf(walk);
  const offer = state.offers.find((one) => one.option === option);
  const question = questionOf(walk.graph, state);
  if (!offer || !question || (outcome !== null && !offer.to[outcome])) throw new Error("not open");
  const name = question.options[option].name + (outcome === null ? "" : `#${outcome + 1}`);
  const entry = {
    state: here(walk), option, outcome: outcome ?? drawnOf(offer), byHand: outcome !== null, letters,
  };
  return { ...walk, entries: [...walk.entries, entry], choices: [...walk.choices, name] };
}

/** The walk before its last choice, which stays counted. @param {Walk} walk @returns {Walk} */
function takenBack(walk) {
  const last = lastOf(walk);
  if (!last) return walk;
  const { entries, undone, choices } = walk;
  return { ...walk, entries: entries.slice(0, -1), undone: [...undone, last], choices: [...choices, "undo"] };
}

/** What is told before the question that is up, or before the end. @param {Walk} walk @returns {Told[]} */
function toldAt(walk) {
  const last = lastOf(walk);
  const state = stateOf(walk);
  const { about } = walk.graph;
  const piece = (/** @type {Said} */ text, clock = "") => (text === null ? [] : [{ ...BLANK.told, clock, text }]);
  const told = last ? outcomeOf(walk, last).told : [...piece(about.story), ...about.told];
  return [...told, ...piece(state.story, state.clock)];
}
