// A form of the settings that was changed and not saved is asked about before one leaves.
export function wireLeaving() {
  for (const form of document.querySelectorAll("main form.fields")) {
    if (form.id === "creative-form" || form.action.endsWith("/site")) watch(form);
  }
}

function watch(form) {
  let isChanged = false;
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", (event) => { if (event.submitter?.formTarget !== "creative-preview") isChanged = false; });
  window.addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
}
