// Asking the desk: JSON there and back, with failures told apart by what a person can do about them.

export class Refusal extends Error {
  constructor(kind, text, answer) {
    super(text);
    this.kind = kind; // "offline", "signin", "conflict", "refused"
    this.answer = answer;
  }
}

// Of requests that may outlive their page browsers send 64 KB at most; a longer one goes as any other, with what time the page has.
const keepaliveMaxBytes = 60000;

export async function ask(method, path, body, { timeoutMs = 20000, keepalive = false } = {}) {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  let reply;
  try {
    reply = await fetch(path, {
      method, redirect: "error", signal: AbortSignal.timeout(timeoutMs),
      keepalive: keepalive && (sent === undefined || new Blob([sent]).size <= keepaliveMaxBytes),
      headers: sent === undefined ? {} : { "Content-Type": "application/json" },
      body: sent,
    });
  } catch {
    throw new Refusal("offline", "");
  }
  if (reply.status === 502 || reply.status === 503 || reply.status === 504) throw new Refusal("offline", "");
  const answer = await reply.json().catch(() => null);
  if (reply.ok && !answer) throw new Refusal("offline", ""); // it was cut short
  if (reply.ok) return answer;
  const kind = reply.status === 401 ? "signin" : reply.status === 409 ? "conflict" : "refused";
  throw new Refusal(kind, answer?.why || String(reply.status), answer ?? {});
}
