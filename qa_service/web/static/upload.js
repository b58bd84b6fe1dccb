/* Sends the chosen files one by one, two at a time, and shows how far each is. Without it the form sends them at once. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("upload");
  if (!form) return;
  const input = document.getElementById("f-files"), drop = document.getElementById("drop");
  const taken = document.getElementById("taken"), sum = document.getElementById("sum");
  const headers = JSON.parse(document.body.getAttribute("hx-headers"));
  let waiting = [], running = 0, sent = 0, total = 0;

  ["dragenter", "dragover"].forEach((name) => drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  }));
  ["dragleave", "drop"].forEach((name) => drop.addEventListener(name, () => drop.classList.remove("over")));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
  });

  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    const fields = new FormData(form);
    fields.delete("files");
    Array.from(input.files).forEach((file) => waiting.push({ file, fields, row: row(file) }));
    total += input.files.length;
    input.value = "";
    next();
    next();
  });

  function row(file) {
    const made = document.createElement("tr"), name = made.insertCell(), state = made.insertCell();
    made.insertCell();
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    state.append(bar, " " + taken.dataset.sending);
    taken.prepend(made);
    return made;
  }

  function next() {
    if (running >= 2 || !waiting.length) return;
    const job = waiting.shift(), request = new XMLHttpRequest(), body = new FormData();
    job.fields.forEach((value, name) => body.append(name, value));
    body.append("files", job.file);
    running += 1;
    request.open("POST", "/upload");
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", (event) => {
      const bar = job.row.querySelector("progress");
      if (bar && event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
      running -= 1;
      sent += 1;
      sum.textContent = `${taken.dataset.sum} ${sent} / ${total}`;
      if (request.status === 200) show(job.row, request.responseText);
      else if (request.status === 401) location.assign("/sign-in?next=/upload");
      else job.row.cells[1].textContent = taken.dataset.broken;
      next();
    });
    request.send(body);
  }

  function show(old, html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const rows = Array.from(holder.content.querySelectorAll("tr"));
    old.replaceWith(...rows);
    rows.forEach((one) => window.htmx.process(one));
  }
});
