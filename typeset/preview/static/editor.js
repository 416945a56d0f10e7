// Opening a file at a line: in VS Code by its address, in the editor of $VISUAL by the server, or on the clipboard.

import { given, recall, say, toast } from "./given.js";

/** The editor chosen; one that is not there any more is as if never chosen. */
export function editor() {
  const chosen = recall("editor", "vscode");
  return chosen === "visual" && !given.visual ? "vscode" : chosen;
}

/** The address that VS Code opens. */
export function address(file, line) {
  const path = `${given.root.startsWith("/") ? "" : "/"}${given.root}/${file}`;
  return `vscode://file${path.split("/").map(encodeURIComponent).join("/")}:${Math.max(1, line)}`;
}

const WAYS = {
  async vscode(file, line) {
    window.location.assign(address(file, line));
    return "opened";
  },
  async visual(file, line) {
    const answer = await fetch("/open", { method: "POST", body: JSON.stringify({ file, line }) });
    return answer.ok ? "opened" : "not_opened";
  },
  async copy(file, line) {
    await navigator.clipboard.writeText(`${file}:${Math.max(1, line)}`);
    return "copied";
  },
};

export async function open(file, line) {
  const place = line ? `${file}:${line}` : file;
  document.body.dataset.opened = place;
  let done = "not_opened";
  try {
    done = await WAYS[editor()](file, line);
  } catch {
    // said below
  }
  toast(say(done, { place }));
}
