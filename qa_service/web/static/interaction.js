/* The page of one interaction: its player, and the walk through its questions by keyboard. */
"use strict";

(function () {
  const $ = (selector, root) => (root || document).querySelector(selector);
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));

  /* --- the player: the text follows the sound, and every time leads to its place in it */
  function player() {
    const audio = $("#player audio");
    if (!audio) return;
    const turns = all(".turn[data-start]").map((element) => ({
      element, start: Number(element.dataset.start), end: Number(element.dataset.end),
    }));
    let current = null;
    audio.addEventListener("timeupdate", () => {
      const at = audio.currentTime;
      const found = turns.filter((turn) => turn.start <= at + 0.05).pop() || null;
      head(at);
      if (found === current) return;
      if (current) current.element.classList.remove("now");
      current = found;
      if (!current) return;
      current.element.classList.add("now");
      if ($("#follow").checked && !audio.paused) current.element.scrollIntoView({ block: "nearest" });
    });
    function head(at) {
      const outline = $(".loudness"), line = outline && $(".head", outline);
      if (!line) return;
      const x = String(800 * Math.min(1, at / Number(outline.dataset.seconds)));
      line.setAttribute("x1", x);
      line.setAttribute("x2", x);
    }
    document.addEventListener("click", (event) => {
      const link = event.target.closest("[data-seek]");
      const outline = event.target.closest(".loudness");
      if (link) {
        audio.currentTime = Number(link.dataset.seek);
        play();
      } else if (outline) {
        const box = outline.getBoundingClientRect();
        audio.currentTime = (event.clientX - box.left) / box.width * Number(outline.dataset.seconds);
        play();
      }
    });
    const play = () => audio.play().catch(() => undefined); // a browser may refuse before the first gesture
    document.addEventListener("keydown", (event) => {
      if (typing(event)) return;
      if (event.key === "p") audio.paused ? play() : audio.pause();
      if (event.key === "ArrowLeft" && event.shiftKey) audio.currentTime -= 5;
      if (event.key === "ArrowRight" && event.shiftKey) audio.currentTime += 5;
    });
  }

  /* --- questions: j and k walk through them, their letters answer, and what shows an answer lights up */
  const typing = (event) =>
    event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, audio");

  function light(question) {
    all("mark.lit").forEach((mark) => mark.classList.remove("lit"));
    if (!question) return;
    all("mark[data-shows]")
      .filter((mark) => mark.dataset.shows.split(" ").includes(question.dataset.q))
      .forEach((mark) => mark.classList.add("lit"));
  }

  function questions() {
    if (!$(".q[data-q]")) return;
    document.addEventListener("focusin", (event) => light(event.target.closest(".q")));
    document.addEventListener("mouseover", (event) => {
      const question = event.target.closest(".q");
      if (question) light(question);
    });
    document.addEventListener("click", (event) => {
      const mark = event.target.closest("mark[data-shows]");
      if (!mark || event.target.closest("a") || !window.getSelection().isCollapsed) return;
      const name = mark.dataset.shows.split(" ")[0];
      const question = all(".q").find((one) => one.dataset.q === name);
      if (question) step(question);
    });
    document.addEventListener("keydown", (event) => {
      if (typing(event)) return;
      const known = all(".q"), here = known.findIndex((one) => one.contains(document.activeElement));
      if (event.key === "j") step(known[Math.min(known.length - 1, here + 1)]);
      if (event.key === "k") step(known[Math.max(0, here - 1)]);
      if (here < 0) return;
      const button = all("[data-key]", known[here]).find((one) => one.dataset.key === event.key);
      if (button) {
        event.preventDefault();
        button.click();
      }
    });
    /* An answered question is drawn anew: keep the place. */
    document.addEventListener("htmx:afterSwap", (event) => {
      const question = event.detail.elt && event.detail.elt.closest(".q");
      const id = event.detail.target && event.detail.target.id;
      const fresh = question || (id && document.getElementById(id));
      if (fresh && fresh.matches(".q")) fresh.focus({ preventScroll: true });
    });
  }

  /* --- words that are selected with the mouse can be masked: the address of the form names their characters */
  function masking() {
    const offer = $(".mask-selection"), link = offer && $("a", offer), form = $("#mask");
    if (form) form.focus();
    if (!link) return;
    document.addEventListener("selectionchange", () => {
      const place = selected();
      offer.hidden = !place;
      if (place) link.href = `${link.dataset.base}?mask=${place.turn}&from=${place.from}&to=${place.to}#mask`;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "m" && !offer.hidden && !typing(event)) link.click();
    });
    link.addEventListener("mousedown", (event) => event.preventDefault()); // or the selection goes before the click
  }

  /* The turn and the characters of its masked text; null where nothing in one turn is selected. */
  function selected() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const element = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
    const said = all(".turn .said").find((one) => range.intersectsNode(one));
    if (!said || !said.contains(element(range.startContainer))) return null;
    const last = document.createRange();
    last.selectNodeContents(said);
    if (range.compareBoundaryPoints(Range.END_TO_END, last) < 0) last.setEnd(range.endContainer, range.endOffset);
    const from = before(said, range.startContainer, range.startOffset, false);
    const to = before(said, last.endContainer, last.endOffset, true);
    return from < to ? { turn: said.closest(".turn").id.slice(2), from, to } : null;
  }

  /* How many characters of the text stand before a point: a mask is as long as it is written, not as it is shown. A
     point inside a mask is behind it where the selection ends there. Characters are counted as the service does, an
     emoji as one. */
  function before(said, container, offset, ends) {
    const point = document.createRange();
    point.setStart(said, 0);
    point.setEnd(container, offset);
    let count = 0;
    for (const node of said.childNodes) {
      if (point.comparePoint(node, 0) > 0) break;
      const isMask = node.nodeType === Node.ELEMENT_NODE && node.matches(".mask");
      const inside = node.contains(container);
      if (!isMask) count += inside ? within(node, container, offset) : characters(node.textContent);
      else if (!inside || ends) count += (node.dataset.raw || "").length;
      if (inside) break;
    }
    return count;
  }

  function within(node, container, offset) {
    const part = document.createRange();
    part.setStart(node, 0);
    part.setEnd(container, offset);
    return characters(part.toString());
  }

  const characters = (text) => [...text].length;

  function step(question) {
    question.focus({ preventScroll: true });
    question.scrollIntoView({ block: "nearest" });
    light(question);
  }

  document.addEventListener("DOMContentLoaded", () => {
    player();
    questions();
    masking();
  });
})();
