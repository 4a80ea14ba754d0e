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

export function wirePasskeys() {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) return;
  const signIn = document.querySelector("[data-passkey='sign-in']");
  if (signIn) {
    signIn.hidden = false;
    signIn.querySelector("button").addEventListener("click", () =>
      signInWithPasskey().then(() => location.assign(signIn.dataset.next || "/")).catch((error) => say(signIn, error)));
  }
  for (const form of document.querySelectorAll("form[data-passkey='welcome'], form[data-passkey='mine']")) {
    const part = form.querySelector(".passkey");
    part.hidden = false;
    part.querySelector("[data-passkey-make]").addEventListener("click", () => {
      for (const field of form.querySelectorAll("[required]")) if (!field.reportValidity()) return;
      const values = Object.fromEntries(new FormData(form));
      delete values.password;
      makePasskey(`${new URL(form.action).pathname}/passkey`, values).then((answer) => location.assign(answer.go || "/")).catch((error) => say(form, error));
    });
  }
}
