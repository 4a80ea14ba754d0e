// The site as on a slow line: a proxy that hands a page on in small pieces, with a pause behind each.
import http from 'node:http';
import { once } from 'node:events';

export async function startTrickle(site, { piece = 250, pause = 15 } = {}) {
  const server = http.createServer(async (request, response) => {
    const answer = await fetch(site + request.url, { redirect: 'manual', headers: { accept: request.headers.accept ?? '*/*' } });
    const body = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get('content-type');
    response.writeHead(answer.status, { 'content-type': type, 'content-length': body.length, 'content-security-policy': answer.headers.get('content-security-policy') ?? '' });
    for (let at = 0; at < body.length && !response.destroyed; at += piece) {
      response.write(body.subarray(at, at + piece));
      if (type.startsWith('text/html')) await new Promise((resolve) => setTimeout(resolve, pause));
    }
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
