// The pages: each an element that stays while its picture changes, so that place, scroll and zoom do.

import { open } from "./editor.js";
import { $, keep, make, recall, say } from "./given.js";

const PX_PER_PT = 96 / 72;
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];
const WIDEST = 4000;
const stage = $("stage");
const holder = $("pages");
const near = new Set();
const sheets = []; // { element, image, layer, page: {key, width, height}, drawn }

let zoom = recall("zoom", "fit"); // "fit", "page" or a factor
let spread = recall("spread", false);
let version = 0;
let onTurn = () => {};

export const turned = (told) => (onTurn = told);
export const count = () => sheets.length;

const watcher = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      const sheet = sheets[Number(entry.target.dataset.number) - 1];
      if (!sheet) continue;
      if (entry.isIntersecting) near.add(sheet);
      else near.delete(sheet);
      if (entry.isIntersecting) draw(sheet);
    }
  },
  { root: stage, rootMargin: "60% 0px" },
);

/** The page in the middle of the stage, from 1. */
export function current() {
  const box = stage.getBoundingClientRect();
  const line = box.top + box.height * 0.4;
  let best = 1;
  for (const [index, sheet] of sheets.entries()) if (sheet.element.getBoundingClientRect().top <= line) best = index + 1;
  return spread && best > 1 && best % 2 ? best - 1 : best;
}

/** Show `pages`; the numbers of those that look different now. */
export function show(pages, newVersion) {
  const anchor = remember();
  const changed = [];
  pages.forEach((page, index) => {
    if (!sheets[index]) add(index);
    const sheet = sheets[index];
    if (sheet.page?.key !== page.key) changed.push(index + 1);
    sheet.page = page;
  });
  for (const sheet of sheets.splice(pages.length)) {
    watcher.unobserve(sheet.element);
    near.delete(sheet);
    sheet.element.remove();
  }
  version = newVersion;
  size();
  restore(anchor);
  const shown = current();
  [...near].sort((a, b) => Math.abs(a.number - shown) - Math.abs(b.number - shown)).forEach(draw);
  tell();
  return changed;
}

function add(index) {
  const number = index + 1;
  const layer = make("div", { className: "text-layer" });
  const image = make("img", { alt: say("page", { page: number }), draggable: false, decoding: "async" });
  image.hidden = true;
  const element = make("section", { className: "page", ariaLabel: say("page", { page: number }) }, image, layer);
  element.dataset.number = number;
  sheets.push({ number, element, image, layer, page: null, drawn: "", version: 0 });
  holder.append(element);
  watcher.observe(element);
}

async function draw(sheet) {
  const page = sheet.page;
  const width = Math.min(WIDEST, Math.round(sheet.element.clientWidth * devicePixelRatio));
  const wanted = `/page/${page.key}?width=${width}`;
  if (sheet.drawn !== wanted) {
    sheet.drawn = wanted;
    const image = make("img", { alt: sheet.image.alt, draggable: false, src: wanted });
    try {
      await image.decode();
    } catch {
      if (sheet.drawn === wanted) sheet.drawn = "";
      return;
    }
    if (sheet.drawn !== wanted) return;
    sheet.image.replaceWith(image);
    sheet.image = image;
    image.dataset.key = page.key;
    document.body.dataset.shown = `${sheet.number} ${page.key}`;
  }
  if (sheet.version !== version) await write(sheet);
}

/** The text of a page, over its picture: for the pointer, the keyboard and those who cannot see it. */
async function write(sheet) {
  const now = version;
  sheet.version = now;
  const answer = await fetch(`/blocks/${sheet.number}`);
  if (!answer.ok || sheet.version !== now) return;
  const blocks = await answer.json();
  sheet.layer.replaceChildren(...blocks.filter((block) => block.text.trim()).map((block) => paragraph(block, sheet.page)));
}

function paragraph(block, page) {
  const shown = make("p", { textContent: block.text });
  const box = [0, 1, 2, 3].map((side) => (side < 2 ? Math.min : Math.max)(...block.lines.map((line) => line[side])));
  place(shown, box, page);
  if (block.file) {
    shown.className = "open";
    shown.title = block.line ? `${block.file}:${block.line}` : block.file;
    shown.dataset.file = block.file;
    shown.dataset.line = block.line;
  }
  return shown;
}

function place(element, [left, top, right, bottom], page) {
  const style = element.style;
  style.left = `${(100 * left) / page.width}%`;
  style.top = `${(100 * top) / page.height}%`;
  style.width = `${(100 * (right - left)) / page.width}%`;
  style.height = `${(100 * (bottom - top)) / page.height}%`;
}

