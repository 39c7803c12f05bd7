// Marks the page before it is drawn, so that the controls are there from the start and nothing moves.
document.documentElement.classList.add("js");

document.addEventListener("DOMContentLoaded", () => {
  const find = (id) => document.getElementById(id);
  const [search, more, clear, count, none, said] = ["search", "more", "clear", "count", "none", "said"].map(find);
  const filters = ["category", "status", "retry", "fault"].map(find);
  const groups = document.querySelectorAll(".group");
  const tables = document.querySelectorAll("table");
  const format = JSON.parse(search.dataset.format);
  const textsOf = (section, list) => [...section.querySelectorAll(`.${list} code`)].map((code) => code.textContent);
  const labels = [...document.querySelectorAll(".label")].map((section) => ({
    section,
    name: section.dataset.label,
    row: find(`row-${section.id}`),
    text: section.textContent.toLowerCase(),
    templates: textsOf(section, "templates"),
    examples: textsOf(section, "examples"),
  }));
  const names = new Set(labels.map(({ name }) => name));
  // What was pasted, with the line ends that the field leaves out.
  let pasted = "";

  const asked = () => {
    const kept = pasted.replace(/[\r\n]/g, "") === search.value;
    return (kept ? pasted : search.value).trim();
  };

  const passesFilters = ({ section }) =>
    filters.every(({ id, value }) => !value || section.dataset[id].split(" ").includes(value));

  const hasMessage = ({ templates, examples }, message) =>
    templates.some((template) => follows(message, template)) || examples.includes(message);

  // The labels that a text asks for, and what there is to say of it.
  function ask(text) {
    const errors = findErrors(text, format, (label) => names.has(label));
    const found = errors?.filter(({ label }) => label) ?? [];
    if (found.length) {
      const says = found.map(({ label, place }) =>
        names.has(label) ? `${label}, at ${place}` : `${label}, at ${place}, is not listed`,
      );
      const listed = new Set(found.map(({ label }) => label));
      return { fits: ({ name }) => listed.has(name), note: `The label: ${[...new Set(says)].join("; ")}.` };
    }
    const message = errors ? errors.map(({ message }) => message).find(Boolean) : text;
    const byMessage = message ? labels.filter((label) => hasMessage(label, message)) : [];
    if (errors) {
      const places = format.label.map(({ text }) => text).join(" or ");
      const note = `No label at ${places}${byMessage.length ? "; the message is one of these" : ""}.`;
      return { fits: (label) => byMessage.includes(label), note };
    }
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (label) => byMessage.includes(label) || words.every((word) => label.text.includes(word));
    return { fits, note: byMessage.length ? "The text is a message of these." : "" };
  }

  function narrow() {
    const { fits, note } = ask(asked());
    let shown = 0;
    for (const label of labels) {
      const hidden = !(fits(label) && passesFilters(label));
      label.section.hidden = label.row.hidden = hidden;
      shown += hidden ? 0 : 1;
    }
    for (const group of groups) group.hidden = !group.querySelector(".label:not([hidden])");
    for (const table of tables) table.hidden = !table.querySelector("tbody tr:not([hidden])");
    none.hidden = shown > 0;
    said.textContent = note;
    const all = `${labels.length} ${labels.length === 1 ? "label" : "labels"}`;
    count.textContent = shown === labels.length ? all : `${shown} of ${all}`;
  }

  // What is found begins at the table, wherever in the page it was asked for.
  function narrowFromTop() {
    narrow();
    const top = find("quick-reference");
    if (top.getBoundingClientRect().top < 0) top.scrollIntoView({ behavior: "instant" });
  }

  function reset() {
    for (const control of [search, ...filters]) control.value = "";
    narrow();
  }

  // A permalink leads to its label even where the filters hide it.
  function show(hash) {
    const target = find(hash.slice(1));
    if (!target?.closest("[hidden]")) return;
    reset();
    target.scrollIntoView();
  }

  search.addEventListener("paste", ({ clipboardData }) => {
    pasted = clipboardData.getData("text/plain");
  });
  search.addEventListener("input", narrowFromTop);
  for (const filter of filters) filter.addEventListener("change", narrowFromTop);
  clear.addEventListener("click", () => {
    reset();
    search.focus();
  });
  more.addEventListener("click", () => {
    const open = more.closest("search").classList.toggle("open");
    more.setAttribute("aria-expanded", open);
  });
  document.addEventListener("click", ({ target }) => show(target.closest("a")?.hash ?? ""));
  window.addEventListener("hashchange", () => show(location.hash));
  narrow();
  show(location.hash);
});
