// Waiting for what happens beside the test.
import assert from 'node:assert/strict';

const PATIENCE_MS = 60_000;

// Until it holds; `what` is said, or a function that says it, when it does not in time.
export async function until(what, holds) {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, `not in time: ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
