// @ts-check
// What stands on the projector: what is shown now enters, HTML leaves. Nothing is measured and no
// key is known here. Goals, notes, grades and the lesson's point stay out until the debrief.

/** @type {Words} */
let words = {};

/** @param {unknown} text @returns {string} */
function esc(text) {
  const signs = /** @type {Words} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" });
  return String(text).replace(/[&<>"]/g, (sign) => signs[sign]);
}

/** Words of the page with places filled in. @param {string} key @param {Record<string, unknown>} places @returns {string} */
function say(key, places = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(places[name] ?? ""));
}

/** A text of the lesson, safe in HTML, with quotes where a terminal has its own. @param {Graph} graph @param {Said} number @returns {string} */
const txt = (graph, number) => (number === null ? "" : esc(graph.texts[number]).replace(/`([^`]*)`/g, "&quot;$1&quot;"));

/** @param {string} act @param {string} label @param {string} more @returns {string} */
const button = (act, label, more = "") => `<button type="button" data-act="${act}" ${more}>${label}</button>`;

/** @param {string} look @param {string} inner @param {string} tag @returns {string} */
const box = (look, inner, tag = "div") => `<${tag} class="${look}">${inner}</${tag}>`;

/** @param {string} grade @returns {string} */
const gradeTag = (grade) => box(`tag ${grade}`, say(`grade_${grade}`), "span");

/** @param {Graph} graph @param {number[]} roles @returns {string} */
const seats = (graph, roles) => roles.map((role) => txt(graph, graph.roles[role].title)).join(say("and"));

/** From whom and how a piece of news came. @param {Graph} graph @param {Told | Inject} told @returns {string} */
const way = (graph, { source, channel }) => [source, channel].map((one) => txt(graph, one)).filter(Boolean).join(say("dot"));

/** News as all may read it: what is for one seat is only said to have come. @param {Graph} graph @param {Told} told @returns {string} */
function newsLine(graph, told) {
  const time = told.clock ? box("time", esc(told.clock), "b") : "";
  const how = way(graph, told) && say("from", { how: way(graph, told) });
  const text = told.to.length ? say("for_one", { seat: seats(graph, told.to) }) : how + txt(graph, told.text);
  return box("news", `${time}<span>${text}</span>`, "p");
}

/** The row at the top. @param {Now} now @returns {string} */
function headOf(now) {
  const { graph } = now.walk;
  const state = stateOf(now.walk);
  const role = questionOf(graph, state)?.role ?? null;
  const asked = role !== null && (now.at === "question" || now.at === "news");
  return box("title", txt(graph, graph.about.title), "h1") +
    (state.mode === null ? "" : box("mode", txt(graph, state.mode), "span")) + box("push", "", "span") +
    (asked ? box("seat", say("you_are", { seat: seats(graph, [role]) }), "span") : "") +
    box("day", esc(state.day), "span") + box("clock", esc(state.clock), "span");
}

/** Where the case is and its nearest limit, in one line. @param {Now} now @returns {string} */
function caseLine(now) {
  const { graph } = now.walk;
  const { place, progress, limits } = stateOf(now.walk).case;
  const [first] = limits;
  const limit = first && { name: txt(graph, first.name), left: txt(graph, first.left), until: txt(graph, first.until) };
  const where = say("case", { place: txt(graph, place), progress: txt(graph, progress) });
  return box("case", `<span>${where}</span>${limit ? `<span>${say("limit", limit)}</span>` : ""}`, "p");
}

/** The row at the foot. @param {Now} now @returns {string} */
function footOf(now) {
  if (now.message) return box("message", esc(now.message), "p");
  if (now.over) return box("push", "", "span") + button("close", `<kbd>Esc</kbd> ${say("close")}`, 'class="go"');
  if (now.at === "question") return questionFoot(now);
  const left = now.at === "start" || now.at === "debrief" ? box("case", say(`foot_${now.at}`), "p") : caseLine(now);
  if (now.at === "debrief" && now.page + 1 === now.pages) return left;
  return left + button("next", `<kbd>PgDn</kbd> ${say(`go_${now.at}`)}`, 'class="go"');
}

/** @param {Now} now @returns {string} */
function questionFoot(now) {
  const set = Object.keys(now.letters).length;
  const circles = Array.from({ length: now.groups }, (_, at) => {
    const group = String(at + 1);
    const on = group in now.letters;
    const look = `circle${on ? " on" : ""}${now.group === group ? " up" : ""}`;
    return button(`group:${group}`, group, `class="${look}" aria-label="${say(on ? "group_set" : "group_open", { group })}"`);
  });
  const count = box("count", say("groups_set", { set, all: now.groups }), "span");
  const left = now.groups ? box("circles", circles.join("") + count) : caseLine(now);
  const ready = set > 0 || now.marked !== null;
  const reveal = ready ? button("reveal", `<kbd>R</kbd> ${say("reveal")}`, 'class="go"') : "";
  const timed = questionOf(now.walk.graph, stateOf(now.walk))?.countdown;
  const clock = button("timer", "", `class="timer" aria-label="${say("timer")}"`);
  return left + box("push", "", "span") + reveal + (timed ? box("remains", say("remains"), "span") + clock : "");
}

/** The first screen: what it is about, who plays, how many groups. @param {Now} now @returns {Drawn} */
function startScreen(now) {
  const { graph } = now.walk;
  const { story, title, difficulty, minutes } = graph.about;
  const asked = graph.states.map((state) => questionOf(graph, state)?.role ?? null);
  const played = graph.roles.map((_, at) => at).filter((at) => asked.includes(at));
  const facts = [
    difficulty && say("difficulty", { difficulty }), minutes && say("minutes", { minutes }),
    played.length && say("seats_are", { seats: seats(graph, played) }), say("seed", { seed: esc(graph.seed) }),
  ];
  const marks = Array.from({ length: 9 }, (_, number) => {
    const look = `class="circle${number ? "" : " wide"}${now.groups === number ? " on" : ""}"`;
    return button(`groups:${number}`, number ? `${number}` : say("whole"), `${look} aria-pressed="${now.groups === number}"`);
  });
  const blocks = [
    box("question", txt(graph, title), "h2"), story === null ? "" : box("lead", txt(graph, story), "p"),
    box("fact", facts.filter(Boolean).map((one) => `<span>${one}</span>`).join(""), "p"),
    box("groups", `<p>${say("how_many")}</p>${box("circles", marks.join(""))}`),
  ];
  return { body: "", blocks };
}

/** @param {Now} now @returns {Drawn} */
function newsScreen(now) {
  return { body: box("small", say("news"), "h2"), blocks: toldAt(now.walk).map((one) => newsLine(now.walk.graph, one)) };
}

/** One option as a card. @param {Now} now @param {Shown} shown @returns {string} */
function card(now, { answer, number, offer, struck }) {
  const inner = box("letter", answer.letter, "b") + box("what", txt(now.walk.graph, answer.title), "span");
  const why = box("why", `× ${say(`grade_${struck?.why ?? "taken"}`)}`, "span");
  const on = now.marked === number;
  const look = `class="card${on ? " on" : ""}" aria-pressed="${on}"`;
  return `<li>${offer ? button(`mark:${number}`, inner, look) : button("none", inner + why, 'class="card struck" disabled')}</li>`;
}

/** The question, under the last pieces of news, as many as `some` says. @param {Now} now @param {number} some @returns {Drawn} */
function questionScreen(now, some) {
  const { graph } = now.walk;
  const state = stateOf(now.walk);
  const told = toldAt(now.walk);
  const lines = told.slice(told.length - some).map((one) => newsLine(graph, one)).join("");
  const ask = txt(graph, /** @type {Question} */ (questionOf(graph, state)).ask);
  const cards = shownAt(graph, state).map((one) => card(now, one)).join("");
  return { body: box("told", lines) + box("question", ask, "h2") + box("cards", cards, "ol"), blocks: [] };
}

/** @param {string} head @param {string} text @returns {string} */
const note = (head, text) => (text ? box("note", `<h3>${say(head)}</h3><p>${text}</p>`) : "");

/** What the choice came to. @param {Now} now @returns {Drawn} */
function revealScreen(now) {
  const { walk } = now;
  const { graph } = walk;
  const entry = /** @type {Entry} */ (lastOf(walk));
  const { grade, costs, rule, why, cite, made, story, debrief } = outcomeOf(walk, entry);
  const question = /** @type {Question} */ (questionOf(graph, graph.states[entry.state]));
  const answer = question.options[entry.option];
  const moves = made.map((one) => txt(graph, one.text)).join(say("then"));
  const without = grade === "unlawful" || grade === "late" ? say(`came_${grade}`) : moves || say("came_nothing");
  const cited = `${txt(graph, rule)} ${box("cite", txt(graph, cite), "span")}`;
  const grounds = [rule === null && cite === null ? "" : cited, txt(graph, why), grade === "unlawful" && !costs ? say("free") : ""];
  const blocks = [
    box("came", txt(graph, story) || without, "p"), note("rule", grounds.filter(Boolean).join("<br>")),
    note("remark", txt(graph, debrief)), bars(now, entry, answer.letter),
  ];
  const title = box("letter", answer.letter, "b") + box("", txt(graph, answer.title), "h2");
  return { body: box("took", title + gradeTag(grade)), blocks };
}

/** A bar per letter; where the same question comes again nothing is told of the letters not taken. @param {Now} now @param {Entry} entry @param {string} taken @returns {string} */
function bars(now, entry, taken) {
  const { graph } = now.walk;
  const state = graph.states[entry.state];
  const again = state.turn === stateOf(now.walk).turn;
  if (!Object.keys(entry.letters).length) return "";
  const count = { [taken]: 0, ...tally(entry.letters) };
  const most = Math.max(...Object.values(count));
  const rows = Object.keys(count).sort().map((letter) => {
    const grade = gradeOf(graph, state, letter);
    const told = (!again || letter === taken) && (grade === "unlawful" || grade === "best");
    const kind = told && grade === "unlawful" ? "bad" : letter === taken ? "taken" : "";
    return bar(letter, count[letter] / most, kind, `${say(count[letter] === 1 ? "one_group" : "groups", { number: count[letter] })} ${told ? say(`grade_${grade}`) : ""}`);
  });
  return box("bars", rows.join(""), "ol");
}

/** @param {unknown} name @param {number} share @param {string} kind @param {string} label @returns {string} */
const bar = (name, share, kind, label) =>
  `<li><b>${name}</b><span class="bar ${kind}" data-share="${share}"></span>${label}</li>`;

/** How the story ended. @param {Now} now @returns {Drawn} */
function endScreen(now) {
  const { graph } = now.walk;
  const { ending, story, closed, grade } = /** @type {End} */ (stateOf(now.walk).end);
  const name = ending === null ? say("no_ending") : txt(graph, graph.endings[ending].title);
  const told = toldAt(now.walk).map((one) => newsLine(graph, one));
  const came = box("came", txt(graph, story) || say(closed ? "closed" : "left_open"), "p");
  return { body: box("took", box("", say("ending", { name }), "h2") + gradeTag(grade)), blocks: [...told, came] };
}
