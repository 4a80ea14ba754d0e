// Addresses of what is pasted: without the detour through a search engine that counts who goes there, and without what tells
// the place where they lead from which post or letter somebody came.
const detour = /^https?:\/\/(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?\/url\?/i;
const tells = /^(?:fbclid|gclid|utm_[a-z_]*)$/i;

// Everything else stays byte by byte as it was written.
const withoutTraces = (address) => address.replace(/\?([^#]*)/, (found, query) => {
  const kept = query.split("&").filter((pair) => !tells.test(pair.split("=")[0]));
  return kept.length === query.split("&").length ? found : kept.length ? `?${kept.join("&")}` : "";
});

function targetOf(address) {
  if (!detour.test(address)) return address;
  const query = new URLSearchParams(address.slice(address.indexOf("?")).split("#")[0]);
  const target = query.get("q") || query.get("url") || "";
  return /^https?:\/\/[^\s/]/i.test(target) ? target : address;
}

export const plainAddress = (address) => withoutTraces(targetOf(address.trim()));

export function mendLinks(root) {
  for (const link of root.querySelectorAll("a[href]")) link.setAttribute("href", plainAddress(link.getAttribute("href")));
}
