/* The sheet of a reviewer: answered with the keyboard, evidence shown on both sides. Works without, by form. */
"use strict";
(() => {
  const marks = [...document.querySelectorAll("mark[data-shows]")];
  const show = (key) => {
    for (const mark of marks) mark.classList.toggle("now", mark.dataset.shows.split(" ").includes(key));
  };
  const player = document.querySelector("[data-player]");
  document.addEventListener("click", (event) => {
    const at = event.target.closest("[data-seek]");
    if (at && player) {
      player.currentTime = Number(at.dataset.seek);
      player.play();
    }
    const quote = event.target.closest("[data-show]");
    if (quote) show(quote.dataset.show);
  });
  document.querySelector("[data-go] button")?.focus({ preventScroll: true });

  const sheet = document.querySelector("[data-sheet]");
  if (!sheet) return;
  /* What lies in a closed fold has an offsetParent all the same, and nobody reads it. */
  const seen = (ask) => Boolean(ask.offsetParent) && !ask.closest("details:not([open])");
  const asks = () => [...sheet.querySelectorAll("[data-ask]")].filter(seen);
  const field = (ask) => ask.querySelector("input:checked") ?? ask.querySelector("input, select");
  const open = (ask) => !ask.querySelector("input:checked") && !ask.querySelector("select")?.value;
  const switched = sheet.querySelector("[data-keys]");
  let current = null;
  const answerable = () => (current && seen(current) ? current : null);

  const mark = (ask) => {
    current?.classList.remove("current");
    current = ask;
    ask.classList.add("current");
    show(ask.dataset.ask);
  };
  const go = (step) => {
    const all = asks();
    const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(current) + step))];
    if (!next) return;
    mark(next);
    field(next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const answer = (key) => {
    const input = answerable()?.querySelector(`input[data-key="${CSS.escape(key === "s" ? "y" : key)}"]`);
    if (!input) return false;
    input.checked = true;
    go(1);
    return true;
  };
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    Enter: () => sheet.requestSubmit(sheet.querySelector("[data-send]")),
    Backspace: () => answerable()?.querySelectorAll("input").forEach((input) => (input.checked = false)),
  };
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (!switched.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (at.matches("textarea, select, input:not([type=radio])")) return;
    if (event.key === "Enter" && at.closest("a, button, summary")) return;
    const act = keys[event.key];
    if (act ? (act(), true) : answer(event.key)) event.preventDefault();
  });
  sheet.addEventListener("focusin", (event) => {
    const ask = event.target.closest("[data-ask]");
    if (ask) mark(ask);
  });
  for (const shown of marks)
    shown.addEventListener("click", () => {
      const ask = asks().find((one) => shown.dataset.shows.split(" ").includes(one.dataset.ask));
      if (ask) (mark(ask), field(ask).focus());
    });
  const rest = sheet.querySelector("[data-rest]");
  rest.addEventListener("click", () => {
    for (const ask of asks().filter(open)) {
      const input = ask.querySelector(`input[value="${rest.dataset.rest}"]`);
      if (input) input.checked = true;
    }
  });
  rest.hidden = sheet.querySelector(".keys").hidden = false;
  const first = asks().find(open) ?? asks()[0];
  if (first) mark(first);
})();
