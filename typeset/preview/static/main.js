// The page as a whole: what the server tells, the buttons, the keys.

import { $, given, keep, make, recall, say } from "./given.js";
import * as panels from "./panels.js";
import * as stage from "./stage.js";

history.replaceState(null, "", "/"); // the token stays out of sight

// Appearance

const dark = matchMedia("(prefers-color-scheme: dark)");

function paint() {
  const theme = recall("theme", "auto");
  document.documentElement.dataset.theme = theme === "auto" ? (dark.matches ? "dark" : "light") : theme;
}

dark.addEventListener("change", paint);
paint();

// What the server tells

let checked = false;

function status(text, busy = false) {
  $("status").textContent = text;
  $("status").title = text;
  $("status").classList.toggle("busy", busy);
}

function trouble(errors) {
  $("trouble").hidden = !errors.length;
  if (!errors.length) return;
  const head = make("p", { textContent: say(stage.count() ? "broken" : "broken_first") });
  $("trouble").replaceChildren(head, make("ol", {}, ...errors.map(panels.finding)));
}

function numbers(pages) {
  const shown = pages.slice(0, 4).join(document.documentElement.lang === "en" ? ", " : "、");
  return pages.length > 4 ? `${shown}…` : shown;
}

const TOLD = {
  working: () => status(say("working"), true),
  pages(told) {
    if (told.title) $("title").textContent = document.title = told.title;
    const first = !stage.count();
    if (told.pages.length) {
      const changed = stage.show(told.pages, told.version);
      panels.list(told.pages, told.outline);
      $("count").textContent = say("of", { count: told.pages.length });
      status(first ? say("ready") : changed.length ? say("updated", { pages: numbers(changed) }) : say("unchanged"));
      if (!first && $("words").value) panels.find();
    }
    if (!told.ok) status("");
    trouble(told.ok ? [] : told.findings.filter((finding) => finding.severity === "error"));
    if (!told.ok || !checked) panels.findings(told.findings, told.ok); // else those of the last check stay for now
    document.body.dataset.version = told.version;
    document.body.dataset.seconds = told.seconds;
  },
  checking: () => status(say("checking"), true),
  checked(told) {
    status(say("ready"));
    if (!told.findings) return;
    checked = true;
    $("download").hidden = false;
    panels.findings(told.findings);
    document.body.dataset.checked = "true";
  },
};

const source = new EventSource("/events");
for (const [kind, act] of Object.entries(TOLD)) source.addEventListener(kind, (event) => act(JSON.parse(event.data)));
source.addEventListener("error", () => status(say("lost"), true));

// Buttons

stage.turned((page) => {
  if (document.activeElement !== $("number")) $("number").value = page;
  panels.mark(page);
});

function goTo() {
  $("number").focus();
  $("number").select();
}

$("number").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" && event.key !== "Escape") return;
  if (event.key === "Enter") stage.go(Number($("number").value) || stage.current());
  $("stage").focus();
  $("number").value = stage.current();
});

const CLICKS = {
  "panel-button": () => panels.toggle("panel"),
  "findings-button": () => panels.toggle("findings"),
  "findings-close": () => panels.toggle("findings", false),
  previous: () => stage.turn(-1),
  next: () => stage.turn(1),
  "zoom-in": () => stage.step(1),
  "zoom-out": () => stage.step(-1),
  zoom: stage.fit,
  spread: stage.toggleSpread,
  "search-button": panels.search,
  "settings-button": () => $("settings").showModal(),
  "help-open": help,
};
for (const [id, act] of Object.entries(CLICKS)) $(id).addEventListener("click", act);

function help() {
  $("settings").close();
  $("help").showModal();
}

if (given.visual) {
  $("visual").hidden = false;
  $("visual").querySelector("span").textContent = say("editor_visual", { name: given.visual });
}
for (const name of ["theme", "editor"]) {
  for (const choice of document.querySelectorAll(`input[name=${name}]`)) {
    if (choice.value === recall(name)) choice.checked = true;
    choice.addEventListener("change", () => {
      keep(name, choice.value);
      paint();
    });
  }
}

// Keys

function escape() {
  if (matchMedia("(max-width: 1000px)").matches) ["panel", "findings"].forEach((id) => panels.toggle(id, false));
  $("stage").focus();
}

const KEYS = {
  j: () => stage.turn(1),
  k: () => stage.turn(-1),
  ArrowRight: () => stage.turn(1),
  ArrowLeft: () => stage.turn(-1),
  ArrowDown: () => $("stage").scrollBy(0, 60),
  ArrowUp: () => $("stage").scrollBy(0, -60),
  PageDown: () => $("stage").scrollBy(0, $("stage").clientHeight * 0.9),
  PageUp: () => $("stage").scrollBy(0, -$("stage").clientHeight * 0.9),
  Home: () => stage.go(1),
  End: () => stage.go(stage.count()),
  "+": () => stage.step(1),
  "=": () => stage.step(1),
  "-": () => stage.step(-1),
  0: stage.fit,
  g: goTo,
  s: stage.toggleSpread,
  e: stage.edit,
  "/": panels.search,
  c: () => panels.toggle("panel"),
  f: () => panels.toggle("findings"),
  "?": help,
  Escape: escape,
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches("input") && event.key !== "Escape") return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

panels.begin();
$("stage").focus();
