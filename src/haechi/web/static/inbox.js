// Alerts by keyboard: j/k move, x marks, t takes, l looks into, e escalates, c closes, u undoes, ? shows the keys.

const form = document.getElementById("triage");
const bar = form?.querySelector(".bar");
if (bar) start();

function start() {
  const rows = [...form.querySelectorAll("tbody tr")];
  const every = document.getElementById("every");
  const keys = document.getElementById("keys");
  const reason = document.getElementById("reason");
  const note = document.getElementById("note");
  let place = -1;

  const mark = (row) => row.querySelector('input[name="alert"]');
  const marked = () => rows.filter((row) => mark(row).checked);
  const button = (name) => bar.querySelector(`button[value="${name}"]`);

  function tell() {
    const count = marked().length;
    document.getElementById("marked").textContent = count || "";
    every.checked = count === rows.length;
    every.indeterminate = count > 0 && count < rows.length;
  }

  function stand(next) {
    if (next < 0 || next >= rows.length) return;
    rows[place]?.removeAttribute("aria-current");
    place = next;
    rows[place].setAttribute("aria-current", "true");
    rows[place].querySelector("a").focus({ preventScroll: true });
    rows[place].scrollIntoView({ block: "nearest" });
  }

  function toggle(row, on) {
    mark(row).checked = on ?? !mark(row).checked;
    tell();
  }

  function hold() {
    if (!marked().length && place >= 0) toggle(rows[place], true);
    return marked().length > 0;
  }

  function send(name) {
    if (hold()) form.requestSubmit(button(name));
  }

  function close() {
    if (!hold()) return;
    if (reason.value) form.requestSubmit(button("close"));
    else reason.focus();
  }

  function undo() {
    const last = document.querySelector('#undoing button[value="undo"]');
    if (last && !marked().length) {
      remember();
      last.click();
    } else send("undo");
  }

  function remember() {
    sessionStorage.setItem("inbox", String(Math.max(place, 0)));
  }

  const deeds = {
    j: () => stand(place + 1),
    k: () => stand(place - 1),
    x: () => place >= 0 && toggle(rows[place]),
    t: () => send("take"),
    l: () => send("look"),
    e: () => send("escalate"),
    c: () => (hold() ? reason.focus() : undefined),
    u: undo,
    "?": () => keys.showModal(),
    Escape: () => {
      rows.forEach((row) => toggle(row, false));
      rows[place]?.querySelector("a").focus();
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
    if (event.key === "Enter" && (event.target === reason || event.target === note)) {
      event.preventDefault();
      close();
    } else if (!typing || event.key === "Escape") {
      const deed = deeds[event.key];
      if (deed) {
        event.preventDefault();
        deed();
      }
    }
  });
  form.addEventListener("change", tell);
  form.addEventListener("submit", remember);
  rows.forEach((row, index) => row.addEventListener("focusin", () => index !== place && stay(index)));

  function stay(index) {
    rows[place]?.removeAttribute("aria-current");
    place = index;
    rows[place].setAttribute("aria-current", "true");
  }

  every.hidden = false;
  every.addEventListener("change", () => rows.forEach((row) => toggle(row, every.checked)));
  const help = document.getElementById("help");
  help.hidden = false;
  help.addEventListener("click", () => keys.showModal());
  const before = sessionStorage.getItem("inbox");
  sessionStorage.removeItem("inbox");
  if (before !== null) stand(Math.min(Number(before), rows.length - 1));
  tell();
}
