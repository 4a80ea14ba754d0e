// Bringing a picture: its bytes as they are, with how far they are. fetch() tells nothing of that, so XMLHttpRequest does.
import { Refusal } from "./api.js";

const patienceMs = 150000;
const atOnce = 2;
export const pictureTypes = ["image/jpeg", "image/png", "image/webp", "image/gif"];

// The files among what was pasted or dropped that look like pictures; whatever they are, the server has the last word.
export function picturesIn(transfer) {
  return [...(transfer?.files || [])].filter((file) => file.type.startsWith("image/"));
}

function send(file, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `/pictures?name=${encodeURIComponent(file.name || "")}`);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.responseType = "json";
    request.timeout = patienceMs;
    request.upload.onprogress = (event) => { if (event.lengthComputable) onProgress(event.loaded / event.total); };
    request.upload.onload = () => onProgress(1);
    request.onload = () => {
      if (request.status === 200 && request.response?.asset) return resolve(request.response);
      if (request.status === 413) return reject(new Refusal("large", ""));
      if ([0, 502, 503, 504].includes(request.status)) return reject(new Refusal("offline", ""));
      return reject(new Refusal(request.status === 401 ? "signin" : "refused", request.response?.why || String(request.status), request.response));
    };
    request.onerror = request.ontimeout = request.onabort = () => reject(new Refusal("offline", ""));
    request.send(file);
  });
}

// A few at once; the others wait for their turn, in the order in which they were brought.
const waiting = [];
let running = 0;
function next() {
  if (running >= atOnce || !waiting.length) return;
  const { file, onProgress, resolve, reject } = waiting.shift();
  running += 1;
  send(file, onProgress).then(resolve, reject).finally(() => { running -= 1; next(); });
}

// `onProgress` gets 0 to 1; 1: all is there, and the picture is being made.
export function upload(file, onProgress = () => {}) {
  return new Promise((resolve, reject) => {
    waiting.push({ file, onProgress, resolve, reject });
    next();
  });
}

// What else is to be told of a picture that was taken; empty: nothing.
export function wordOf(picture, texts) {
  return picture.moves ? texts.library_moves : "";
}

// Why a picture was not taken, in words.
export function reasonOf(error, texts) {
  if (error.kind === "offline") return texts.picture_offline;
  if (error.kind === "large") return texts.picture_refused_large;
  if (error.kind === "signin") return texts.session_ended;
  return error.message;
}
