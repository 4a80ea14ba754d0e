// HTTP at the level of bytes: what was sent and what came back, with nothing tidied up by a client library.
import assert from 'node:assert/strict';
import net from 'node:net';
import zlib from 'node:zlib';

const CRLF = '\r\n';
const HEAD_END = Buffer.from(CRLF + CRLF);
const PATIENCE_MS = 15_000;

export class Connection {
  static async open(port) {
    const socket = net.connect({ host: '127.0.0.1', port, noDelay: true });
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new Connection(socket);
  }

  constructor(socket) {
    this.socket = socket;
    this.received = Buffer.alloc(0);
    this.ended = false;
    this.waiting = [];
    socket.on('data', (bytes) => {
      this.received = Buffer.concat([this.received, bytes]);
      this.#wake();
    });
    // A reset after the server has closed on us is an end like any other.
    for (const event of ['end', 'close', 'error']) {
      socket.on(event, () => {
        this.ended = true;
        this.#wake();
      });
    }
  }

  #wake() {
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  async #until(condition, what) {
    const deadline = Date.now() + PATIENCE_MS;
    while (!condition()) {
      const left = deadline - Date.now();
      assert.ok(left > 0, `no ${what} within ${PATIENCE_MS / 1000} s; received so far: ${this.received.toString('latin1')}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, left);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  send(bytes) {
    if (!this.ended) this.socket.write(bytes);
  }

  // Each piece in a packet of its own, as far as a loopback lets us.
  async sendInPieces(pieces) {
    for (const piece of pieces) {
      this.send(piece);
      await new Promise(setImmediate);
    }
  }

  // The next response on the connection. `method` says whether a body follows.
  async response(method = 'GET') {
    await this.#until(() => this.received.includes(HEAD_END) || this.ended, 'response head');
    const headEnd = this.received.indexOf(HEAD_END);
    assert.ok(headEnd >= 0, `connection ended before a response head: ${this.received.toString('latin1')}`);
    const head = parseHead(this.received.subarray(0, headEnd).toString('latin1'));
    const start = headEnd + HEAD_END.length;
    const length = hasBody(method, head.status) ? Number(head.headers.get('content-length') ?? NaN) : 0;
    assert.ok(Number.isInteger(length), `a response without Content-Length: ${head.statusLine}`);
    await this.#until(() => this.received.length >= start + length || this.ended, 'response body');
    assert.ok(this.received.length >= start + length, 'connection ended within a response body');
    const body = this.received.subarray(start, start + length);
    this.received = this.received.subarray(start + length);
    return { ...head, body };
  }

  // Waits for the server to close; whatever it still sent is returned.
  async end() {
    await this.#until(() => this.ended, 'end of the connection');
    return this.received;
  }

  close() {
    this.socket.destroy();
  }
}

function hasBody(method, status) {
  return method !== 'HEAD' && status !== 204 && status !== 304 && status >= 200;
}

function parseHead(text) {
  const [statusLine, ...lines] = text.split(CRLF);
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(statusLine);
  assert.ok(status, `not a status line: ${JSON.stringify(statusLine)}`);
  const headers = new Map();
  for (const line of lines) {
    const field = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+): ?([^\r\n]*)$/.exec(line);
    assert.ok(field, `not a header field: ${JSON.stringify(line)}`);
    const name = field[1].toLowerCase();
    assert.ok(!headers.has(name), `${name} is sent twice`);
    headers.set(name, field[2]);
  }
  return { statusLine, status: Number(status[1]), headers, fields: lines };
}

// A request as bytes. `headers` is a list of [name, value]; Host is added unless it is there.
export function requestBytes({ method = 'GET', path = '/', headers = [], body = '' }) {
  const named = headers.some(([name]) => name.toLowerCase() === 'host');
  const all = named ? headers : [['Host', 'news.example'], ...headers];
  const head = [`${method} ${path} HTTP/1.1`, ...all.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.concat([Buffer.from(head.join(CRLF) + CRLF + CRLF, 'latin1'), Buffer.from(body)]);
}

// One request on a connection of its own.
export async function fetchBytes(port, request) {
  const connection = await Connection.open(port);
  try {
    connection.send(requestBytes(request));
    return await connection.response(request.method ?? 'GET');
  } finally {
    connection.close();
  }
}

// The plain bytes of a gzip that must be exactly one member, with nothing behind it and a true length and CRC.
export function gunzip(bytes) {
  assert.deepEqual([...bytes.subarray(0, 4)], [0x1f, 0x8b, 8, 0], 'not a plain gzip header');
  const { buffer: plain, engine } = zlib.inflateRawSync(bytes.subarray(10), { info: true });
  assert.equal(10 + engine.bytesWritten + 8, bytes.length, 'bytes behind the final block are not one trailer');
  assert.equal(bytes.readUInt32LE(bytes.length - 4), plain.length, "gzip's length is not the text's");
  assert.deepEqual(zlib.gunzipSync(bytes), plain); // zlib itself checks the CRC
  return plain;
}

// The text of a response, whatever its encoding.
export function textOf(response) {
  const plain = response.headers.get('content-encoding') === 'gzip' ? gunzip(response.body) : response.body;
  return plain.toString('utf8');
}
