// A request header that a route does not name can change no byte of a page: every header known to IANA and browsers,
// and a thousand random ones, one at a time, on each page kind. HEADER_SEED makes the random ones repeatable.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { randomNumbers } from './support/random.mjs';
import { everyKind } from './support/site.mjs';
import { Connection, requestBytes } from './support/wire.mjs';

const SEED = Number(process.env.HEADER_SEED ?? Date.now() % 1_000_000);
const RANDOM_HEADERS = 1000;
const BATCH = 50; // pipelined at once

// The route table names Accept-Encoding and If-None-Match for pages; Host, Connection, Content-Length and
// Transfer-Encoding are about the message, not the page.
const KNOWN = `A-IM Accept Accept-Additions Accept-Charset Accept-CH Accept-Datetime Accept-Features Accept-Language
  Accept-Patch Accept-Post Accept-Ranges Accept-Signature Access-Control Access-Control-Request-Headers
  Access-Control-Request-Method Age Allow ALPN Alt-Svc Alt-Used Alternates Apply-To-Redirect-Ref Attribution-Reporting-Eligible
  Authentication-Control Authorization Available-Dictionary C-PEP C-PEP-Info Cache-Control Cal-Managed-ID CalDAV-Timezones
  Capsule-Protocol CDN-Cache-Control CDN-Loop Cert-Not-After Cert-Not-Before Clear-Site-Data Client-Cert Client-Cert-Chain
  Content-Base Content-Digest Content-Disposition Content-DPR Content-Encoding Content-ID Content-Language Content-Location
  Content-MD5 Content-Range Content-Script-Type Content-Security-Policy Content-Style-Type Content-Type Content-Version
  Cookie Cookie2 Critical-CH Cross-Origin-Embedder-Policy DASL Date DAV Default-Style Delta-Base Deprecation Depth
  Derived-From Destination Device-Memory Dictionary-ID Differential-ID Digest DNT Downlink DPoP DPoP-Nonce DPR Early-Data ECT
  EDIINT-Features Expires Ext Forwarded From GetProfile Hobareg If If-Match If-Modified-Since If-Range
  If-Schedule-Tag-Match If-Unmodified-Since IM Include-Referred-Token-Binding-ID Incremental Isolation Keep-Alive Label
  Last-Event-ID Last-Modified Link Location Lock-Token Man Max-Forwards Memento-Datetime Meter Method-Check
  Method-Check-Expires MIME-Version Negotiate NEL OData-EntityId OData-Isolation OData-MaxVersion OData-Version Opt
  Ordering-Type Origin Origin-Agent-Cluster OSCORE OSLC-Core-Version Overwrite P3P PEP Pep-Info Ping-From Ping-To
  PICS-Label Position Pragma Prefer Preference-Applied Priority ProfileObject Protocol Protocol-Info Protocol-Query
  Protocol-Request Proxy-Authorization Proxy-Connection Proxy-Features Proxy-Instruction Public Purpose Range
  Redirect-Ref Referer Referer-Root Repeatability-Request-ID Replay-Nonce Reporting-Endpoints Repr-Digest RTT Safe
  Save-Data Schedule-Reply Schedule-Tag Sec-CH-DPR Sec-CH-Prefers-Color-Scheme Sec-CH-Prefers-Reduced-Motion Sec-CH-UA
  Sec-CH-UA-Arch Sec-CH-UA-Full-Version-List Sec-CH-UA-Mobile Sec-CH-UA-Model Sec-CH-UA-Platform Sec-CH-Viewport-Width
  Sec-Fetch-Dest Sec-Fetch-Mode Sec-Fetch-Site Sec-Fetch-User Sec-GPC Sec-Purpose Sec-Token-Binding
  Sec-WebSocket-Extensions Sec-WebSocket-Key Sec-WebSocket-Protocol Sec-WebSocket-Version Security-Scheme Service-Worker
  Service-Worker-Navigation-Preload Set-Txn SetProfile Signature Signature-Input SLUG SoapAction Status-URI
  Surrogate-Capability Surrogate-Control TCN TE Timeout Topic Traceparent Tracestate Trailer TTL UA-Color UA-Media
  UA-Pixels Upgrade Upgrade-Insecure-Requests Urgency URI Use-As-Dictionary User-Agent Variant-Vary Via Viewport-Width
  Want-Content-Digest Want-Digest Want-Repr-Digest Warning Width X-ATT-DeviceId X-Client-IP X-Cluster-Client-IP
  X-Correlation-ID X-Csrf-Token X-Device-User-Agent X-Forwarded X-Forwarded-For X-Forwarded-Host X-Forwarded-Port
  X-Forwarded-Prefix X-Forwarded-Proto X-Forwarded-Scheme X-Forwarded-Server X-Host X-HTTP-Host-Override
  X-HTTP-Method X-HTTP-Method-Override X-Method-Override X-Original-Host X-Original-URL X-Override-URL X-Purpose
  X-Real-IP X-Request-ID X-Requested-With X-Rewrite-URL X-Scheme X-UIDH X-Wap-Profile`.split(/\s+/);

