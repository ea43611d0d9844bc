// @ts-check
// The page itself: keys, clicks, pages that fit, the clock of the class, the second window, files.
// The lesson and the words stand in the page; nothing is stored and nothing is fetched.

/** @param {string} id @returns {HTMLElement} */
const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} id @returns {string} */
const given = (id) => find(id).textContent ?? "";

words = JSON.parse(given("words"));
/** @type {Paper[]} */
const papers = JSON.parse(given("papers"));
/** @type {Now} */
let now = {
  walk: begun(opened(given("lesson"))), at: "start", page: 0, pages: 1, letters: {}, group: "", marked: null,
  groups: Number(document.body.dataset.groups), over: "", dark: false, message: "", ticked: [], left: 0, until: 0,
  begun: 0, from: "start", news: 0,
};
/** @type {Window | null} */
let desk = null;
/** What was asked with the last key, and what is asked now: a second key of its kind says yes. */
let asked = "", asks = "";

/** Whether a key was pressed again after it was asked whether it is meant. @param {string} what @returns {boolean} */
function sure(what) {
  if (asked !== what) now.message = say((asks = what));
  return asked === what;
}

// ── drawing ──
/** Sets a row closer until it holds what stands in it; whether it does. @param {HTMLElement} row @param {string} look @returns {boolean} */
const shrink = (row, look) => ["", "closer", "closest", "least"].some((level) => {
  row.className = `${look} ${level}`;
  return row.scrollHeight <= row.clientHeight + 1 && row.scrollWidth <= row.clientWidth + 1;
});

/** Draws the view; whether it fits. @param {string} html @returns {boolean} */
function fits(html) {
  find("view").innerHTML = html;
  return shrink(find("view"), `at-${now.over || now.at}`);
}

/** Blocks spread over pages that fit. @param {Drawn} screen @returns {string[]} */
function paged({ body, blocks }) {
  const pages = [body];
  if (fits(body + blocks.join(""))) return [body + blocks.join("")];
  for (const block of blocks) {
    const page = pages[pages.length - 1] + block;
    if (page === body + block || fits(page)) pages[pages.length - 1] = page;
    else pages.push(body + block);
  }
  return pages;
}

/** How many of the last pieces of news stand above the question, in at most two lines. @returns {number} */
function newsAbove() {
  for (let some = Math.min(2, toldAt(now.walk).length); some > 0; some -= 1) {
    const fit = fits(questionScreen(now, some).body);
    const news = [...document.querySelectorAll(".told .news")];
    const lines = news.map((one) => Math.round(one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)));
    if (fit && lines.reduce((sum, one) => sum + one, 0) <= 2) return some;
  }
  return 0;
}

/** @returns {Drawn} */
function screenNow() {
  if (now.over) return overScreen(now, papers);
  if (now.at === "question") return questionScreen(now, now.news);
  return { start: startScreen, news: newsScreen, reveal: revealScreen, end: endScreen, debrief: debriefScreen }[now.at](now);
}

function draw() {
  const held = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.act;
  document.body.className = `${now.dark ? "dark" : ""} ${now.over === "desk" ? "turned" : ""}`;
  find("head").innerHTML = headOf(now);
  const pages = paged(screenNow());
  now.pages = pages.length;
  now.page = Math.min(now.page, pages.length - 1);
  if (pages.length > 1) fits(pages[now.page]);
  find("foot").innerHTML = footOf(now);
  for (const one of document.querySelectorAll(".timer")) one.textContent = "00:00";
  shrink(find("head"), "");
  shrink(find("foot"), "");
  find("desk").innerHTML = now.over === "desk" ? button("close", say("close")) + deskPage(now) : "";
  if (desk && !desk.closed) desk.document.body.innerHTML = `<div id="desk">${deskPage(now)}</div>`;
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".bar"))) {
    one.style.width = `${Number(one.dataset.share) * 15}rem`;
  }
  const news = [...find("view").querySelectorAll(".news, .question, .took, .came, .small")];
  const told = news.map((one) => one.textContent).join(" ");
  if (given("say") !== told) find("say").textContent = told;
  if (held) /** @type {HTMLElement | null} */ (document.querySelector(`[data-act="${held}"]`))?.focus();
  tick();
}

/** How long this question still has, in seconds. @returns {number} */
const remains = () => (now.until ? Math.max(0, Math.ceil((now.until - Date.now()) / 1000)) : now.left);

