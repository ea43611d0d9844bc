// @ts-check
// The journal of a walk, `govkit-walk/2`: the choices by name, so that the terminal and this page
// read each other's. A walk enters and a text leaves, or the other way round.

/** @param {Walk} walk @returns {string} */
function journalOf(walk) {
  const { library, scenario, fingerprint, seed } = walk.graph;
  const { choices } = walk;
  return `${JSON.stringify({ format: "govkit-walk/2", library, scenario, fingerprint, seed, choices }, null, 1)}\n`;
}

/** One choice of a journal, made. @param {Walk} walk @param {string} choice @returns {Walk} */
function followedChoice(walk, choice) {
  if (choice === "undo") return takenBack(walk);
  const options = questionOf(walk.graph, stateOf(walk))?.options ?? [];
  const plain = options.findIndex((one) => one.name === choice);
  if (plain >= 0) return chosen(walk, plain);
  const cut = choice.lastIndexOf("#");
  const named = options.findIndex((one) => one.name === choice.slice(0, cut));
  return chosen(walk, named, Number(choice.slice(cut + 1)) - 1);
}

/** The walk of a journal. Throws an error that says `format`, `other` or `choice`. @param {Graph} graph @param {string} text @returns {Walk} */
function journalRead(graph, text) {
  let journal;
  try {
    journal = JSON.parse(text);
  } catch {
    throw new Error("format");
  }
  if (journal?.format !== "govkit-walk/2" || !Array.isArray(journal.choices)) throw new Error("format");
  const { scenario, fingerprint, seed } = graph;
  const same = journal.scenario === scenario && journal.fingerprint === fingerprint && journal.seed === seed;
  if (!same) throw new Error("other");
  try {
    return journal.choices.reduce(followedChoice, begun(graph));
  } catch {
    throw new Error("choice");
  }
}
