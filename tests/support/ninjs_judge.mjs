// Whether items are ninjs 3.1, by a validator that is not ours: Python's jsonschema and the standard's own schema.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './newsroom.mjs';

const SCRIPT = `import json, sys, jsonschema
validator = jsonschema.Draft202012Validator(json.load(open(sys.argv[1])))
for number, line in enumerate(sys.stdin, 1):
    for fault in validator.iter_errors(json.loads(line)):
        print(number, list(fault.path), fault.message[:200])`;

// What speaks against the JSON Lines, a line a fault; empty when all is well.
export function faultsOfNinjs(lines) {
  const schema = path.join(ROOT, 'tests/suites/ninjs/ninjs-schema_3.1.json');
  const judged = spawnSync('python3', ['-W', 'ignore', '-c', SCRIPT, schema], { input: lines, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (judged.status !== 0) throw new Error(judged.stderr);
  return judged.stdout;
}
