// What the server gave with the page, and what this browser remembers.

export const given = JSON.parse(document.getElementById("given").textContent);

export const $ = (id) => document.getElementById(id);

/** The words for `name`, with its values filled in. */
export function say(name, values = {}) {
  return given.words[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

/** A new element with properties and children. */
export function make(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

const kept = (() => {
  try {
    return JSON.parse(localStorage.getItem("typeset") || "{}");
  } catch {
    return {};
  }
})();

export function recall(name, otherwise) {
  return name in kept ? kept[name] : otherwise;
}

export function keep(name, value) {
  kept[name] = value;
  try {
    localStorage.setItem("typeset", JSON.stringify(kept));
  } catch {
    // a browser that keeps nothing still shows the pages
  }
}

let fading;

/** Say something for a moment. */
export function toast(text) {
  $("toast").textContent = text;
  $("toast").classList.add("on");
  clearTimeout(fading);
  fading = setTimeout(() => $("toast").classList.remove("on"), 2200);
}