holder.addEventListener("click", (event) => {
  const block = event.target.closest("p.open");
  if (block) open(block.dataset.file, Number(block.dataset.line));
});

/** Open the paragraph in the middle of the stage. */
export function edit() {
  const view = stage.getBoundingClientRect();
  const middle = view.top + view.height / 2;
  const away = (block) => {
    const box = block.getBoundingClientRect();
    return Math.max(0, box.top - middle, middle - box.bottom);
  };
  const blocks = [...holder.querySelectorAll("p.open")].sort((a, b) => away(a) - away(b));
  if (blocks.length) open(blocks[0].dataset.file, Number(blocks[0].dataset.line));
}

// Zoom and spreads

function factor() {
  if (typeof zoom === "number") return zoom;
  const wide = Math.max(...sheets.map((sheet) => sheet.page.width)) * PX_PER_PT;
  const high = Math.max(...sheets.map((sheet) => sheet.page.height)) * PX_PER_PT;
  const margin = innerWidth <= 700 ? 20 : 40;
  const across = (stage.clientWidth - margin) / (wide * (spread ? 2 : 1));
  return zoom === "page" ? Math.min(across, (stage.clientHeight - margin) / high) : Math.min(across, 1.5);
}

function size() {
  if (!sheets.length) return;
  const scale = factor() * PX_PER_PT;
  holder.classList.toggle("spread", spread);
  for (const { element, page } of sheets) {
    element.style.width = `${Math.floor(page.width * scale)}px`; // rounded up, two would not fit side by side
    element.style.height = `${Math.round(page.height * scale)}px`;
  }
  $("zoom").textContent = `${Math.round(factor() * 100)}%`;
  $("spread").setAttribute("aria-pressed", spread);
}

/** What lies at the middle of the stage: a page and how far down and across it. */
function remember() {
  const sheet = sheets[current() - 1];
  if (!sheet) return null;
  const [box, view] = [sheet.element.getBoundingClientRect(), stage.getBoundingClientRect()];
  const x = view.left + stage.clientWidth / 2;
  const y = view.top + stage.clientHeight / 2;
  return { number: sheet.number, x: (x - box.left) / box.width, y: (y - box.top) / box.height, top: stage.scrollTop, height: box.height };
}

function restore(anchor) {
  const sheet = anchor && sheets[Math.min(anchor.number, sheets.length) - 1];
  if (!sheet) return;
  const [box, view] = [sheet.element.getBoundingClientRect(), stage.getBoundingClientRect()];
  stage.scrollTop += box.top + anchor.y * box.height - view.top - stage.clientHeight / 2;
  stage.scrollLeft += box.left + anchor.x * box.width - view.left - stage.clientWidth / 2;
}

let redrawing;

function resize() {
  if (!sheets.length) return;
  const anchor = remember();
  size();
  restore(anchor);
  clearTimeout(redrawing);
  redrawing = setTimeout(() => near.forEach(draw), 120);
}

export function setZoom(wanted) {
  zoom = wanted;
  keep("zoom", zoom);
  resize();
}

export function step(direction) {
  const now = factor();
  const steps = direction > 0 ? STEPS.filter((s) => s > now + 0.01) : STEPS.filter((s) => s < now - 0.01).reverse();
  setZoom(steps[0] ?? now);
}

export const fit = () => setZoom(zoom === "fit" ? "page" : "fit");

export function toggleSpread() {
  spread = !spread;
  keep("spread", spread);
  resize();
}

new ResizeObserver(resize).observe(stage);

// Turning

export function go(number, box = null) {
  const sheet = sheets[Math.max(1, Math.min(number, sheets.length)) - 1];
  if (!sheet) return;
  holder.querySelectorAll(".spot").forEach((spot) => spot.remove());
  if (box) {
    const spot = make("div", { className: "spot" });
    place(spot, box, sheet.page);
    sheet.element.append(spot);
    spot.scrollIntoView({ block: "center", inline: "nearest" });
  } else {
    const margin = innerWidth <= 700 ? 10 : 20;
    stage.scrollTop += sheet.element.getBoundingClientRect().top - stage.getBoundingClientRect().top - margin;
  }
  tell();
}

export function turn(direction) {
  const now = current();
  if (!spread) go(now + direction);
  else go(direction > 0 ? (now === 1 ? 2 : now + 2) : now <= 2 ? 1 : now - 2);
}

function tell() {
  onTurn(current());
}

stage.addEventListener("scroll", () => requestAnimationFrame(tell), { passive: true });
