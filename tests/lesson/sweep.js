// Put into a page by the tests: presses keys, opens journals and measures what stands on the screen.
const lessonTest = {
  /** Presses a row of keys. */
  press(...keys) {
    for (const key of keys) {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
  },
  /** Opens a journal as the file chooser would. */
  async open(text) {
    const files = new DataTransfer();
    files.items.add(new File([text], "walk.json"));
    const input = document.getElementById("file");
    input.files = files.files;
    const read = input.files[0];
    input.dispatchEvent(new Event("change"));
    await read.text();
    await new Promise((done) => setTimeout(done, 0));
  },
  /** The leaves that hold text and are seen. */
  leaves() {
    const rows = ["head", "view", "foot"].map((id) => document.getElementById(id));
    return rows.flatMap((row) => [...row.querySelectorAll("*")])
      .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
      .filter((one) => one.getClientRects().length);
  },
  /** What is wrong with the screen, in words; empty where nothing is. */
  faults() {
    const found = [];
    const root = document.documentElement;
    if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth) found.push("the page scrolls");
    const boxes = [];
    for (const id of ["head", "view", "foot"]) {
      const row = document.getElementById(id);
      if (row.scrollHeight > row.clientHeight + 1) found.push(`${id} is too high by ${row.scrollHeight - row.clientHeight}`);
      if (row.scrollWidth > row.clientWidth + 1) found.push(`${id} is too wide`);
    }
    for (const one of lessonTest.leaves()) {
      const size = parseFloat(getComputedStyle(one).fontSize);
      const name = `${one.className || one.tagName} "${one.textContent.slice(0, 20)}"`;
      if (size < 24) found.push(`${name} is ${size} px`);
      const range = document.createRange();
      range.selectNodeContents(one);
      const row = one.closest("#head, #view, #foot").getBoundingClientRect();
      for (const box of range.getClientRects()) {
        const cut = box.left < row.left - 1 || box.right > row.right + 1 || box.top < row.top - 6 || box.bottom > row.bottom + 6;
        if (cut) found.push(`${name} is cut`);
        boxes.push([one, name, box]);
      }
    }
    for (const [i, [one, name, a]] of boxes.entries()) {
      for (const [other, second, b] of boxes.slice(i + 1)) {
        if (one === other || one.contains(other) || other.contains(one)) continue;
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 12) found.push(`${name} lies on ${second}`);
      }
    }
    return found;
  },
  /** What stands on the projector now. */
  text: () => ["head", "view", "foot"].map((id) => document.getElementById(id).innerText).join("\n"),
  at: () => document.getElementById("view").className.match(/at-(\w+)/)[1],
  /** A course by letters; what each reveal says. */
  course(letters) {
    return letters.map((letter) => {
      while (lessonTest.at() !== "question") lessonTest.press("PageDown");
      lessonTest.press(letter, "r");
      return lessonTest.text();
    });
  },
  /** One state and the reveals of its options, each page of them measured. */
  async screens({ journal, letters, takes }) {
    const found = [];
    const look = (what) => found.push({ what, at: lessonTest.at(), faults: lessonTest.faults(), text: lessonTest.text() });
    const through = (at, what) => {
      for (let pages = 0; lessonTest.at() === at && pages < 40; pages += 1) {
        look(`${what} ${at}`);
        const before = lessonTest.text();
        lessonTest.press("PageDown");
        if (lessonTest.text() === before) return;
      }
    };
    await lessonTest.open(journal);
    through("news", "");
    if (lessonTest.at() === "question") look("");
    if (lessonTest.at() === "end") {
      through("end", "");
      through("debrief", "");
    }
    for (const letter of takes) {
      await lessonTest.open(journal);
      while (lessonTest.at() === "news") lessonTest.press("PageDown");
      letters.forEach((one, at) => lessonTest.press(String(at + 1), one));
      look(`${letter} set`);
      if (letter !== "b") lessonTest.press(letter);
      else document.querySelectorAll("button.card").forEach((one) => one.querySelector(".letter").textContent === "B" && one.click());
      lessonTest.press("r");
      through("reveal", letter);
    }
    return found;
  },
};
void lessonTest;
