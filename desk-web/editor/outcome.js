// What became of a publication whose answer was lost, or which readers did not have yet: the server is asked until it is known.
import { ask } from "./api.js";

const firstMs = 1000;
const mostMs = 30000;
const answersMax = 6;
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Resolves with how the article stands: as soon as `isOver` says so of an answer, or with the last of a few answers; with `onLate`
// that one is told, and it is asked on. Without a line or a session it is asked on, too; any other refusal is thrown.
export async function standingOf(path, isOver, onSignIn, onLate) {
  let answers = 0;
  for (let pauseMs = 0; ; pauseMs = Math.min(pauseMs * 2 || firstMs, mostMs)) {
    await wait(pauseMs);
    try {
      const answer = await ask("POST", `${path}/check`, { read_back: true }, { timeoutMs: 30000 });
      answers += 1;
      if (isOver(answer) || (answers === answersMax && !onLate)) return answer;
      if (answers === answersMax) onLate(answer);
    } catch (error) {
      if (error.kind === "signin") onSignIn();
      else if (error.kind !== "offline") throw error;
    }
  }
}
