/* What a rater answered, from the page to the file and back. An answer holds texts only, as they
   were typed: {choice, reason, count, of, parts, answers, invited} and the keys of BESIDE,
   a line that the tool puts before this file: evidence, note …, each with its kind: text, lines or date.
   The choice is a level, points, “given” (counts or answers), “not_applicable” or “no_evidence”. */
const Answers = (() => {
  const REASONS = ["not_applicable", "no_evidence"];
  const KNOWN = ["format", "year", "framework", "rater", "ratings", "saved_on"];
  const OF_A_RATING = ["level", "points", "answers", "invited", "count", "of", "parts",
    ...REASONS, ...Object.keys(BESIDE)];
  const WHOLE = /^(?:0|[1-9][0-9]{0,8})$/;

  const empty = () => ({ choice: "", reason: "", count: "", of: "", parts: [], answers: {},
    invited: "", ...Object.fromEntries(Object.keys(BESIDE).map((key) => [key, ""])) });

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

  function isEmpty(answer) {
    const texts = [answer.choice, answer.reason, answer.count, answer.of, answer.invited,
      ...Object.keys(BESIDE).map((key) => answer[key]), ...Object.values(answer.answers),
      ...answer.parts.flatMap((part) => [part.count, part.of])];
    return !texts.some(isGiven);
  }

  /** Return what is wrong with an answer, as the name of a message; null where nothing is. */
  function fault(item, answer) {
    if (REASONS.includes(answer.choice)) return isGiven(answer.reason) ? null : "reason_missing";
    const pairs = [{ count: answer.count, of: answer.of }, ...answer.parts];
    for (const pair of pairs) {
      const found = faultOfPair(pair);
      if (found) return found;
    }
    if (item.parts && answer.parts.some(isPair) && !answer.parts.every(isPair)) return "parts_missing";
    if (item.by === "survey" && (answer.choice === "given" || counted(answer))) return faultOfSurvey(answer);
    if (item.by === "count" && answer.choice === "given" && !isGiven(answer.count)) return "count_missing";
    return null;
  }

  const isPair = (pair) => isGiven(pair.count) || isGiven(pair.of);
  const counted = (answer) => Object.values(answer.answers).some(isGiven) || isGiven(answer.invited);

  function faultOfPair({ count, of }) {
    if (!isGiven(count) && !isGiven(of)) return null;
    if (!isGiven(count) || !isGiven(of)) return "half_a_count";
    if (!WHOLE.test(count.trim()) || !WHOLE.test(of.trim())) return "not_whole";
    if (Number(of) === 0) return "of_nothing";
    return Number(count) > Number(of) ? "over_total" : null;
  }

  function faultOfSurvey(answer) {
    const given = Object.values(answer.answers).filter(isGiven);
    if (![...given, answer.invited].filter(isGiven).every((one) => WHOLE.test(one.trim()))) return "not_whole";
    const sum = given.reduce((total, one) => total + Number(one), 0);
    if (sum === 0) return "no_answers";
    return isGiven(answer.invited) && sum > Number(answer.invited) ? "over_invited" : null;
  }

  /** Tell whether an item is judged. */
  const isRated = (item, answer) => answer.choice !== "" && fault(item, answer) === null;

  /** Return the lines of a rating; none where nothing was answered. */
  function ratingLines(id, item, answer) {
    if (isEmpty(answer)) return [];
    const lines = [];
    const put = (key, value) => lines.push(`    ${key}: ${Yaml.plain(value)}`);
    const { choice } = answer;
    if (item.by === "points" && choice !== "" && !REASONS.includes(choice)) put("points", choice);
    else if (choice !== "" && choice !== "given" && !REASONS.includes(choice)) put("level", choice);
    const answered = Object.entries(answer.answers).filter(([, count]) => isGiven(count));
    if (answered.length) {
      lines.push("    answers:");
      answered.forEach(([level, count]) => lines.push(`      ${level}: ${Yaml.plain(count.trim())}`));
    }
    if (isGiven(answer.invited)) put("invited", answer.invited.trim());
    if (isGiven(answer.count)) put("count", answer.count.trim());
    if (isGiven(answer.of)) put("of", answer.of.trim());
    if (answer.parts.some(isPair)) {
      lines.push("    parts:");
      answer.parts.forEach((part) => {
        lines.push(`      - count: ${Yaml.plain(part.count.trim())}`);
        lines.push(`        of: ${Yaml.plain(part.of.trim())}`);
      });
    }
    if (REASONS.includes(choice)) lines.push(`    ${choice}: ${Yaml.text(answer.reason.trim())}`);
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
    const texts = ["count", "of", "invited", ...Object.keys(BESIDE)].filter((key) => !lists.includes(key));
    texts.forEach((key) => { answer[key] = textAt(rating, key); });
    for (const key of judged) choose(item, answer, key, textAt(rating, key), rating.get(key).line);
    for (const [level, entry] of mapAt(rating, "answers")) {
      if (!item.steps.includes(level)) throw new Unfit("off_the_scale", entry.line, level);
      answer.answers[level] = textAt(mapAt(rating, "answers"), level);
    }
    answer.parts = partsOf(item, rating);
    lists.forEach((key) => { answer[key] = linesAt(rating, key); });
    if (answer.choice === "" && item.by === "survey" && counted(answer)) answer.choice = "given";
    if (answer.choice === "" && item.by === "count" && isGiven(answer.count)) answer.choice = "given";
    return answer;
  }

  function choose(item, answer, key, value, line) {
    if (REASONS.includes(key)) {
      answer.choice = key;
      answer.reason = value;
    } else if (key !== (item.by === "points" ? "points" : "level") || !["level", "points"].includes(item.by)) {
      throw new Unfit("wrong_judgement", line, item.id);
    } else if (!item.steps.includes(value)) {
      throw new Unfit("off_the_scale", line, value);
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

  return { REASONS, empty, isEmpty, fault, isRated, plainName, toFile, fromFile, Unfit };
})();
