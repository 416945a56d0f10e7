"use strict";
(() => {
  const byYear = document.getElementById("by-year");
  const byOther = document.getElementById("by-other");
  const query = document.getElementById("query");
  const found = document.getElementById("found");
  const nothing = document.getElementById("nothing");
  const jump = document.getElementById("jump");
  const years = jump.innerHTML;
  const collator = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true });
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const phrase = (key, count) => WORDS[key].replace("{count}", count.toLocaleString());

  const articles = [...byYear.querySelectorAll("li")].map((item) => {
    const issue = item.closest("details");
    const link = item.querySelector("a");
    return {
      item, issue, link, title: link.textContent, source: item.dataset.source || "",
      section: item.closest(".section").querySelector("h4").textContent,
    };
  });
  for (const article of articles) {
    article.text = plain([article.item.textContent, article.section, article.issue.dataset.label].join(" "));
  }

  // The first of the common characters of each letter, in the order of their sounds; no syllable begins with I, U, V.
  const FIRSTS = [..."阿八擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"];
  const LETTERS = [..."ABCDEFGHJKLMNOPQRSTWXYZ"];
  const letter = (title) => {
    const head = plain(title).replace(/^[\p{P}\p{S}\s]+/u, "")[0] || "";
    if (/[a-z]/.test(head)) return head.toUpperCase();
    if (!/\p{Script=Han}/u.test(head)) return "#";
    let at = 0;
    while (at + 1 < FIRSTS.length && collator.compare(FIRSTS[at + 1], head) <= 0) at += 1;
    return LETTERS[at];
  };
  const KEYS = {
    section: (article) => article.section,
    source: (article) => article.source,
    title: (article) => letter(article.title),
  };

  let view = "year";
  const wanted = () => plain(query.value).split(/\s+/).filter(Boolean);
  const matching = (terms) => articles.filter((article) => terms.every((term) => article.text.includes(term)));

  const marked = (element, text, terms) => {
    // Where folding changes the length of a text, its places are not those of the folded one.
    const folded = plain(text);
    const at = folded.length === text.length
      ? terms.map((term) => [folded.indexOf(term), term.length]).filter(([start]) => start >= 0).sort((a, b) => a[0] - b[0])
      : [];
    element.textContent = "";
    let done = 0;
    for (const [start, length] of at) {
      if (start < done) continue;
      element.append(text.slice(done, start));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, start + length);
      element.append(mark);
      done = start + length;
    }
    element.append(text.slice(done));
  };

  const opened = new Map();
  const showYears = (hits, terms) => {
    const set = new Set(hits);
    for (const article of articles) {
      article.item.hidden = !set.has(article);
      if (article.marked || (terms.length && set.has(article))) marked(article.link, article.title, terms);
      article.marked = terms.length > 0;
    }
    const hide = (element) => { element.hidden = !element.querySelector("li:not([hidden])"); };
    byYear.querySelectorAll(".section").forEach(hide);
    for (const issue of byYear.querySelectorAll("details")) {
      hide(issue);
      if (terms.length) {
        if (!opened.has(issue)) opened.set(issue, issue.open);
        issue.open = !issue.hidden;
      } else if (opened.has(issue)) {
        issue.open = opened.get(issue);
      }
    }
    if (!terms.length) opened.clear();
    byYear.querySelectorAll(".group").forEach(hide);
  };

  const entry = (article, terms) => {
    const item = document.createElement("li");
    const link = article.link.cloneNode(false);
    marked(link, article.title, terms);
    const from = document.createElement("span");
    from.className = "from";
    from.textContent = article.issue.dataset.label;
    item.append(link, ...(view === "source" ? [] : [...article.item.querySelectorAll(".by")].map((by) => by.cloneNode(true))));
    item.append(from, document.createElement("i"));
    const page = article.item.querySelector(".page");
    if (page) item.append(page.cloneNode(true));
    return item;
  };

  const showGroups = (hits, terms) => {
    const groups = new Map();
    for (const article of hits) {
      const key = KEYS[view](article);
      if (!key) continue;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(article);
    }
    const keys = [...groups.keys()].sort((a, b) => (a === "#") - (b === "#") || collator.compare(a, b));
    const few = hits.length <= 200;
    byOther.replaceChildren(...keys.map((key) => {
      const members = groups.get(key);
      if (view === "title") members.sort((a, b) => collator.compare(a.title, b.title));
      const box = document.createElement("details");
      const summary = document.createElement("summary");
      const heading = document.createElement("h3");
      heading.textContent = key;
      const size = document.createElement("span");
      size.className = "size";
      size.textContent = phrase("articles", members.length);
      summary.append(heading, size);
      const list = document.createElement("ol");
      list.className = "entries";
      box.append(summary, list);
      const fill = () => { if (!list.childElementCount) list.append(...members.map((article) => entry(article, terms))); };
      box.fill = fill;
      box.addEventListener("toggle", () => { if (box.open) fill(); });
      if (terms.length && few) { fill(); box.open = true; }
      box.id = `g-${key}`;
      return box;
    }));
    return keys;
  };

  const show = () => {
    const terms = wanted();
    const hits = matching(terms);
    const other = view !== "year";
    byYear.hidden = other;
    byOther.hidden = !other;
    let shown = hits.length;
    if (other) {
      const keys = showGroups(hits, terms);
      if (view === "source") shown = hits.filter((article) => article.source).length;
      jump.replaceChildren(...(view === "title" ? keys : []).map((key) => {
        const link = document.createElement("a");
        link.href = `#g-${encodeURIComponent(key)}`;
        link.textContent = key;
        link.addEventListener("click", () => { document.getElementById(`g-${key}`).open = true; });
        return link;
      }));
    } else {
      showYears(hits, terms);
      jump.innerHTML = years;
    }
    nothing.hidden = shown > 0;
    found.textContent = terms.length ? phrase("found", shown) : "";
  };

  let waiting = 0;
  query.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
  query.form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  const buttons = [...document.querySelectorAll("button[data-view]")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      view = button.dataset.view;
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      show();
    });
  }
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const box of closed) { if (box.fill) box.fill(); box.open = true; }
  });
  addEventListener("afterprint", () => { for (const box of closed) box.open = false; });
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") target.open = true;
  };
  addEventListener("hashchange", reveal);
  for (const element of document.querySelectorAll(".scripted")) element.hidden = false;
  reveal();
})();
