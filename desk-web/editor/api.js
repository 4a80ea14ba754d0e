// Asking the desk: JSON there and back, with failures told apart by what a person can do about them.

export class Refusal extends Error {
  constructor(kind, text, answer) {
    super(text);
    this.kind = kind; // "offline", "signin", "conflict", "refused"
    this.answer = answer;
  }
}

export async function ask(method, path, body, { timeoutMs = 20000, keepalive = false } = {}) {
  let reply;
  try {
    reply = await fetch(path, {
      method, keepalive, redirect: "error", signal: AbortSignal.timeout(timeoutMs),
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Refusal("offline", "");
  }
  if (reply.status === 502 || reply.status === 503 || reply.status === 504) throw new Refusal("offline", "");
  const answer = await reply.json().catch(() => ({}));
  if (reply.ok) return answer;
  const kind = reply.status === 401 ? "signin" : reply.status === 409 ? "conflict" : "refused";
  throw new Refusal(kind, answer.why || String(reply.status), answer);
}
