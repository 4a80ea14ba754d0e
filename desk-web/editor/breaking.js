// The breaking bar's form: text and link are of one story. A headline chosen for the text brings its address along, an address its
// headline, unless the text was written by hand; where the bar leads is told beside the text, in words, until it is taken off.

function wire(form) {
  const { text, url } = form.elements;
  const line = form.querySelector(".leads"), target = line.querySelector("[data-target]");
  const stories = [...text.list.options].map((option) => ({ headline: option.value, path: option.dataset.path }));
  let isByHand = false;

  function show() {
    const story = stories.find(({ path }) => path === url.value);
    line.hidden = !url.value;
    target.textContent = story?.headline ?? url.value;
  }

  text.addEventListener("input", () => {
    const story = stories.find(({ headline }) => headline === text.value);
    isByHand = !story && text.value !== "";
    if (story) url.value = story.path;
    show();
  });
  url.addEventListener("input", () => {
    const story = stories.find(({ path }) => path === url.value);
    if (story && !isByHand) text.value = story.headline;
    show();
  });
  line.querySelector("button").addEventListener("click", () => {
    url.value = "";
    show();
    text.focus();
  });
  show();
}

export function wireBreaking() {
  for (const form of document.querySelectorAll("form[data-bar]")) wire(form);
}
