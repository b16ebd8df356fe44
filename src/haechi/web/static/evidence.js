// Brings what takes long to work out into its page, after the page itself is there: what an alert stands on, or what the
// watch says of flows. It takes the place of what stands there until then; without it the link leads to the same.
const section = document.querySelector("[data-evidence]");
const status = section.querySelector("[role=status]");
status.hidden = false;
try {
  const answer = await fetch(section.dataset.evidence);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector(answer.ok ? ".document" : ".error");
  if (found && answer.ok) section.querySelector("[data-until-then]")?.remove();
  if (found) section.append(document.adoptNode(found));
} finally {
  status.hidden = true;
}
