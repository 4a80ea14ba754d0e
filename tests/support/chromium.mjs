// Debian's Chromium, alone with the page: no profile, no background traffic, nothing but what the page asks for.
import fs from 'node:fs';
import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

export function missingChromium() {
  return fs.existsSync(EXECUTABLE) ? false : `${EXECUTABLE} is not installed`;
}

export function startChromium() {
  return chromium.launch({ executablePath: EXECUTABLE, headless: true, args: ARGUMENTS }); // with an empty folder of its own
}
