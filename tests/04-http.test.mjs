// HTTP over the wire: what must be refused is, what arrives in pieces or in a row is answered, and GET, HEAD, gzip,
// identity and conditionals tell one story. Judges besides Node's zlib: curl and Python's gzip.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test, { after, before, describe } from 'node:test';
import { everyKind } from './support/site.mjs';
import { Connection, gunzip, requestBytes, textOf } from './support/wire.mjs';

const steps = [];
let newsroom, kinds, port;
before(async () => {
  ({ newsroom, kinds } = await everyKind({ after: (step) => steps.push(step) }, { count: 12 }));
  port = newsroom.server.port;
});
after(async () => {
  for (const step of steps) await step();
});

const GZIP = [['Accept-Encoding', 'gzip']];
const withoutDate = ({ fields }) => fields.filter((field) => !/^date:/i.test(field));

async function answers(bytes, { method = 'GET', count = 1 } = {}) {
  const connection = await Connection.open(port);
  connection.send(bytes);
  const responses = [];
  for (let n = 0; n < count; n++) responses.push(await connection.response(method));
  return { connection, responses, response: responses[0] };
}

// What the server answers by itself: a few lines in the edition's language, which no cache keeps, with a way to the front.
function tellsBriefly(response, language) {
  const page = response.body.toString();
  assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.match(page, new RegExp(`^<!doctype html>\\n<html lang="${language}">`));
  assert.match(page, /<h1>[^<]+<\/h1>\n<p>[^<]+<\/p>\n<p><a href="\/[^"]*">[^<]+<\/a>/);
  assert.ok(response.body.length < 2_000, `${response.body.length} bytes`);
}

