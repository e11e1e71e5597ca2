/* Numbers as people type them, compared exactly, and what they lead to. A fraction is a pair of
   BigInts; the second is above 0. */
const Figures = (() => {
  const WHOLE = /^(?:0|[1-9][0-9]{0,8})$/;
  const NUMBER = /^(-?)0*([0-9]{1,9})(?:\.([0-9]{0,6}?)0*)?$/;

  /** Return a typed number as a file has it; null for anything else. */
  function plain(typed) {
    const found = NUMBER.exec(typed.trim().replace(",", ".").replace("\u2212", "-"));
    if (!found) return null;
    const [, sign, whole, decimals] = found;
    const text = decimals ? `${whole}.${decimals}` : whole;
    return sign && /[1-9]/.test(text) ? `-${text}` : text;
  }

  /** Return a number of a file as a fraction. */
  function fraction(text) {
    const [whole, decimals = ""] = text.split(".");
    return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)];
  }

  const compare = ([a, b], [c, d]) => (a * d === c * b ? 0 : a * d < c * b ? -1 : 1);
  const times = ([a, b], [c, d]) => [a * c, b * d];
  const plus = ([a, b], [c, d]) => [a * d + c * b, b * d];
  const minus = ([a, b], [c, d]) => [a * d - c * b, b * d];
  const isMultiple = (number, step) => (number[0] * step[1]) % (number[1] * step[0]) === 0n;
  const between = (number, low, high) => compare(number, low) >= 0 && compare(number, high) <= 0;

  /** Return a number with decimals without the zeros at its end. */
  function withoutZeros(text) {
    let end = text.length;
    while (text[end - 1] === "0") end -= 1;
    return text.slice(0, text[end - 1] === "." ? end - 1 : end);
  }

  /** Return a number rounded half up; as few decimals as it needs, unless all are wanted. */
  function rounded([above, below], digits, all) {
    const scale = 10n ** BigInt(digits);
    const size = above < 0n ? -above : above;
    const units = ((2n * size * scale + below) / (2n * below)).toString().padStart(digits + 1, "0");
    const text = `${units.slice(0, -digits)}.${units.slice(-digits)}`;
    const shown = all ? text : withoutZeros(text);
    return above < 0n && /[1-9]/.test(shown) ? `-${shown}` : shown;
  }

  /** Return the percentage that a count of a total is; null without both. */
  function percentage(answer) {
    const [count, of] = [answer.count.trim(), answer.of.trim()];
    return WHOLE.test(count) && WHOLE.test(of) && of !== "0" ? [100n * BigInt(count), BigInt(of)] : null;
  }

  /** Return the number that leads to an item's points or level; null where there is none. */
  function measured(item, answer) {
    if (item.by === "count") return percentage(answer);
    const value = plain(answer.value);
    return value === null ? null : fraction(value);
  }

  /** Return which of an item's outcomes a number leads to; -1 where there is none. */
  function outcome(item, answer) {
    const number = item.outcomes ? measured(item, answer) : null;
    if (number === null) return -1;
    return item.outcomes.findIndex(([, low, high]) => {
      const under = low && compare(number, fraction(low[0]));
      const over = high && compare(number, fraction(high[0]));
      return (!low || under > 0 || (low[1] && under === 0)) && (!high || over < 0 || (high[1] && over === 0));
    });
  }

  /** Return the points that a survey earns; null where it has no mean yet. */
  function earned(item, answer) {
    const share = answer.mean.trim() === "" ? shareOfAnswers(item, answer) : shareOfMean(item, answer);
    return share === null ? null : rounded(times(share, fraction(item.earns)), 2, false);
  }

  function shareOfMean(item, answer) {
    const mean = plain(answer.mean);
    const { lowest, highest } = item.limits;
    if (mean === null) return null;
    const [above, below] = minus(fraction(mean), fraction(lowest));
    const [span, part] = minus(fraction(highest), fraction(lowest));
    return [above * part, below * span];
  }

  function shareOfAnswers(item, answer) {
    let sum = [0n, 1n];
    let people = 0n;
    for (const [key, share] of item.answers) {
      const given = (answer.answers[key] || "").trim();
      if (share === null || !WHOLE.test(given)) continue;
      sum = plus(sum, times([BigInt(given), 1n], [BigInt(share[0]), BigInt(share[1])]));
      people += BigInt(given);
    }
    return people === 0n ? null : [sum[0], sum[1] * people];
  }

  return { WHOLE, plain, fraction, compare, isMultiple, between, rounded, percentage, outcome, earned };
})();
