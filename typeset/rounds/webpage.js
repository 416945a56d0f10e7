// j and k go to the next and the last difference, m hides the marks, s shows pages side by side or one above the other.
(() => {
  const stops = [...document.querySelectorAll("[data-stop]")];
  const go = (step) => {
    const here = stops.indexOf(document.activeElement);
    const top = stops.findIndex((stop) => stop.getBoundingClientRect().top > 20);
    const from = here >= 0 ? here : (top < 0 ? stops.length : top) - (step > 0 ? 1 : 0);
    const stop = stops[Math.min(Math.max(from + step, 0), stops.length - 1)];
    if (stop) { stop.focus({ preventScroll: true }); stop.scrollIntoView(); }
  };
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    m: () => document.body.classList.toggle("unmarked"),
    s: () => document.body.classList.toggle("single"),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
