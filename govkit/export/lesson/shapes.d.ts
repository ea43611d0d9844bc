// What the player reads and keeps, for the checker of types alone: nothing of it is in the page.
// The first part is the stored lesson, `govkit/scenario/graph.py`, with every default filled in.

type Said = number | null;
type Judged = "best" | "acceptable" | "poor" | "unlawful" | "late";
type Worth = "best" | "acceptable" | "poor";

interface Told { clock: string; text: number; to: number[]; source: Said; channel: Said }
interface Role {
  name: string; title: number; ref: string; post: Said; knows: Said; wants: Said; player: boolean;
}
interface Answer { name: string; title: number; letter: string }
interface Question {
  name: string; ask: number; role: number | null; countdown: number; minutes: number; notes: Said;
  tests: number[]; options: Answer[];
}
interface Inject {
  name: string; clock: string; text: number; to: number[]; source: Said; channel: Said;
  when: Said; expects: Said; tests: number[];
}
interface Ending { name: string; title: number; grade: Worth }
interface Limit { name: number; until: number; left: number }
interface Standing { place: number; progress: number; who: Said; limits: Limit[] }
interface Outcome {
  state: number; grade: Judged; costs: boolean; rule: Said; cite: Said; why: Said; made: Told[];
  story: Said; debrief: Said; told: Told[]; chance: string | null; drawn: boolean;
  missed: number[]; assumed: number[]; judged: Said;
}
interface Offer { option: number; to: Outcome[] }
interface Struck { option: number; why: "unlawful" | "late" | "taken" }
interface Mark { name: number; points: string; marked: "earned" | "missed" | "by_hand" | "unclear" }
interface End { ending: number | null; grade: Worth; story: Said; debrief: Said; closed: boolean; marks: Mark[] }
interface State {
  turn: number | null; day: string; clock: string; case: Standing; mode: Said; story: Said;
  offers: Offer[]; struck: Struck[]; end: End | null;
}
interface Step { state: number; option: number; outcome: number }
interface About {
  title: number; story: Said; begins: Said; origin: Said; goals: number[]; notes: Said;
  lesson: Said; debrief: Said; difficulty: number; minutes: number; told: Told[];
}
interface Graph {
  format: string; library: string; fingerprint: string; scenario: string; seed: string;
  lang: string; about: About; texts: string[]; roles: Role[]; turns: Question[];
  injects: Inject[]; endings: Ending[]; states: State[]; author: Step[]; full: number;
}

// The walk of a class: what it chose, and what it took back at a cost.
type Letters = Record<string, string>;
interface Entry {
  state: number; option: number; outcome: number; byHand: boolean; letters: Letters;
}
interface Walk { graph: Graph; entries: Entry[]; undone: Entry[]; choices: string[] }
interface Shown { number: number; answer: Answer; offer: Offer | null; struck: Struck | null }
interface Score { got: number; full: number; turns: number[]; limits: number; ending: number }
interface News { clock: string; text: string; how: string }

// What the page shows now. `page` counts within one screen that takes several pages.
type Place = "start" | "news" | "question" | "reveal" | "end" | "debrief";
type Over = "" | "help" | "seats" | "papers" | "scores" | "desk";
interface Now {
  walk: Walk; at: Place; page: number; pages: number; letters: Letters; group: string;
  marked: number | null; groups: number; over: Over; dark: boolean; message: string;
  ticked: number[]; left: number; until: number; begun: number; from: Place; news: number;
}
type Words = Record<string, string>;
interface Paper { name: string; file: string }
// A screen: what stands on each of its pages, and blocks that are spread over them.
interface Drawn { body: string; blocks: string[] }
