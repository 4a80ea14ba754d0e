// What every browser has and Debian's Node 18 does not: imported before the modules that are tested.
import { webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto;
