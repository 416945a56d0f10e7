// What stands beside the pages: contents, thumbnails, search, findings.

import { address, editor, open } from "./editor.js";
import { $, keep, make, recall, say } from "./given.js";
import { go } from "./stage.js";

const THUMB_PX = 200;
const TABS = ["contents", "thumbs", "search"];
const narrow = matchMedia("(max-width: 1000px)");
let pages = [];
let page = 1;

const glance = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting && target.dataset.src) target.src = target.dataset.src;
  },
  { root: $("thumbs"), rootMargin: "50% 0px" },
);

// Opening and folding

export function toggle(id, shown = $(id).hidden) {
  $(id).hidden = !shown;
  $(`${id}-button`).setAttribute("aria-expanded", shown);
  if (!narrow.matches) keep(id, shown);
  if (narrow.matches && shown) toggle(id === "panel" ? "findings" : "panel", false);
}

export function begin() {
  for (const id of ["panel", "findings"]) toggle(id, !narrow.matches && recall(id, true));
  select(recall("tab", "contents"));
}

narrow.addEventListener("change", begin);

export function select(name) {
  for (const tab of TABS) {
    $(tab).hidden = tab !== name;
    $(`tab-${tab}`).setAttribute("aria-selected", tab === name);
    $(`tab-${tab}`).tabIndex = tab === name ? 0 : -1;
  }
  if (name !== "search") keep("tab", name);
  mark();
}

for (const [index, tab] of TABS.entries()) {
  $(`tab-${tab}`).addEventListener("click", () => select(tab));
  $(`tab-${tab}`).addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.stopPropagation();
    const next = TABS[(index + step + TABS.length) % TABS.length];
    select(next);
    $(`tab-${next}`).focus();
  });
}

function follow(number, box = null) {
  if (narrow.matches) ["panel", "findings"].forEach((id) => toggle(id, false));
  go(number, box);
}

function link(number, box, ...children) {
  const made = make("a", { href: `#${number}` }, ...children);
  made.dataset.page = number;
  made.addEventListener("click", (event) => {
    event.preventDefault();
    follow(number, box);
  });
  return made;
}

const span = (text) => make("span", { textContent: text });

// Contents and thumbnails

export function list(newPages, outline) {
  const before = pages;
  pages = newPages;
  const entries = outline.map((entry) => {
    const made = link(entry.page, null, span(entry.title), span(entry.page));
    made.className = `level-${entry.level}`;
    return made;
  });
  $("contents").replaceChildren(...entries);
  if (before.length !== pages.length) $("thumbs").replaceChildren(...pages.map((_, index) => thumb(index + 1)));
  pages.forEach((shown, index) => {
    const image = $("thumbs").children[index].firstChild;
    const source = `/page/${shown.key}?width=${THUMB_PX}`;
    if (image.dataset.src === source) return;
    image.dataset.src = source;
    image.width = shown.width;
    image.height = shown.height;
    glance.unobserve(image); // so that it is looked at anew
    glance.observe(image);
  });
  mark();
}

function thumb(number) {
  const image = make("img", { alt: "", className: "blank" });
  image.style.height = "auto";
  const made = link(number, null, image, String(number));
  made.ariaLabel = say("page", { page: number });
  return made;
}

/** Page `number` is in view. */
export function mark(number = page) {
  page = number;
  const entries = [...$("contents").children];
  const here = entries.filter((entry) => Number(entry.dataset.page) <= page).at(-1);
  for (const entry of entries) entry.setAttribute("aria-current", entry === here);
  for (const [index, entry] of [...$("thumbs").children].entries()) entry.setAttribute("aria-current", index + 1 === page);
  $("thumbs").querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
}

// Search

let asking;

$("words").addEventListener("input", () => {
  clearTimeout(asking);
  asking = setTimeout(find, 120);
});

$("words").addEventListener("keydown", (event) => {
  if (event.key === "Enter") $("hits").querySelector("a")?.click();
});

export async function find() {
  const words = $("words").value.trim();
  const hits = words ? await (await fetch(`/search?q=${encodeURIComponent(words)}`)).json() : [];
  if (words !== $("words").value.trim()) return;
  $("hit-count").textContent = !words ? "" : hits.length ? say("hits", { count: hits.length }) : say("no_hits");
  const shown = hits.map((hit) => {
    const text = make("span", {}, hit.before, make("b", { textContent: hit.match }), hit.after);
    return make("li", {}, link(hit.page, hit.box, text, span(hit.page)));
  });
  $("hits").replaceChildren(...shown);
}

export function search() {
  toggle("panel", true);
  select("search");
  $("words").focus();
  $("words").select();
}

// Findings

const ORDER = ["error", "warning", "note"];

export function finding(found) {
  const place = found.file && (found.line ? `${found.file}:${found.line}` : found.file);
  const button = make("button", { className: "finding", type: "button" }, found.message);
  button.title = found.code;
  if (found.hint) button.append(make("small", { textContent: found.hint }));
  button.addEventListener("click", () => {
    if (found.page) follow(found.page, found.box);
    else if (place) open(found.file, found.line);
  });
  const where = make("div", { className: "where" });
  if (found.page) where.append(link(found.page, found.box, say("page", { page: found.page })));
  if (place) {
    const file = make("a", { href: editor() === "vscode" ? address(found.file, found.line) : "#", textContent: place });
    file.addEventListener("click", (event) => {
      event.preventDefault();
      open(found.file, found.line);
    });
    where.append(file);
  }
  return make("li", { className: found.severity }, button, where);
}

export function findings(all, pending = false) {
  const sorted = [...all].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || (a.page ?? 0) - (b.page ?? 0));
  const shown = sorted.length ? sorted.map(finding) : [make("li", { className: "none", textContent: say(pending ? "checking" : "no_findings") })];
  $("finding-list").replaceChildren(...shown);
  $("findings-count").textContent = sorted.length || "";
  $("findings-button").classList.toggle("error", sorted[0]?.severity === "error");
  $("findings-button").classList.toggle("warning", sorted[0]?.severity === "warning");
}
