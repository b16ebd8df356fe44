// Follows a job by server-sent events, and shows its page anew when it has ended.
const box = document.querySelector("[data-events]");
const bar = box.querySelector("progress");
const said = box.querySelector("[role=status]");
const source = new EventSource(box.dataset.events);
const last = Number(box.dataset.last);

for (const state of ["waiting", "running"]) {
  source.addEventListener(state, (event) => {
    const told = JSON.parse(event.data);
    if (told.number < last) return;
    if (told.fraction === null) bar.removeAttribute("value");
    else bar.value = told.fraction;
    const words = `${told.state}: ${told.sentence}`;
    if (said.textContent !== words) said.textContent = words;
  });
}
for (const state of ["done", "failed", "cancelled"]) {
  source.addEventListener(state, () => {
    source.close();
    location.reload();
  });
}
