"use strict";
// Marks the page before it is drawn, so that the controls are there from the start and nothing moves.
document.documentElement.classList.add("js");

document.addEventListener("DOMContentLoaded", () => {
  const find = (id) => document.getElementById(id);
  const [search, more, clear, count, none] = ["search", "more", "clear", "count", "none"].map(find);
  const filters = ["category", "status", "retry", "fault"].map(find);
  const groups = document.querySelectorAll(".group");
  const tables = document.querySelectorAll("table");
  const labels = [...document.querySelectorAll(".label")].map((section) => ({
    section,
    row: find(`row-${section.id}`),
    text: section.textContent.toLowerCase(),
  }));

  const fits = ({ section, text }, words) =>
    words.every((word) => text.includes(word)) &&
    filters.every(({ id, value }) => !value || section.dataset[id].split(" ").includes(value));

  function narrow() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const label of labels) {
      const hidden = !fits(label, words);
      label.section.hidden = label.row.hidden = hidden;
      shown += hidden ? 0 : 1;
    }
    for (const group of groups) group.hidden = !group.querySelector(".label:not([hidden])");
    for (const table of tables) table.hidden = !table.querySelector("tbody tr:not([hidden])");
    none.hidden = shown > 0;
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