describe('what RFC 9112 says must be refused', () => {
  const refused = {
    'bare LF as a line end': ['GET / HTTP/1.1\nHost: a\n\n', 400],
    'bare LF in one place': ['GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n', 400],
    'a folded line': ['GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n', 400],
    'space before the colon': ['GET / HTTP/1.1\r\nHost : a\r\n\r\n', 400],
    'a field without a colon': ['GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n', 400],
    'a field without a name': ['GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n', 400],
    'a NUL in a value': ['GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n', 400],
    'a CR in a value': ['GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n', 400],
    'no Host': ['GET / HTTP/1.1\r\n\r\n', 400],
    'two Hosts': ['GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n', 400],
    'white space in the target': ['GET /a b HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    'two spaces before the version': ['GET /  HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    'white space before the first field': ['GET / HTTP/1.1\r\n Host: a\r\n\r\n', 400],
    'a body on GET': ['GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc', 400],
    'two Content-Lengths': ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n', 400],
    'a list as Content-Length': ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0, 0\r\n\r\n', 400],
    'a signed Content-Length': ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +0\r\n\r\n', 400],
    'a negative Content-Length': ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n', 400],
    'a hexadecimal Content-Length': ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\na', 400],
    'an empty Content-Length': ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n', 400],
    'Transfer-Encoding on GET': ['GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', [400]],
    'Transfer-Encoding on POST': ['POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', [400]],
    'Transfer-Encoding beside Content-Length':
      ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', [400]],
    'HTTP/2.0': ['GET / HTTP/2.0\r\nHost: a\r\n\r\n', 505],
    'a version in small letters': ['GET / http/1.1\r\nHost: a\r\n\r\n', 400],
    'an unknown method': ['BREW / HTTP/1.1\r\nHost: a\r\n\r\n', 501],
    'a method in small letters': ['get / HTTP/1.1\r\nHost: a\r\n\r\n', 501],
    'a target that is no path': ['GET a HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    'a hundred fields': [`GET / HTTP/1.1\r\nHost: a\r\n${'X: y\r\n'.repeat(100)}\r\n`, 431],
    'a head of 20 KB': [`GET / HTTP/1.1\r\nHost: a\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
    'a target of 20 KB': [`GET /${'y'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, [414, 431]],
  };
  for (const [what, [bytes, status]] of Object.entries(refused)) {
    test(`${what} is refused and the connection closed`, async () => {
      const { connection, response } = await answers(Buffer.from(bytes, 'latin1'));
      assert.ok([status].flat().includes(response.status), response.statusLine);
      assert.equal(response.headers.get('connection'), 'close');
      tellsBriefly(response, 'uk');
      assert.equal((await connection.end()).length, 0, 'nothing more is answered');
    });
  }

  test('what follows a refused request is never answered', async () => {
    const smuggled = 'GET / HTTP/1.1\r\nHost : a\r\n\r\n' + 'GET /rus/ HTTP/1.1\r\nHost: a\r\n\r\n';
    const { connection, response } = await answers(Buffer.from(smuggled));
    assert.equal(response.status, 400);
    assert.equal((await connection.end()).length, 0);
  });

  test('methods that the site does not take are 405, with those it takes', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const { connection, response } = await answers(requestBytes({ method, headers: [['Content-Length', '0']] }));
      assert.equal(response.status, 405, method);
      assert.match(response.headers.get('allow'), /GET/);
      assert.match(response.headers.get('allow'), /HEAD/);
      tellsBriefly(response, 'uk');
      connection.close();
    }
  });
});

test('what is refused is told in the language that the path tells', async () => {
  const { connection, response } = await answers(requestBytes({ method: 'POST', path: '/rus/news/' }));
  tellsBriefly(response, 'ru');
  connection.close();
});

test('what refuses HEAD has no body, and says how long it would be', async () => {
  const connection = await Connection.open(port);
  await connection.sendInPieces([Buffer.from('HEAD / HTTP/1.1\r\n\r\n')]);
  const text = (await connection.end()).toString();
  assert.match(text, /^HTTP\/1\.1 400 [^]*\r\n\r\n$/);
  assert.match(text, /\r\nContent-Length: [1-9]/i);
});

describe('requests in pieces and in a row', () => {
  test('a request byte by byte is answered like a whole one', async () => {
    const bytes = requestBytes({ path: '/news/', headers: GZIP });
    const { response: whole } = await answers(bytes);
    const connection = await Connection.open(port);
    await connection.sendInPieces([...bytes].map((byte) => Buffer.from([byte])));
    const pieces = await connection.response();
    assert.deepEqual(withoutDate(pieces), withoutDate(whole));
    assert.deepEqual(pieces.body, whole.body);
    connection.close();
  });

  test('a request split at every position is answered like a whole one', async () => {
    const bytes = requestBytes({ path: '/', headers: GZIP });
    const { response: whole } = await answers(bytes);
    const connection = await Connection.open(port);
    for (let at = 1; at < bytes.length; at++) {
      await connection.sendInPieces([bytes.subarray(0, at), bytes.subarray(at)]);
      const response = await connection.response();
      assert.deepEqual(withoutDate(response), withoutDate(whole), `split at ${at}`);
      assert.deepEqual(response.body, whole.body, `split at ${at}`);
    }
    connection.close();
  });

  test('pipelined requests are answered in order', async () => {
    const paths = kinds.map((kind) => kind.path);
    const { responses, connection } = await answers(
      Buffer.concat(paths.map((path) => requestBytes({ path, headers: GZIP }))), { count: paths.length });
    for (const [n, { status, language }] of kinds.entries()) {
      assert.equal(responses[n].status, status, paths[n]);
      assert.match(textOf(responses[n]), new RegExp(`<html[^>]*\\blang="?${language}\\b`));
    }
    connection.close();
  });

  test('two hundred pipelined requests, cut anywhere, are two hundred answers', async () => {
    const all = Buffer.concat(Array.from({ length: 200 }, () => requestBytes({ path: '/robots.txt' })));
    const connection = await Connection.open(port);
    const pieces = [];
    for (let at = 0, n = 0; at < all.length; n++) {
      const size = 1 + ((n * 7919) % 613);
      pieces.push(all.subarray(at, at + size));
      at += size;
    }
    const sending = connection.sendInPieces(pieces);
    for (let n = 0; n < 200; n++) assert.equal((await connection.response()).status, 200);
    await sending;
    connection.close();
  });

  test('a connection stays open, and closes when asked to', async () => {
    const connection = await Connection.open(port);
    for (let n = 0; n < 3; n++) {
      connection.send(requestBytes({ path: '/' }));
      const response = await connection.response();
      assert.notEqual(response.headers.get('connection'), 'close');
    }
    connection.send(requestBytes({ path: '/', headers: [['Connection', 'close']] }));
    assert.equal((await connection.response()).headers.get('connection'), 'close');
    assert.equal((await connection.end()).length, 0);
  });

  test('HTTP/1.0 is answered and closed', async () => {
    const { connection, response } = await answers(Buffer.from('GET / HTTP/1.0\r\n\r\n'));
    assert.equal(response.status, 200);
    await connection.end();
  });

  test('an absolute target is its path', async () => {
    const { connection, response } = await answers(Buffer.from('GET http://other.example/rus/ HTTP/1.1\r\nHost: a\r\n\r\n'));
    assert.equal(response.status, 200);
    assert.match(textOf(response), /<html[^>]*lang="?ru/);
    connection.close();
  });
});

describe('GET, HEAD, conditionals and encodings agree', () => {
  test('HEAD is GET without its body', async () => {
    for (const { path } of [...kinds, { path: '/robots.txt' }, { path: '/rus/news' }]) {
      for (const headers of [GZIP, []]) {
        const get = await newsroom.fetch({ path, headers });
        const head = await newsroom.fetch({ method: 'HEAD', path, headers });
        assert.equal(head.statusLine, get.statusLine, path);
        assert.deepEqual(withoutDate(head), withoutDate(get), path);
        assert.equal(Number(head.headers.get('content-length') ?? 0), get.body.length, path);
      }
    }
  });

  test('a page is cached as DESIGN says, varies by encoding, and says when it changed', async () => {
    // The newsroom's own pages: settings have no time that readers see; nor have lists that follow who reads what.
    const timeless = ['about', 'blocks', 'support', 'mostRead'];
    for (const { kind, path, status } of kinds) {
      const { headers } = await newsroom.fetch({ path, headers: GZIP });
      assert.match(headers.get('vary'), /accept-encoding/i, path);
      assert.match(headers.get('cache-control'), /s-maxage=10/, path);
      assert.match(headers.get('content-type'), /^text\/html; *charset=utf-8$/i, path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.equal(headers.get('set-cookie'), undefined, path);
      if (status !== 200) continue;
      assert.match(headers.get('etag'), /^"[!#-~]+"$/, path);
      assert.equal(Number.isFinite(Date.parse(headers.get('last-modified'))), !timeless.includes(kind), path);
    }
  });

  test('If-None-Match with the ETag is 304, and only then', async () => {
    for (const { path } of kinds.filter(({ status }) => status === 200)) {
      for (const encoding of [GZIP, []]) {
        const { headers } = await newsroom.fetch({ path, headers: encoding });
        const etag = headers.get('etag');
        const ask = (value) => newsroom.fetch({ path, headers: [...encoding, ['If-None-Match', value]] });
        for (const value of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
          const response = await ask(value);
          assert.equal(response.status, 304, `${path} ${value}`);
          assert.equal(response.headers.get('etag'), etag);
          assert.match(response.headers.get('vary'), /accept-encoding/i);
          assert.match(response.headers.get('cache-control'), /s-maxage=10/);
        }
        for (const value of ['"x"', etag.slice(1, -1)]) assert.equal((await ask(value)).status, 200, `${path} ${value}`);
      }
    }
  });

  test('each encoding has an ETag of its own', async () => {
    for (const { path } of kinds.filter(({ status }) => status === 200)) {
      const gzip = await newsroom.fetch({ path, headers: GZIP });
      const identity = await newsroom.fetch(path);
      assert.notEqual(gzip.headers.get('etag'), identity.headers.get('etag'), path);
    }
  });

  test('If-Modified-Since alone does not stop a page', async () => {
    const { status } = await newsroom.fetch({ path: '/', headers: [['If-Modified-Since', 'Fri, 01 Jan 2100 00:00:00 GMT']] });
    assert.equal(status, 200);
  });

  test('Accept-Encoding is read with its weights', async () => {
    const gzipped = ['gzip', 'GZIP', 'gzip;q=0.5', 'br, gzip', '*', 'identity;q=0, *', 'gzip;q=1.0, identity;q=0.5'];
    const plain = ['', 'identity', 'gzip;q=0', 'br', '*;q=0.5, gzip;q=0', 'gzip;q=0.000', 'gzipx'];
    for (const [values, encoding] of [[gzipped, 'gzip'], [plain, undefined]]) {
      for (const value of values) {
        const { headers } = await newsroom.fetch({ path: '/', headers: [['Accept-Encoding', value]] });
        assert.equal(headers.get('content-encoding'), encoding, `Accept-Encoding: ${value}`);
      }
    }
  });

  test('the query changes nothing', async () => {
    const plain = await newsroom.fetch('/news/');
    for (const query of ['?', '?a=1', '?utm_source=x&fbclid=y', `?${'z'.repeat(5000)}`]) {
      const response = await newsroom.fetch(`/news/${query}`);
      assert.deepEqual(withoutDate(response), withoutDate(plain), query);
      assert.deepEqual(response.body, plain.body, query);
    }
  });
});

describe('other judges of the stitched gzip', () => {
  test('curl --compressed reads every page', async () => {
    for (const { path } of kinds) {
      const curl = spawnSync('curl', ['--silent', '--show-error', '--compressed', newsroom.server.url + path]);
      assert.equal(curl.status, 0, `${path}: ${curl.stderr}`);
      assert.deepEqual(curl.stdout, (await newsroom.fetch(path)).body, path);
    }
  });

  test("Python's gzip reads every page, as one member", async () => {
    const script = 'import gzip, sys; sys.stdout.buffer.write(gzip.decompress(sys.stdin.buffer.read()))';
    for (const { path } of kinds) {
      const { body } = await newsroom.fetch({ path, headers: GZIP });
      const python = spawnSync('python3', ['-c', script], { input: body });
      assert.equal(python.status, 0, `${path}: ${python.stderr}`);
      assert.deepEqual(python.stdout, gunzip(body), path);
    }
  });
});
