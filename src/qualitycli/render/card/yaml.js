"use strict";

/* A rater's file is plain YAML: two spaces for each step, a value on each line. What is written here
   is read back here, and by any YAML reader, as the very same texts. */
const Yaml = (() => {
  // Texts that no reader takes for anything else; everything else is put in quotes.
  const PLAIN = /^[A-Za-zА-Яа-я](?:[A-Za-zА-Яа-я0-9 .,№()/–-]*[A-Za-zА-Яа-я0-9.)])?$/;
  const TAKEN = new Set(["true", "false", "yes", "no", "on", "off", "null", "y", "n"]);
  const WHOLE = /^-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?$/;
  const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
  const YEAR = /^[0-9]{4}-[0-9]{4}$/;
  // Signs that steer, that cannot be seen, or that no YAML file may have as they are.
  const UNSEEN =
    /["\\\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\uffff]/g;
  const LONE = /^[\ud800-\udfff]$/;
  const SHORT = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t" };
  const LONG = { n: "\n", t: "\t", r: "\r", 0: "\0", b: "\b", f: "\f", e: "\x1b", a: "\x07", v: "\v",
    N: "\x85", _: "\xa0", L: "\u2028", P: "\u2029", '"': '"', "\\": "\\", "/": "/", " ": " " };
  const HEX = { x: 2, u: 4, U: 8 };

  function text(value) {
    if (PLAIN.test(value) && !TAKEN.has(value.toLowerCase())) return value;
    const whole = Array.from(value, (sign) => (LONE.test(sign) ? "\ufffd" : sign)).join("");
    const hex = (sign) => "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0");
    return '"' + whole.replace(UNSEEN, (sign) => SHORT[sign] || hex(sign)) + '"';
  }

  /** Return a value that is a number, a date or a year as it is, and anything else as a text. */
  function plain(value) {
    return WHOLE.test(value) || DATE.test(value) || YEAR.test(value) ? value : text(value);
  }

  /** What a file says that cannot be read, and on which line. */
  class Unreadable extends Error {
    constructor(reason, line) {
      super(reason);
      this.reason = reason;
      this.line = line;
    }
  }

  /** Return the lines that say something: their number, indentation and text. */
  function linesOf(source) {
    const lines = [];
    source.replace(/^\ufeff/, "").split(/\r\n|\n|\r/).forEach((raw, index) => {
      const content = raw.trim();
      if (content === "" || content.startsWith("#")) return;
      if (content === "---" && lines.length === 0) return;
      const indent = raw.length - raw.trimStart().length;
      if (raw.slice(0, indent).includes("\t")) throw new Unreadable("tab", index + 1);
      lines.push({ number: index + 1, indent, content });
    });
    return lines;
  }

  /** Return the value of a quoted text and what stands behind it. */
  function quoted(content, line) {
    const quote = content[0];
    let value = "";
    for (let at = 1; at < content.length; at += 1) {
      const sign = content[at];
      if (quote === "'" && sign === "'" && content[at + 1] === "'") {
        value += "'";
        at += 1;
      } else if (sign === quote) {
        return { value, rest: content.slice(at + 1) };
      } else if (quote === '"' && sign === "\\") {
        const mark = content[at + 1];
        if (mark in HEX) {
          const digits = content.slice(at + 2, at + 2 + HEX[mark]);
          const code = parseInt(digits, 16);
          if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length < HEX[mark] || code > 0x10ffff) {
            throw new Unreadable("quotes", line);
          }
          value += String.fromCodePoint(code);
          at += 1 + HEX[mark];
        } else if (mark in LONG) {
          value += LONG[mark];
          at += 1;
        } else {
          throw new Unreadable("quotes", line);
        }
      } else {
        value += sign;
      }
    }
    throw new Unreadable("quotes", line);
  }

  /** Return a text without the comment behind it; one look for its sign, however many spaces. */
  function withoutComment(content) {
    const before = content.search(/\s#/);
    return (before < 0 ? content : content.slice(0, before)).trimEnd();
  }

  /** Return the text that stands behind a key or a dash. */
  function scalar(content, line) {
    if (content === "" || content.startsWith("#")) return "";
    if (content[0] === '"' || content[0] === "'") {
      const { value, rest } = quoted(content, line);
      if (rest.trim() !== "" && !/^\s+#/.test(rest)) throw new Unreadable("quotes", line);
      return value;
    }
    const value = withoutComment(content);
    if (value === "[]" || value === "{}") return "";
    if (/^[[{]/.test(value)) throw new Unreadable("braces", line);
    if (/^[|>]/.test(value)) throw new Unreadable("block", line);
    if (/^[&*!%@`,\]}]/.test(value) || /^[?:-](?:\s|$)/.test(value)) throw new Unreadable("sign", line);
    if (/:(?:\s|$)/.test(value)) throw new Unreadable("colon", line);
    return value;
  }

  /** Return a line's key and what stands behind its colon. */
  function keyed(content, line) {
    let key;
    let rest;
    if (content[0] === '"' || content[0] === "'") {
      ({ value: key, rest } = quoted(content, line));
    } else {
      const colon = content.search(/:(?:\s|$)/);
      if (colon < 1) throw new Unreadable("key", line);
      key = content.slice(0, colon).trimEnd();
      rest = content.slice(colon);
      if (/^[[{&*!%@`|>]/.test(key)) throw new Unreadable("key", line);
    }
    if (!/^\s*:(?:\s|$)/.test(rest)) throw new Unreadable("key", line);
    return { key, rest: rest.replace(/^\s*:/, "").trimStart() };
  }

  class Reader {
    constructor(source) {
      this.lines = linesOf(source);
      this.at = 0;
    }

    get next() {
      return this.lines[this.at];
    }

    /** Return the mapping or the list that begins here. */
    block(indent) {
      return /^-(?:\s|$)/.test(this.next.content) ? this.list(indent) : this.mapping(indent);
    }

    mapping(indent) {
      const found = new Map();
      while (this.next && this.next.indent === indent && !/^-(?:\s|$)/.test(this.next.content)) {
        const { number, content } = this.next;
        const { key, rest } = keyed(content, number);
        if (found.has(key)) throw new Unreadable("twice", number);
        this.at += 1;
        found.set(key, { value: this.value(scalar(rest, number), rest, indent), line: number });
      }
      this.nothingDeeper(indent);
      return found;
    }

    list(indent) {
      const found = [];
      while (this.next && this.next.indent === indent && /^-(?:\s|$)/.test(this.next.content)) {
        const line = this.next;
        const rest = line.content.slice(1).trimStart();
        const inner = line.indent + line.content.length - rest.length;
        const isText = rest === "" || /^["'#]/.test(rest) || !/:(?:\s|$)/.test(withoutComment(rest));
        if (isText) {
          this.at += 1;
          found.push(this.value(scalar(rest, line.number), rest, indent));
        } else {
          // A mapping whose first key stands behind the dash.
          this.lines[this.at] = { number: line.number, indent: inner, content: rest };
          found.push(this.mapping(inner));
        }
      }
      this.nothingDeeper(indent);
      return found;
    }

    /** Return the text behind a key, or where there is none what stands below it. */
    value(text, rest, indent) {
      const below = this.next;
      const isEmpty = rest === "" || rest.startsWith("#");
      if (!isEmpty || !below) return text;
      const isListOfTheKey = below.indent === indent && /^-(?:\s|$)/.test(below.content);
      const deeper = below.indent > indent;
      const inMapping = !/^-(?:\s|$)/.test(this.lines[this.at - 1].content);
      return deeper || (isListOfTheKey && inMapping) ? this.block(below.indent) : text;
    }

    nothingDeeper(indent) {
      if (this.next && this.next.indent > indent) throw new Unreadable("indent", this.next.number);
    }
  }

  /** Return the mapping that a file is: keys → {value, line}; values are texts, maps and lists. */
  function read(source) {
    const reader = new Reader(source);
    if (!reader.next) throw new Unreadable("empty", 1);
    const first = reader.next;
    if (first.indent !== 0) throw new Unreadable("indent", first.number);
    const found = reader.block(0);
    if (reader.next) throw new Unreadable("indent", reader.next.number);
    if (!(found instanceof Map)) throw new Unreadable("key", first.number);
    return found;
  }

  return { text, plain, read, Unreadable };
})();
