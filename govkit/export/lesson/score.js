// @ts-check
// The score: arithmetic over the choices of a walk; what each is judged as stands in the lesson.

const TURN_POINTS = 2;
const LIMIT_POINTS = 2;
const WORTH = /** @type {Record<string, number>} */ ({ best: 2, acceptable: 1, poor: 0 });

/** Whether an outcome takes a point. @param {Outcome} outcome @returns {boolean} */
const takesPoint = ({ grade, costs }) => grade === "late" || grade === "poor" || (grade === "unlawful" && costs);

/** The numbers of the author's turns, each once. @param {Graph} graph @returns {number[]} */
function authorTurns(graph) {
  const turns = graph.author.map((step) => graph.states[step.state].turn);
  return [...new Set(turns)].filter((turn) => turn !== null);
}

/** The points of a walk as far as it went. @param {Walk} walk @returns {Score} */
function scored(walk) {
  const { graph, entries, undone } = walk;
  const turnOf = (/** @type {Entry} */ entry) => graph.states[entry.state].turn;
  const outcomes = entries.map((entry) => outcomeOf(walk, entry));
  const clean = outcomes.every((one) => one.grade === "best" || one.grade === "acceptable");
  const state = stateOf(walk);
  const answered = new Set(entries.map(turnOf));
  const lost = [...entries, ...undone].filter((entry) => takesPoint(outcomeOf(walk, entry)));
  const turns = authorTurns(graph).map((turn) => {
    if (!answered.has(turn)) return clean && state.end ? TURN_POINTS : 0;
    return Math.max(0, TURN_POINTS - lost.filter((entry) => turnOf(entry) === turn).length);
  });
  const missed = outcomes.reduce((sum, one) => sum + one.missed.length, 0);
  const limits = state.end ? Math.max(0, LIMIT_POINTS - missed) : 0;
  const ending = state.end ? WORTH[state.end.grade] : 0;
  const got = turns.reduce((sum, one) => sum + one, 0) + limits + ending;
  return { got, full: graph.full, turns, limits, ending };
}

/** The offer of a letter in a state. @param {Graph} graph @param {State} state @param {string} letter @returns {Offer | null} */
const offerOf = (graph, state, letter) =>
  shownAt(graph, state).find((one) => one.answer.letter === letter)?.offer ?? null;

/** What the letter of a group is judged as. @param {Graph} graph @param {State} state @param {string} letter @returns {Judged | null} */
function gradeOf(graph, state, letter) {
  const offer = offerOf(graph, state, letter);
  return offer ? offer.to[drawnOf(offer)].grade : null;
}

/** The points of each group, by its own letters; of a question that is put again its first counts. @param {Walk} walk @param {number} groups @returns {number[]} */
function groupPoints(walk, groups) {
  return Array.from({ length: groups }, (_, number) => {
    const answered = new Set();
    return walk.entries.reduce((sum, entry) => {
      const state = walk.graph.states[entry.state];
      const letter = entry.letters[number + 1];
      const grade = letter && !answered.has(state.turn) ? gradeOf(walk.graph, state, letter) : null;
      if (letter) answered.add(state.turn);
      return sum + (grade ? (WORTH[grade] ?? 0) : 0);
    }, 0);
  });
}

/** How many groups took each letter. @param {Letters} letters @returns {Record<string, number>} */
function tally(letters) {
  const count = /** @type {Record<string, number>} */ ({});
  for (const letter of Object.values(letters)) count[letter] = (count[letter] ?? 0) + 1;
  return count;
}

/** The letter that the class follows: that of most groups which is not unlawful; null where it is for the facilitator to say. @param {Graph} graph @param {State} state @param {Letters} letters @returns {string | null} */
function followed(graph, state, letters) {
  const count = tally(letters);
  const lawful = Object.keys(count).filter((letter) => gradeOf(graph, state, letter) !== "unlawful");
  const from = lawful.length ? lawful : Object.keys(count);
  const most = Math.max(...from.map((letter) => count[letter]));
  const first = from.filter((letter) => count[letter] === most);
  return first.length === 1 ? first[0] : null;
}
