/* The page: what is typed goes into the answers, the answers into the browser's storage and into a
   file. Nothing is ever sent anywhere. */
(() => {
  const { card, words } = JSON.parse(document.getElementById("data").textContent);
  const items = new Map(card.items.map((item) => [item.id, item]));
  const fieldsets = Array.from(document.querySelectorAll(".item"));
  const byId = (id) => document.getElementById(id);
  const say = (key, args = {}) =>
    words[key].replace(/\{(\w+)\}/g, (whole, name) => (name in args ? String(args[name]) : whole));

  // ── what is remembered ─────────────────────────────────────────────────────────────────────────

  const STORE = `quality-card/${card.key}`;
  const storage = (() => {
    try {
      const found = window.localStorage;
      found.setItem(`${STORE}/try`, "1");
      found.removeItem(`${STORE}/try`);
      return found;
    } catch (error) {
      return null;
    }
  })();
  let keeps = storage !== null;
  // Whether something was changed that is neither in the storage nor in a file.
  let unsaved = false;

  const begun = () => ({ rater: { name: card.rater, role: "" }, answers: {}, others: [], shortcuts: true });
  let state = begun();

  function answerTo(id) {
    if (!state.answers[id]) state.answers[id] = Answers.empty();
    return state.answers[id];
  }

  function remember() {
    unsaved = true;
    if (!storage) return;
    try {
      storage.setItem(STORE, JSON.stringify({ version: 1, ...state }));
      unsaved = false;
      if (!keeps) showKeeping(true);
    } catch (error) {
      showKeeping(false);
    }
  }

  /** Take over what was remembered, as far as it is what this page has written. */
  function recall() {
    if (!storage) return false;
    try {
      const found = JSON.parse(storage.getItem(STORE));
      if (!found || found.version !== 1) return false;
      const isText = (value) => typeof value === "string";
      for (const id of items.keys()) {
        const answer = found.answers[id];
        if (answer) state.answers[id] = { ...Answers.empty(), ...answer };
      }
      state.others = Array.isArray(found.others) ? found.others : [];
      state.shortcuts = found.shortcuts !== false;
      if (isText(found.rater.name) && !card.rater) state.rater.name = found.rater.name;
      if (isText(found.rater.role)) state.rater.role = found.rater.role;
      return Object.values(state.answers).some((answer) => !Answers.isEmpty(answer));
    } catch (error) {
      state = begun();
      return false;
    }
  }

  function showKeeping(works) {
    keeps = works;
    byId("keeping").textContent = works ? say("kept") : "";
    byId("trouble").textContent = works ? "" : say(storage ? "storage_full" : "storage_off");
  }

  // ── what is said ───────────────────────────────────────────────────────────────────────────────

  let telling = 0;

  /** Tell, where a screen reader hears it; of several things in a row only the last. */
  function tell(text) {
    clearTimeout(telling);
    telling = setTimeout(() => { byId("said").textContent = text; }, 300);
  }

  /** Show a message that stays until the next one. */
  function show(text, isBad = false) {
    const message = byId("message");
    message.textContent = text;
    message.classList.toggle("bad", isBad);
    message.hidden = text === "";
    message.setAttribute("role", isBad ? "alert" : "status");
  }

  // ── from the answers to the page ───────────────────────────────────────────────────────────────

  const within = (fieldset, selector) => Array.from(fieldset.querySelectorAll(selector));
  const one = (fieldset, key) => fieldset.querySelector(`[data-key="${key}"]`);

  function valueOf(field, answer) {
    if (field.dataset.answer) return answer.answers[field.dataset.answer] || "";
    if (field.dataset.part) return (answer.parts[Number(field.dataset.part)] || {})[field.dataset.key] || "";
    return answer[field.dataset.key];
  }

  function check(fieldset, choice) {
    within(fieldset, "input[type=radio]").forEach((radio) => {
      radio.checked = radio.value === choice;
      radio.parentElement.classList.toggle("on", radio.checked);
    });
  }

  function fill(fieldset) {
    const answer = state.answers[fieldset.dataset.id] || Answers.empty();
    check(fieldset, answer.choice);
    within(fieldset, "[data-key], [data-answer]").forEach((field) => { field.value = valueOf(field, answer); });
    within(fieldset, "textarea").forEach(grow);
    fieldset.querySelector("details.more").open = within(fieldset, ".more textarea").some((field) => field.value);
    refresh(fieldset);
  }

  /** Bring what follows from an answer in line with it. */
  function refresh(fieldset) {
    const id = fieldset.dataset.id;
    const item = items.get(id);
    const answer = state.answers[id] || Answers.empty();
    const fault = Answers.fault(item, answer);
    const isReason = Answers.REASONS.includes(answer.choice);
    const reason = one(fieldset, "reason");
    reason.closest(".reason").hidden = !isReason;
    reason.required = isReason;
    const asked = fault || (wantsEvidence(item, answer) ? "evidence_wanted" : null);
    const note = fieldset.querySelector(".fault");
    note.textContent = asked ? say(asked, item.shown) : "";
    note.classList.toggle("bad", fault !== null);
    fieldset.classList.toggle("rated", Answers.isRated(item, answer));
    fieldset.classList.toggle("faulty", fault !== null);
    fieldset.querySelector(".clear").hidden = answer.choice === "";
    const result = fieldset.querySelector(".result");
    if (result) result.textContent = fault || isReason ? "" : resultOf(fieldset, item, answer);
  }

  const localized = (text) => text.replace(".", card.comma);

  /** Return what the figures of an item lead to, and mark that step. */
  function resultOf(fieldset, item, answer) {
    if (item.by === "survey") {
      const points = Figures.earned(item, answer);
      return points === null ? "" : say("outcome_of", { points: localized(points), most: localized(item.earns) });
    }
    const at = Figures.outcome(item, answer);
    within(fieldset, ".outcomes li").forEach((one, place) => one.classList.toggle("on", place === at));
    if (at < 0) return "";
    const percent = item.by === "count" ? Figures.rounded(Figures.percentage(answer), 1, true) : null;
    const shown = percent === null ? "" : `${say("percent", { n: localized(percent) })} – `;
    return say("outcome", { result: shown + item.outcomes[at][0] });
  }

  function wantsEvidence(item, answer) {
    return item.extremes.includes(answer.choice) && answer.evidence.trim() === "";
  }

  /** Give a text field the height of its text, and the printer a copy of it. */
  function grow(field) {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
    field.nextElementSibling.textContent = field.value;
  }

  function count() {
    const decided = fieldsets.filter((one) => one.classList.contains("rated")).length;
    const faulty = fieldsets.filter((one) => one.classList.contains("faulty")).length;
    byId("progress").value = decided;
    const figures = { decided, all: fieldsets.length, missing: fieldsets.length - decided };
    const text = say("progress", figures);
    const full = faulty ? `${text} ${say("progress_faulty", { faulty })}` : text;
    ["progress-text", "end-progress"].forEach((id) => { byId(id).textContent = full; });
    byId("show-missing").hidden = figures.missing === 0;
    document.querySelectorAll("[data-counts]").forEach((place) => {
      const node = byId(place.dataset.counts);
      const own = node.matches(".item") ? [node] : within(node, ".item");
      const done = own.filter((one) => one.classList.contains("rated")).length;
      place.textContent = `${done}/${own.length}`;
      place.classList.toggle("done", done === own.length);
    });
    return text;
  }

  /** Show who fills in the card: in the field, and at the head of printed pages. */
  function showName() {
    byId("name").value = state.rater.name;
    byId("running-name").textContent = state.rater.name.trim() && ` · ${state.rater.name.trim()}`;
  }

  function showAll() {
    showName();
    byId("role").value = state.rater.role;
    byId("shortcuts").checked = state.shortcuts;
    byId("others").textContent = state.others.length ? say("others", { n: state.others.length }) : "";
    fieldsets.forEach(fill);
    count();
    filter();
  }

  // ── from the page to the answers ───────────────────────────────────────────────────────────────

  function changed(fieldset, spoken) {
    show("");
    refresh(fieldset);
    const progress = count();
    remember();
    const fault = fieldset.querySelector(".fault").textContent;
    if (spoken) tell(`${fieldset.dataset.id}: ${spoken}. ${fault} ${progress}`);
  }

  function choose(fieldset, choice) {
    const answer = answerTo(fieldset.dataset.id);
    answer.choice = choice;
    check(fieldset, choice);
    const label = within(fieldset, "input[type=radio]").find((radio) => radio.checked);
    changed(fieldset, label ? label.dataset.spoken : say("cleared"));
    if (wantsEvidence(items.get(fieldset.dataset.id), answer)) {
      fieldset.querySelector("details.more").open = true;
      within(fieldset, "textarea").forEach(grow);
    }
  }

  function typed(field) {
    if (field.tagName === "TEXTAREA") grow(field);
    const fieldset = field.closest(".item");
    const { id } = fieldset.dataset;
    const answer = answerTo(id);
    if (field.dataset.answer) {
      answer.answers[field.dataset.answer] = field.value;
    } else if (field.dataset.part) {
      const parts = Array.from({ length: items.get(id).parts }, (_, at) => answer.parts[at] || { count: "", of: "" });
      parts[Number(field.dataset.part)][field.dataset.key] = field.value;
      answer.parts = parts;
    } else {
      answer[field.dataset.key] = field.value;
    }
    // Whoever counts has answered.
    const counts = field.dataset.answer || (Answers.FIGURES[items.get(id).by] || []).includes(field.dataset.key);
    const isCounted = counts && !field.dataset.part && field.value.trim() !== "";
    if (isCounted && answer.choice === "") choose(fieldset, "given");
    changed(fieldset, "");
  }

  // ── search and filter ──────────────────────────────────────────────────────────────────────────

  const textOf = new Map(fieldsets.map((one) => [one, one.querySelector(".what").textContent.toLocaleLowerCase()]));
  const FILTERS = {
    all: () => true,
    missing: (fieldset) => !fieldset.classList.contains("rated"),
    rated: (fieldset) => fieldset.classList.contains("rated"),
    faulty: (fieldset) => fieldset.querySelector(".fault").textContent !== "",
  };

  function filter() {
    const sought = byId("search").value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const wanted = FILTERS[byId("filter").value];
    let shown = 0;
    fieldsets.forEach((fieldset) => {
      const text = textOf.get(fieldset);
      const isShown = wanted(fieldset) && sought.every((word) => text.includes(word));
      fieldset.hidden = !isShown;
      shown += isShown ? 1 : 0;
    });
    document.querySelectorAll("section.node").forEach((section) => {
      section.hidden = within(section, ".item").every((fieldset) => fieldset.hidden);
    });
    byId("nothing").hidden = shown > 0;
    return shown;
  }

  function filtered() {
    tell(say("shown", { n: filter() }));
  }

  function showMissing() {
    byId("search").value = "";
    byId("filter").value = "missing";
    filtered();
    current = null;
    move(1);
  }

  // ── files ──────────────────────────────────────────────────────────────────────────────────────

  // What people take for the card's file: a line of it would not tell them what is wrong.
  const OTHER_KINDS = /\.(?:xls[xmb]?|ods|csv|docx?|odt|pdf|html?|zip|png|jpe?g)$/i;
  const twoDigits = (number) => String(number).padStart(2, "0");
  const today = (day) => `${day.getFullYear()}-${twoDigits(day.getMonth() + 1)}-${twoDigits(day.getDate())}`;

  function save() {
    if (Answers.plainName(state.rater.name) === "") {
      byId("name").setAttribute("aria-invalid", "true");
      show(say("name_wanted"), true);
      byId("name").focus();
      return;
    }
    const text = Answers.toFile(card, state.rater, state.answers, state.others, today(new Date()));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    link.download = Answers.fileName(state.rater.name);
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    unsaved = false;
    const faulty = fieldsets.filter((one) => one.classList.contains("faulty")).map((one) => one.dataset.id);
    const saved = say("saved", { name: link.download, folder: card.folder });
    show(faulty.length ? `${saved} ${say("saved_faulty", { ids: faulty.join(", ") })}` : saved, faulty.length > 0);
  }

  async function open(file) {
    const isBegun = Object.values(state.answers).some((answer) => !Answers.isEmpty(answer));
    let found;
    show("");
    try {
      if (file.size > 4 * 1024 * 1024) throw new Answers.Unfit("too_large", 1);
      const source = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
      found = Answers.fromFile(card, source);
    } catch (error) {
      refuse(file, error);
      return;
    }
    if (card.rater && Answers.plainName(found.rater.name) !== Answers.plainName(card.rater)) {
      show(say("other_rater", { name: found.rater.name, own: card.rater }), true);
      return;
    }
    if (isBegun && !window.confirm(say("replace", { name: file.name }))) return;
    const rater = { ...found.rater, name: card.rater || found.rater.name };
    state = { ...state, rater, answers: found.answers, others: found.others };
    showAll();
    remember();
    const opened = say("opened", { name: file.name, n: Object.keys(found.answers).length });
    show(found.otherEdition ? `${opened} ${say("other_edition")}` : opened, found.otherEdition);
  }

  function refuse(file, error) {
    const isOther = OTHER_KINDS.test(file.name);
    const known = !isOther && (error instanceof Yaml.Unreadable || error instanceof Answers.Unfit);
    const reason = isOther ? "other_kind" : known ? error.reason : "not_utf8";
    const why = say(`file_${reason}`, { what: error.what || "", year: card.year });
    const place = known && error.line ? say("on_line", { line: error.line }) : "";
    show([say("not_opened", { name: file.name }), place, why].filter(Boolean).join(" "), true);
  }

  function startOver() {
    if (!window.confirm(say("start_over"))) return;
    const { shortcuts } = state;
    state = { ...begun(), shortcuts };
    showAll();
    remember();
    unsaved = false;
    show(say("started_over"));
  }

  // ── keys ───────────────────────────────────────────────────────────────────────────────────────

  // By the letter that is typed, in Latin or Cyrillic; else by the key, whatever its letter.
  const LETTERS = { j: "next", й: "next", k: "back", к: "back", n: "not_applicable", н: "not_applicable",
    b: "no_evidence", б: "no_evidence", e: "evidence", е: "evidence", д: "evidence", "/": "search",
    0: "clear", Enter: "figures", ArrowDown: "next", ArrowUp: "back" };
  const KEYS = { KeyJ: "next", KeyK: "back", KeyN: "not_applicable", KeyB: "no_evidence", KeyE: "evidence" };

  let current = null;

  function move(step) {
    const shown = fieldsets.filter((fieldset) => !fieldset.hidden);
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const next = shown[at < 0 ? 0 : Math.min(Math.max(at + step, 0), shown.length - 1)];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  function pressed(event) {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const fieldset = target.closest(".item");
    const isText = target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
    if (isText && key === "Escape" && fieldset) fieldset.focus();
    if (isText || !state.shortcuts) return;
    // Elsewhere Enter follows a link or presses a button.
    if (key === "Enter" && target !== fieldset) return;
    const isArrow = key.startsWith("Arrow");
    // In a group of choices the arrows go from one to the next, as everywhere.
    if (isArrow && (target.matches("input") || !fieldset)) return;
    const wish = LETTERS[key.length === 1 ? key.toLowerCase() : key] || KEYS[event.code];
    if (act(wish, fieldset) || (fieldset && pick(fieldset, key))) event.preventDefault();
  }

  /** Do what a key stands for; tell whether there was something to do. */
  function act(wish, fieldset) {
    if (wish === "next" || wish === "back") move(wish === "next" ? 1 : -1);
    else if (wish === "search") byId("search").focus();
    else if (fieldset && wish === "clear") choose(fieldset, "");
    else if (fieldset && wish === "figures" && fieldset.querySelector("input.number")) {
      fieldset.querySelector("input.number").focus();
    }
    else if (fieldset && wish === "evidence") {
      fieldset.querySelector("details.more").open = true;
      one(fieldset, "evidence").focus();
    } else if (fieldset && Answers.REASONS.includes(wish)) {
      choose(fieldset, wish);
      one(fieldset, "reason").focus();
    } else return false;
    return true;
  }

  /** Choose the level of a digit, or the step of a ladder that it counts. */
  function pick(fieldset, key) {
    const item = items.get(fieldset.dataset.id);
    const step = item.kind === "points" ? item.steps[Number(key) - 1] : key;
    if (!/^[1-9]$/.test(key) || !item.steps.includes(step)) return false;
    choose(fieldset, step);
    return true;
  }

  // ── all together ───────────────────────────────────────────────────────────────────────────────

  document.addEventListener("keydown", pressed);
  document.addEventListener("focusin", (event) => { current = event.target.closest(".item") || current; });
  fieldsets.forEach((fieldset) => {
    fieldset.addEventListener("change", (event) => {
      if (event.target.type === "radio") choose(fieldset, event.target.value);
    });
    fieldset.addEventListener("input", (event) => {
      if (event.target.matches("[data-key], [data-answer]")) typed(event.target);
    });
    fieldset.querySelector(".clear").addEventListener("click", () => {
      choose(fieldset, "");
      fieldset.focus();
    });
    fieldset.querySelector("details.more").addEventListener("toggle", () => within(fieldset, "textarea").forEach(grow));
  });
  byId("name").addEventListener("input", (event) => {
    state.rater.name = event.target.value;
    showName();
    event.target.removeAttribute("aria-invalid");
    remember();
  });
  byId("role").addEventListener("input", (event) => {
    state.rater.role = event.target.value;
    remember();
  });
  byId("shortcuts").addEventListener("change", (event) => {
    state.shortcuts = event.target.checked;
    remember();
  });
  byId("search").addEventListener("input", filtered);
  byId("filter").addEventListener("change", filtered);
  ["save", "save-end"].forEach((id) => byId(id).addEventListener("click", save));
  byId("show-missing").addEventListener("click", showMissing);
  byId("open").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) open(file);
  });
  byId("print").addEventListener("click", () => window.print());
  byId("start-over").addEventListener("click", startOver);
  window.addEventListener("beforeunload", (event) => {
    if (!unsaved) return;
    event.preventDefault();
    event.returnValue = "";
  });
  window.addEventListener("storage", (event) => {
    if (event.key === STORE) byId("trouble").textContent = say("open_twice");
  });
  window.addEventListener("beforeprint", () => {
    fieldsets.forEach((fieldset) => {
      const { evidence, note } = state.answers[fieldset.dataset.id] || Answers.empty();
      if (evidence.trim() || note.trim()) fieldset.querySelector("details.more").open = true;
    });
    within(document, "textarea").forEach(grow);
  });
  window.addEventListener("resize", () => within(document, "textarea").forEach(grow));

  showKeeping(keeps);
  const isRecalled = recall();
  showAll();
  document.documentElement.classList.add("ready");
  byId("contents").open = window.matchMedia("(min-width: 64rem)").matches;
  if (isRecalled) show(say("recalled"));
})();
