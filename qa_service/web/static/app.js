/* What pages do beyond links and forms. Everything works without it, if less comfortably. */
"use strict";
/* The folded menu closes with Escape, and when something else is touched. */
(() => {
  const menu = document.querySelector(".folded");
  if (!menu) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
})();