// Values that would do the most harm where a header was obeyed after all.
const VALUES = {
  range: 'bytes=0-0', 'if-range': '"x"', 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT',
  'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT', 'if-match': '"nothing"', 'accept-language': 'fr;q=1, en;q=0',
  accept: 'application/json', 'accept-charset': 'koi8-r', cookie: 'lang=ru; theme=dark', te: 'trailers, gzip',
  upgrade: 'h2c, websocket', 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE', 'x-http-method': 'DELETE',
  'x-original-url': '/rus/', 'x-rewrite-url': '/rus/', 'x-override-url': '/rus/', 'x-forwarded-host': 'evil.example',
  'x-host': 'evil.example', forwarded: 'host=evil.example;proto=http', 'x-forwarded-proto': 'http',
  'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)', 'save-data': 'on', 'cache-control': 'no-cache, no-store',
  pragma: 'no-cache', authorization: 'Basic YTpi', 'content-type': 'application/json', prefer: 'return=minimal',
  'last-event-id': '1', origin: 'https://evil.example', 'keep-alive': 'timeout=1', 'max-forwards': '0',
};

const steps = [];
let newsroom, kinds;
before(async () => ({ newsroom, kinds } = await everyKind({ after: (step) => steps.push(step) }, { count: 8 })));
after(async () => {
  for (const step of steps) await step();
});

function randomHeaders() {
  const random = randomNumbers(SEED);
  const NAME = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const text = (alphabet, most) => Array.from({ length: 1 + Math.floor(random() * most) },
    () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  const VALUE = Array.from({ length: 95 }, (_, n) => String.fromCharCode(32 + n)).join('') + '\t\u00e9\u00ff';
  return Array.from({ length: RANDOM_HEADERS }, () => [text(NAME, 24), text(VALUE, 60).trim()]);
}

// Responses to one request each with one of the headers, in order, over one connection.
async function* responsesTo(path, headers) {
  const connection = await Connection.open(newsroom.server.port);
  for (let at = 0; at < headers.length; at += BATCH) {
    const batch = headers.slice(at, at + BATCH);
    connection.send(Buffer.concat(batch.map((header) => requestBytes({ path, headers: [['Accept-Encoding', 'gzip'], header] }))));
    for (const header of batch) yield { header, response: await connection.response() };
  }
  connection.close();
}

const bytesOf = ({ statusLine, fields, body }) =>
  [statusLine, ...fields.filter((field) => !/^date:/i.test(field)), body.toString('latin1')].join('\n');

async function changesNothing(headers) {
  for (const { path } of [...kinds, { path: '/robots.txt' }, { path: '/rus/news' }]) {
    const plain = bytesOf(await newsroom.fetch({ path, headers: [['Accept-Encoding', 'gzip']] }));
    for await (const { header, response } of responsesTo(path, headers)) {
      assert.equal(bytesOf(response), plain, `${path} with ${header.join(': ')}`);
    }
  }
}

test('known request headers', () => changesNothing(KNOWN.map((name) => [name, VALUES[name.toLowerCase()] ?? '1'])));

test(`${RANDOM_HEADERS} random request headers (HEADER_SEED=${SEED})`, () => changesNothing(randomHeaders()));

test('another Host', () => changesNothing(['evil.example', 'localhost:1', '[::1]'].map((host) => ['Host', host])));