/** The clock of the class goes on, and nothing else. */
function tick() {
  const text = (/** @type {number} */ all) => `${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`;
  const past = text(now.begun ? Math.floor((Date.now() - now.begun) / 1000) : 0);
  const of = now.walk.graph.about.minutes;
  for (const page of desk && !desk.closed ? [document, desk.document] : [document]) {
    for (const one of page.querySelectorAll(".timer, .elapsed")) {
      const is = one.matches(".timer") ? text(remains()) : say("elapsed", { past, of, left: text(remains()) });
      if (one.textContent !== is) one.textContent = is;
      one.classList.toggle("out", remains() === 0);
    }
  }
}

// ── going on and back ──
/** To the beginning of a screen. @param {Place} at @param {Partial<Now>} more */
function go(at, more = {}) {
  now = { ...now, ...more, at, page: 0, message: "", marked: null, group: "" };
  if (at === "reveal") now.until = 0;
  if (at !== "question") return;
  now = { ...now, letters: {}, left: questionOf(now.walk.graph, stateOf(now.walk))?.countdown ?? 0, until: 0 };
  now.news = newsAbove();
}

/** To what the walk stands before: its end, or its question by way of news that are too long for it. */
function ahead() {
  if (stateOf(now.walk).end) return go("end");
  go("question");
  if (now.news < toldAt(now.walk).length) go("news");
}

/** @param {number} option @param {number | null} outcome */
function take(option, outcome = null) {
  if (now.at === "question") go("reveal", { walk: chosen(now.walk, option, outcome, now.letters) });
}

/** What the facilitator marked, else what most groups said, is carried out. */
function reveal() {
  const { graph } = now.walk;
  const state = stateOf(now.walk);
  const letter = followed(graph, state, now.letters);
  const option = now.marked ?? (letter ? offerOf(graph, state, letter)?.option : undefined);
  if (option !== undefined) take(option);
  else if (now.at === "question") now.message = say(Object.keys(now.letters).length ? "tie" : "nothing_marked");
}

/** Whether a group has said its letter. @returns {boolean} */
const voted = () => Object.keys(now.letters).length > 0;

/** The mark goes to the next open option. */
function markNext() {
  const open = shownAt(now.walk.graph, stateOf(now.walk)).filter((one) => one.offer).map((one) => one.number);
  now.marked = open[(open.indexOf(now.marked ?? -1) + 1) % open.length];
}

function next() {
  if (now.over && now.page + 1 >= now.pages) now.over = "";
  else if (now.page + 1 < now.pages) now.page += 1;
  else if (now.at === "question") voted() ? reveal() : markNext();
  else if (now.at === "news") go("question");
  else if (now.at === "end") go("debrief", { from: "end" });
  else if (now.at !== "debrief") {
    now.begun ||= Date.now();
    ahead();
  }
}

function back() {
  if (now.page > 0) now.page -= 1;
  else if (now.over) now.over = "";
  else if (now.at === "debrief") now.from === "question" || now.from === "news" ? again(ahead, now.letters) : go(now.from);
  else if (now.at === "question" && now.marked !== null) now.marked = null;
  else if (now.at === "question" && voted() && !sure("votes_lost")) return;
  else if (now.walk.entries.length) {
    again(() => go("question", { walk: takenBack(now.walk) }), now.at === "question" ? {} : lastOf(now.walk)?.letters ?? {});
  } else go("start");
}

/** A question with the letters that the groups had said. @param {() => void} way @param {Letters} letters */
function again(way, letters) {
  way();
  if (now.at === "question") now.letters = letters;
}

/** An option becomes the letter of the group that is up, or what the class follows. @param {number} option */
function mark(option) {
  const shown = shownAt(now.walk.graph, stateOf(now.walk)).find((one) => one.number === option);
  if (now.at !== "question" || !shown?.offer) return;
  if (now.group) now = { ...now, letters: { ...now.letters, [now.group]: shown.answer.letter }, group: "" };
  else {
    now.marked = now.marked === option ? null : option;
    if (now.marked !== null && voted()) now.message = say("override", { letter: shown.answer.letter });
  }
}

/** The button of a page turner that begins and ends a show. */
function play() {
  if (now.over) now.over = "";
  else if (now.marked !== null || Object.keys(now.letters).length) reveal();
}

