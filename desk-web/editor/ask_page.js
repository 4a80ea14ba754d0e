// A page of the desk, asked for from another one: the browser parses it as a document of its own, in which nothing runs. Parts of
// it are then put in the place of older ones.

const timeoutMs = 15000;
const shows = [200, 422]; // what a form was refused for stands in its page

// Rejects without a connection, after a while, and for any answer that is not such a page. Who has to sign in gets that page,
// which has none of the parts that are looked for.
export function askPage(address, { method = "GET", fields } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.responseType = "document";
    request.timeout = timeoutMs;
    request.onload = () => (shows.includes(request.status) && request.response ? resolve(request.response) : reject(new Error(String(request.status))));
    request.onerror = request.ontimeout = () => reject(new Error("no connection"));
    request.send(fields);
  });
}

// What stands in `place` is what stands in `fresh`.
export const putPart = (place, fresh) => place.replaceChildren(...[...fresh.childNodes].map((node) => document.adoptNode(node)));
