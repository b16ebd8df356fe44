// Brings what an alert stands on into its page, after the page itself is there; without it the link leads to the same.
const section = document.querySelector("[data-evidence]");
const answer = await fetch(section.dataset.evidence);
if (answer.ok) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector(".document");
  if (found) section.append(document.adoptNode(found));
}
