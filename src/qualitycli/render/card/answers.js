/* What a rater answered, from the page to the file and back. An answer holds texts only, as they
   were typed: {choice, reason, points, value, count, of, parts, answers, invited, mean, answered} and
   the keys of BESIDE, a line that the tool puts before this file: evidence, note …, each with its kind:
   text, lines or date. The choice is a level, a step of a points scale, “given” (figures),
   “not_applicable” or “no_evidence”. */
const Answers = (() => {
  const REASONS = ["not_applicable", "no_evidence"];
  const KNOWN = ["format", "year", "framework", "rater", "ratings", "saved_on"];
  // The fields of one number each.
  const NUMBERS = ["count", "of", "points", "value", "mean", "answered", "invited"];
  // What the fields say of which whoever fills them in has judged the item.
  const FIGURES = { amount: ["points"], count: ["count"], value: ["value"],
    survey: ["mean", "answered", "invited"] };
  const OF_A_RATING = ["level", "answers", "parts", ...NUMBERS, ...REASONS, ...Object.keys(BESIDE)];
  const { WHOLE } = Figures;

  const empty = () => ({ choice: "", reason: "", parts: [], answers: {},
    ...Object.fromEntries(NUMBERS.map((key) => [key, ""])),
    ...Object.fromEntries(Object.keys(BESIDE).map((key) => [key, ""])) });

  const linesOf = (text) => text.split("\n").map((one) => one.trim()).filter((one) => one !== "");
  const isGiven = (text) => text.trim() !== "";

  const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
  const INVISIBLE = new RegExp("[\\x00-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f"
    + "\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb"
    + "\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]", "gu");

  /** Return a name as it is compared, as the tool's own plain_name does. */
  function plainName(name) {
    const seen = name.replace(SPACES, " ").replace(INVISIBLE, "").normalize("NFC");
    return seen.toUpperCase().toLowerCase().normalize("NFC").replace(/ +/g, " ").trim();
  }

  const LATIN = { а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ж: "zh", з: "z", и: "i", й: "y", к: "k",
    л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "h", ц: "ts",
    ч: "ch", ш: "sh", щ: "sht", ъ: "a", ь: "y", ю: "yu", я: "ya" };

  /** Return a name in Latin letters, as it is written in a passport. */
  function latin(name) {
    const letters = Array.from(name.replace(/ия$/, "иа"), (letter) => LATIN[letter] || letter);
    return letters.join("").replace(/[^a-z0-9-]/g, "");
  }

  /** Return what to call the file: the last name comes first, so that the files of a family differ. */
  function fileName(name) {
    const names = plainName(name).split(" ");
    const parts = [names.pop(), ...names].map(latin).filter((part) => part !== "");
    return `${parts.join("-").slice(0, 60) || "card"}.yaml`;
  }

  function isEmpty(answer) {
    const texts = [answer.choice, answer.reason, ...NUMBERS.map((key) => answer[key]),
      ...Object.keys(BESIDE).map((key) => answer[key]), ...Object.values(answer.answers),
      ...answer.parts.flatMap((part) => [part.count, part.of])];
    return !texts.some(isGiven);
  }

  /** Return what is wrong with an answer, as the name of a message; null where nothing is. */
  function fault(item, answer) {
    if (REASONS.includes(answer.choice)) return isGiven(answer.reason) ? null : "reason_missing";
    const pairs = [{ count: answer.count, of: answer.of }, ...answer.parts];
    for (const pair of pairs) {
      const found = faultOfPair(pair, item.exceeds);
      if (found) return found;
    }
    if (item.parts && answer.parts.some(isPair) && !answer.parts.every(isPair)) return "parts_missing";
    const isGivenChoice = answer.choice === "given";
    if (item.by === "survey" && (isGivenChoice || isCounted(item, answer))) return faultOfSurvey(item, answer);
    if (item.by === "count" && isGivenChoice && !isGiven(answer.count)) return "count_missing";
    if (isGiven(answer.value) && Figures.plain(answer.value) === null) return "not_a_number";
    if (item.by === "value" && isGivenChoice && !isGiven(answer.value)) return "value_missing";
    return item.by === "amount" && isGivenChoice ? faultOfPoints(item, answer.points) : null;
  }

  function faultOfPoints(item, typed) {
    if (!isGiven(typed)) return "points_missing";
    const text = Figures.plain(typed);
    if (text === null || text.startsWith("-")) return "not_a_number";
    const points = Figures.fraction(text);
    if (Figures.compare(points, Figures.fraction(item.limits.most)) > 0) return "over_most";
    return Figures.isMultiple(points, Figures.fraction(item.limits.step)) ? null : "off_step";
  }

  const isPair = (pair) => isGiven(pair.count) || isGiven(pair.of);
  const hasAnswers = (answer) => Object.values(answer.answers).some(isGiven);

  /** Tell whether there are figures that judge an item. */
  const isCounted = (item, answer) => (item.by === "survey" && hasAnswers(answer)) ||
    (FIGURES[item.by] || []).some((key) => isGiven(answer[key]));

  function faultOfPair({ count, of }, exceeds) {
    if (!isGiven(count) && !isGiven(of)) return null;
    if (!isGiven(count) || !isGiven(of)) return "half_a_count";
    if (!WHOLE.test(count.trim()) || !WHOLE.test(of.trim())) return "not_whole";
    if (Number(of) === 0) return "of_nothing";
    return Number(count) > Number(of) && !exceeds ? "over_total" : null;
  }

  function faultOfSurvey(item, answer) {
    const given = Object.values(answer.answers).filter(isGiven);
    const whole = [...given, answer.invited, answer.answered].filter(isGiven);
    if (!whole.every((one) => WHOLE.test(one.trim()))) return "not_whole";
    const hasMean = isGiven(answer.mean) || isGiven(answer.answered);
    if (hasMean && given.length) return "answers_and_mean";
    if (hasMean) return faultOfMean(item, answer);
    const sum = given.reduce((total, one) => total + Number(one), 0);
    if (sum === 0) return "no_answers";
    const counting = item.answers.filter(([key, share]) => share !== null && isGiven(answer.answers[key] || ""));
    if (!counting.some(([key]) => Number(answer.answers[key]) > 0)) return "none_counts";
    return isGiven(answer.invited) && sum > Number(answer.invited) ? "over_invited" : null;
  }

  function faultOfMean(item, { mean, answered, invited }) {
    if (!isGiven(mean) || !isGiven(answered) || Number(answered) === 0) return "mean_of_nobody";
    const text = Figures.plain(mean);
    if (text === null) return "not_a_number";
    const [lowest, highest] = [item.limits.lowest, item.limits.highest].map(Figures.fraction);
    if (!Figures.between(Figures.fraction(text), lowest, highest)) return "mean_off";
    return isGiven(invited) && Number(answered) > Number(invited) ? "over_invited" : null;
  }

  /** Tell whether an item is judged. */
  const isRated = (item, answer) => answer.choice !== "" && fault(item, answer) === null;

  /** Return the lines of a rating; none where nothing was answered. */
  function ratingLines(id, item, answer) {
    if (isEmpty(answer)) return [];
    const lines = [];
    const put = (key, value) => lines.push(`    ${key}: ${Yaml.plain(value)}`);
    const { choice } = answer;
    const isReason = REASONS.includes(choice);
    if (choice !== "" && choice !== "given" && !isReason) put(item.kind, choice);
    // Figures that judge an item go where a reason is given instead; counts stay as evidence.
    const isDropped = (key) => !isGiven(answer[key]) || (key === "points" && choice !== "given") ||
      (isReason && (FIGURES[item.by] || []).includes(key)) || (isReason && item.by === "count" && key === "of");
    const typed = (key) => Figures.plain(answer[key]) ?? answer[key].trim();
    const putAll = (...keys) => keys.filter((key) => !isDropped(key)).forEach((key) => put(key, typed(key)));
    putAll("points");
    const answered = isReason ? [] : Object.entries(answer.answers).filter(([, count]) => isGiven(count));
    if (answered.length) {
      lines.push("    answers:");
      answered.forEach(([key, count]) => lines.push(`      ${Yaml.plain(key)}: ${Yaml.plain(count.trim())}`));
    }
    putAll("mean", "answered", "invited", "count", "of", "value");
    if (answer.parts.some(isPair)) {
      lines.push("    parts:");
      answer.parts.forEach((part) => {
        lines.push(`      - count: ${Yaml.plain(part.count.trim())}`);
        lines.push(`        of: ${Yaml.plain(part.of.trim())}`);
      });
    }
    if (isReason) lines.push(`    ${choice}: ${Yaml.text(answer.reason.trim())}`);
    for (const [key, kind] of Object.entries(BESIDE).filter(([key]) => isGiven(answer[key]))) {
      const text = answer[key].trim();
      if (kind === "lines") lines.push(`    ${key}:`, ...linesOf(text).map((one) => `      - ${Yaml.text(one)}`));
      else lines.push(`    ${key}: ${kind === "date" ? Yaml.plain(text) : Yaml.text(text)}`);
    }
    if (lines.length === 0) return [];
    const onlyLevel = lines.length === 1 && lines[0].startsWith("    level: ");
    if (onlyLevel) return [`  ${id}: ${lines[0].slice("    level: ".length)}`];
    return [`  ${id}:`, ...lines];
  }

  /** Return the rater's file: what the card has, and the ratings of items that it does not show. */
  function toFile(card, rater, answers, others, today) {
    const ratings = [
      ...card.items.flatMap((item) => ratingLines(item.id, item, answers[item.id] || empty())),
      ...others.flatMap((other) => other.lines),
    ];
    const role = isGiven(rater.role) ? [`  role: ${Yaml.text(rater.role.trim())}`] : [];
    return [
      "format: 1",
      `year: ${card.year}`,
      "framework:",
      `  id: ${Yaml.text(card.framework)}`,
      `  edition: ${Yaml.text(card.edition)}`,
      "rater:",
      `  name: ${Yaml.text(rater.name.trim())}`,
      ...role,
      `saved_on: ${today}`,
      "ratings:",
      ...ratings,
    ].join("\n") + "\n";
  }

  /** What a file says that does not fit the card: a message's name, a line, and what it names. */
  class Unfit extends Error {
    constructor(reason, line, what = "") {
      super(reason);
      this.reason = reason;
      this.line = line;
      this.what = what;
    }
  }

  const textAt = (map, key) => {
    const entry = map.get(key);
    if (!entry) return "";
    if (typeof entry.value !== "string") throw new Unfit("not_a_text", entry.line, key);
    return entry.value;
  };

  const mapAt = (map, key) => {
    const entry = map.get(key);
    if (!entry || entry.value === "") return new Map();
    if (!(entry.value instanceof Map)) throw new Unfit("not_a_mapping", entry.line, key);
    return entry.value;
  };

  function knows(map, keys) {
    for (const [key, { line }] of map) if (!keys.includes(key)) throw new Unfit("unknown_key", line, key);
  }

  /** Return what a rater's file says: {rater, answers, others, otherEdition}. */
  function fromFile(card, source) {
    const file = Yaml.read(source);
    if (!file.has("rater")) throw new Unfit("not_a_rater", 1);
    knows(file, KNOWN);
    const lineOf = (key) => (file.get(key) || { line: 1 }).line;
    if (textAt(file, "format") !== "1") throw new Unfit("other_format", lineOf("format"));
    const year = textAt(file, "year");
    if (year !== card.year) throw new Unfit("other_year", lineOf("year"), year);
    const framework = mapAt(file, "framework");
    knows(framework, ["id", "edition"]);
    const id = textAt(framework, "id");
    if (id !== card.framework) throw new Unfit("other_framework", lineOf("framework"), id);
    const rater = mapAt(file, "rater");
    knows(rater, ["name", "role"]);
    const found = { rater: { name: textAt(rater, "name"), role: textAt(rater, "role") },
      answers: {}, others: [], otherEdition: textAt(framework, "edition") !== card.edition };
    const known = new Set(card.known);
    const items = new Map(card.items.map((item) => [item.id, item]));
    const lines = source.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
    for (const [key, { value, line }] of mapAt(file, "ratings")) {
      const item = items.get(key);
      if (item) found.answers[key] = answerOf(item, value, line);
      else if (known.has(key)) found.others.push({ id: key, lines: copied(lines, line) });
      else throw new Unfit("unknown_item", line, key);
    }
    return found;
  }

  /** Return the lines of a rating as they stand, down to the next one. */
  function copied(lines, number) {
    const indentOf = (line) => line.length - line.trimStart().length;
    const first = lines[number - 1];
    const own = [first];
    const step = indentOf(first);
    for (let at = number; at < lines.length; at += 1) {
      const line = lines[at];
      const isDeeper = indentOf(line) > step || /^\s*-\s/.test(line);
      if (line.trim() !== "" && !isDeeper) break;
      if (line.trim() !== "") own.push(line);
    }
    return own.map((line) => "  " + line.slice(Math.min(step, indentOf(line))));
  }

  function answerOf(item, value, line) {
    const answer = empty();
    const rating = typeof value === "string" ? new Map(value === "" ? [] : [["level", { value, line }]]) : value;
    if (!(rating instanceof Map)) throw new Unfit("not_a_mapping", line, item.id);
    knows(rating, OF_A_RATING);
    const judged = ["level", "points", ...REASONS].filter((key) => rating.has(key) &&
      (REASONS.includes(key) || textAt(rating, key) !== ""));
    if (judged.length > 1) throw new Unfit("two_judgements", line, item.id);
    const lists = Object.keys(BESIDE).filter((key) => BESIDE[key] === "lines");
    const numbers = NUMBERS.filter((key) => key !== "points");
    const texts = [...numbers, ...Object.keys(BESIDE)].filter((key) => !lists.includes(key));
    texts.forEach((key) => { answer[key] = textAt(rating, key); });
    for (const key of judged) choose(item, answer, key, textAt(rating, key), rating.get(key).line);
    for (const [level, entry] of mapAt(rating, "answers")) {
      const known = (item.answers || []).map(([key]) => key);
      if (!known.includes(level)) throw new Unfit("unknown_answer", entry.line, level);
      answer.answers[level] = textAt(mapAt(rating, "answers"), level);
    }
    answer.parts = partsOf(item, rating);
    lists.forEach((key) => { answer[key] = linesAt(rating, key); });
    if (answer.choice === "" && isCounted(item, answer)) answer.choice = "given";
    return answer;
  }

  function choose(item, answer, key, value, line) {
    if (REASONS.includes(key)) {
      answer.choice = key;
      answer.reason = value;
    } else if (key === "points" && item.by === "amount") {
      answer.choice = "given";
      answer.points = value;
    } else if (key !== item.kind || !item.steps.length) {
      throw new Unfit("wrong_judgement", line, item.id);
    } else if (!item.steps.includes(value)) {
      throw new Unfit(key === "points" ? "off_the_steps" : "off_the_scale", line, value);
    } else {
      answer.choice = value;
    }
  }

  function partsOf(item, rating) {
    const entry = rating.get("parts");
    if (!entry || entry.value === "") return [];
    if (!Array.isArray(entry.value) || entry.value.length !== item.parts) {
      throw new Unfit("parts_do_not_match", entry.line, item.id);
    }
    return entry.value.map((part) => {
      if (!(part instanceof Map)) throw new Unfit("parts_do_not_match", entry.line, item.id);
      knows(part, ["count", "of"]);
      return { count: textAt(part, "count"), of: textAt(part, "of") };
    });
  }

  function linesAt(rating, key) {
    const entry = rating.get(key);
    if (!entry || entry.value === "") return "";
    if (!Array.isArray(entry.value) || !entry.value.every((one) => typeof one === "string")) {
      throw new Unfit("not_a_list", entry.line, key);
    }
    return entry.value.join("\n");
  }

  return { REASONS, FIGURES, empty, isEmpty, fault, isRated, plainName, fileName, toFile, fromFile,
    Unfit };
})();