// ── the second window, files ──
/** A window for whoever leads; where none may open, this one is turned over. */
function openDesk() {
  desk = now.over === "desk" ? null : window.open("", "govkit-desk", "width=900,height=900");
  if (!desk && now.over !== "desk" && !sure("desk_covers")) return;
  if (!desk) return lay("desk");
  const [lang, style] = [document.documentElement.lang, document.querySelector("style")?.outerHTML];
  desk.document.write(`<!doctype html><html lang="${lang}"><title>${say("over_desk")}</title>${style}<body class="turned">`);
  desk.document.close();
  listen(desk.document);
}

function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([journalOf(now.walk)], { type: "application/json" }));
  link.download = `${now.walk.graph.scenario}.walk.json`;
  link.click();
}

/** A journal of the terminal or of this page. @param {string} text */
function load(text) {
  try {
    now = { ...now, walk: journalRead(now.walk.graph, text), over: "" };
    ahead();
  } catch (problem) {
    now.message = say(`journal_${/** @type {Error} */ (problem).message}`);
  }
  draw();
}

// ── keys and clicks ──
/** @param {Over} over */
function lay(over) {
  now = { ...now, over: now.over === over ? "" : over, page: 0 };
}

/** @type {Record<string, (...rest: number[]) => void>} */
const acts = {
  next, back, reveal, take, mark, none() {}, dark: () => (now.dark = !now.dark), close: () => (now.over = ""),
  timer: () => (now = { ...now, left: remains(), until: now.until ? 0 : Date.now() + remains() * 1000 }),
  group: (group) => (now.group = now.group === `${group}` ? "" : `${group}`), groups: (groups) => (now.groups = groups),
  tick: (name) => (now.ticked = now.ticked.includes(name) ? now.ticked.filter((one) => one !== name) : [...now.ticked, name]),
};

/** @type {Record<string, () => unknown>} */
const keys = {
  PageDown: next, " ": next, ArrowRight: next, ArrowDown: next, PageUp: back, ArrowLeft: back, ArrowUp: back,
  r: reveal, t: acts.timer, f: openDesk, k: () => lay("seats"), p: () => lay("papers"), g: () => lay("scores"), s: save,
  o: () => find("file").click(), j: () => now.at !== "debrief" && go("debrief", { from: now.at, over: "" }),
  "?": () => lay("help"), "？": () => lay("help"), ".": acts.dark, b: acts.dark, F5: play, Escape: () => (now.groups ? (now.over = "") : play()),
};

/** Whether the groups have said letters of which none leads. @returns {boolean} */
const tied = () => voted() && followed(now.walk.graph, stateOf(now.walk), now.letters) === null;

/** What a digit or a letter means at the start or at a question; null where it is no such. @param {string} key @returns {(() => unknown) | null} */
function typed(key) {
  if (now.at === "start" && /^[0-8]$/.test(key)) return () => acts.groups(Number(key));
  if (now.at !== "question" || now.over) return null;
  if (now.groups && key >= "1" && key <= `${now.groups}`) return () => acts.group(Number(key));
  if (now.groups && key === "b" && !now.group && !tied()) return null;
  const shown = shownAt(now.walk.graph, stateOf(now.walk));
  const one = shown.find(({ answer }) => answer.letter.toLowerCase() === key) ?? (now.groups ? undefined : shown[Number(key) - 1]);
  return one?.offer ? () => mark(one.number) : null;
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if ((key === "Enter" || key === " ") && /** @type {HTMLElement} */ (event.target).closest("button, a")) return;
  const does = now.dark ? () => (now.dark = false) : typed(key) ?? keys[key];
  if (!does) return;
  now.message = "";
  [asked, asks] = [asks, ""];
  does();
  event.preventDefault();
  draw();
}

/** @param {Document} page */
function listen(page) {
  page.addEventListener("keydown", pressed);
  page.addEventListener("click", ({ target }) => {
    const held = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (target).closest("[data-act]"));
    const [act, ...rest] = (held?.dataset.act ?? "none").split(":");
    now = { ...now, message: "", dark: now.dark && page !== document };
    acts[act](...rest.map(Number));
    draw();
  });
}

listen(document);
find("file").addEventListener("change", ({ target }) => {
  const input = /** @type {HTMLInputElement} */ (target);
  void input.files?.[0]?.text().then(load);
  input.value = "";
});
window.addEventListener("resize", () => {
  if (now.at === "question") now.news = newsAbove();
  draw();
});
window.addEventListener("beforeunload", (event) => now.walk.choices.length && event.preventDefault());
setInterval(tick, 250);
draw();
