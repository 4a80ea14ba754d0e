// Passkeys (W3C WebAuthn): the browser's part, in the standard's own JSON.
import { ask } from "./api.js";

export async function signInWithPasskey(path = "/sign-in/passkey") {
  const { options, ceremony } = await ask("POST", `${path}/options`, {});
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await navigator.credentials.get({ publicKey });
  return ask("POST", path, { ceremony, answer: credential.toJSON() });
}

export async function makePasskey(path, values) {
  const { options, ceremony } = await ask("POST", `${path}/options`, values);
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const credential = await navigator.credentials.create({ publicKey });
  return ask("POST", path, { ...values, ceremony, answer: credential.toJSON() });
}

// A person who closes the browser's own window has decided; that needs no word.
function say(place, error) {
  if (error.answer?.again) return location.assign(`/again?next=${encodeURIComponent(location.pathname + location.search)}`);
  if (error.name === "NotAllowedError" || error.name === "AbortError") return;
  let notice = place.querySelector("[role=alert]");
  if (!notice) {
    notice = document.createElement("p");
    notice.className = "notice bad";
    notice.setAttribute("role", "alert");
    place.prepend(notice);
  }
  notice.textContent = error.message;
}

// The form that came too late is sent once more; where there was none, it goes on to the page that was wanted.
function goOn(again) {
  const form = document.getElementById("again-form");
  if (form) form.requestSubmit();
  else location.assign(again.dataset.next);
}

export function wirePasskeys() {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) return;
  const signIn = document.querySelector("[data-passkey='sign-in']");
  if (signIn) {
    signIn.hidden = false;
    signIn.querySelector("button").addEventListener("click", () =>
      signInWithPasskey().then(() => location.assign(signIn.dataset.next || "/")).catch((error) => say(signIn, error)));
  }
  const again = document.querySelector("[data-passkey='again']");
  if (again) {
    again.hidden = false;
    again.querySelector("button").addEventListener("click", () =>
      signInWithPasskey("/again/passkey").then(() => goOn(again)).catch((error) => say(again, error)));
  }
  for (const form of document.querySelectorAll("form[data-passkey='welcome'], form[data-passkey='mine']")) {
    const part = form.querySelector(".passkey");
    part.hidden = false;
    const button = part.querySelector("[data-passkey-make]");
    if (form.dataset.passkey === "mine") form.addEventListener("submit", (event) => { event.preventDefault(); button.click(); });
    button.addEventListener("click", () => {
      for (const field of form.querySelectorAll("[required]")) if (!field.reportValidity()) return;
      const values = Object.fromEntries(new FormData(form));
      delete values.password;
      makePasskey(`${new URL(form.action).pathname}/passkey`, values).then((answer) => location.assign(answer.go || "/")).catch((error) => say(form, error));
    });
  }
}
