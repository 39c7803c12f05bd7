"use strict";
// Finds the labels of an error in a pasted answer, body or payload. `format` says where they are: places, of which each is a
// header or the moves of a path, and the paths of payloads.

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// Whether an object passes a test: ["has", key], ["is", key, ...values] or ["isnt", key, ...values].
function passes(object, [test, key, ...values]) {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (test === "has") return value !== undefined && value !== null && (typeof value !== "string" || value.trim() !== "");
  const is = value !== undefined && (value === null || typeof value !== "object") && values.includes(String(value));
  return (test === "is") === is;
}

function follow(value, move) {
  const [kind, key] = move;
  if (kind === "key") return isObject(value) && Object.hasOwn(value, key) ? [value[key]] : [];
  if (kind === "any") return isObject(value) ? Object.values(value) : [];
  const items = Array.isArray(value) ? value : [];
  if (kind === "items") return items;
  return (isObject(value) ? [value] : items.filter(isObject)).filter((object) => passes(object, move));
}

const lead = (value, moves) => moves.reduce((values, move) => values.flatMap((one) => follow(one, move)), [value]);

// The part of a text that counts.
function cut(text, { after, until }) {
  if (!after && !until) return text;
  const behind = (whole, at, mark) => (at < 0 ? whole : whole.slice(at + mark.length));
  const from = after ? behind(text, text.indexOf(after), after) : text;
  const end = until ? from.indexOf(until) : -1;
  const part = end < 0 ? from : from.slice(0, end);
  return (after ? behind(part, part.lastIndexOf(after), after) : part).trim();
}

const STATUS_LINE = /HTTP\/\d[\d.]* \d{3}(?!\S)[^\n]*\n?/y;
const HEADER_LINE = /([!#$%&'*+.^`|~\w-]+):([^\n]*)\n?/y;
const EMPTY_LINE = /[^\S\n]*(?:\n|$)/y;

// Reads a status line, headers and the empty line behind them. `end` is behind the head, or behind what none can begin in.
function readHead(text, start) {
  let end = start;
  const next = (line) => {
    line.lastIndex = end;
    const found = line.exec(text);
    if (found) end = line.lastIndex;
    return found;
  };
  if (!next(STATUS_LINE)) return { end: start + 1 };
  const headers = new Map();
  for (let header = next(HEADER_LINE); header; header = next(HEADER_LINE)) {
    const [name, value] = [header[1].toLowerCase(), header[2].trim()];
    if (value && !headers.has(name)) headers.set(name, value);
  }
  return next(EMPTY_LINE) ? { end, headers } : { end };
}

// The last of the answers that `curl -i` prints: those before it are interim ones, redirects, or retried. Or a body alone.
function splitAnswer(text) {
  let last = readHead(text, text.length - text.trimStart().length);
  if (!last.headers) return { headers: new Map(), body: text };
  for (let at = text.indexOf("HTTP/", last.end); at >= 0; ) {
    const head = readHead(text, at);
    if (head.headers) last = head;
    at = text.indexOf("HTTP/", head.end);
  }
  return { headers: last.headers, body: text.slice(last.end) };
}

function parseObject(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function readText(value, integers) {
  if (typeof value === "string") return value;
  if (integers && Number.isInteger(value)) return String(value);
  return undefined;
}

function readLabel(place, root, headers, integers) {
  const value = place.header
    ? headers.get(place.header.toLowerCase())
    : lead(root, place.moves).find((value) => value !== null);
  const text = readText(value, integers);
  return text && cut(text, place);
}

function readMessage(places, root, headers) {
  for (const place of places) {
    const values = place.header ? [headers.get(place.header.toLowerCase())] : lead(root, place.moves).flat();
    const texts = values.filter((value) => typeof value === "string");
    if (texts.length) return texts.map((text) => cut(text, place)).join("; ");
  }
  return undefined;
}

// The errors of a text, each with its label, the place of that, and its message; `undefined` if the text is neither an answer
// nor an object. The first place with a listed label has it, or else the first that has a value.
function findErrors(text, format, isListed) {
  const { headers, body } = splitAnswer(text);
  const object = parseObject(body);
  if (!object && !headers.size) return undefined;
  const whole = object ?? {};
  const payloads = format.payloads.map((moves) => lead(whole, moves).filter(isObject));
  const roots = payloads.find((errors) => errors.length) ?? [whole];
  return roots.map((root) => {
    const labels = format.label.map((place) => ({
      label: readLabel(place, root, headers, format.integers),
      place: place.text,
    }));
    const found = labels.find(({ label }) => label && isListed(label)) ?? labels.find(({ label }) => label);
    return { ...found, message: readMessage(format.message, root, headers) };
  });
}

// Whether a message follows a template, whose placeholders are in brackets. Each takes at least one character, and as few as
// it can, so that a message is read once.
function follows(message, template) {
  const [first, ...literals] = template.split(/\[[a-z0-9_]+\]/);
  const last = literals.pop();
  if (last === undefined) return message === first;
  let end = first.length;
  for (const literal of literals) {
    const at = message.indexOf(literal, end + 1);
    if (at < 0) return false;
    end = at + literal.length;
  }
  return message.startsWith(first) && message.endsWith(last) && message.length - last.length > end;
}
