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

// An answer as `curl -i` prints it, or a body alone.
function splitAnswer(text) {
  const [head, ...rest] = text.trimStart().split(/\r?\n\r?\n/);
  const lines = head.split(/\r?\n/);
  if (!/^HTTP\/[\d.]+ \d{3}/.test(lines[0])) return { headers: new Map(), body: text };
  const headers = lines.slice(1).map((line) => line.split(/:(.*)/s, 2).map((part) => part.trim()));
  return { headers: new Map(headers.map(([name, value]) => [name.toLowerCase(), value])), body: rest.join("\n\n") };
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

// Whether a message follows a template, whose placeholders are in brackets.
function follows(message, template) {
  const literals = template.split(/\[[a-z0-9_]+\]/).map((literal) => literal.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${literals.join("[^]+")}$`).test(message);
}
