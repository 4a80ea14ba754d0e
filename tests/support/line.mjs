// A line between a browser and the site that a test can cut and mend, or leave silent.
import net from 'node:net';

export async function startLine(port) {
  const sockets = new Set(), streams = new Set();
  let whole = true;
  const server = net.createServer((near) => {
    if (!whole) return near.destroy();
    const far = net.connect(port, '127.0.0.1'), pair = { silent: false };
    far.on('data', (bytes) => bytes.includes('text/event-stream') && streams.add(pair));
    for (const [one, other] of [[near, far], [far, near]]) {
      sockets.add(one);
      one.on('data', (bytes) => pair.silent || other.write(bytes));
      one.on('error', () => {});
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    cut() {
      whole = false;
      for (const socket of sockets) socket.destroy();
    },
    // As a box on the way does that has forgotten the streams: they are open, and nothing comes.
    silence() {
      for (const pair of streams) pair.silent = true;
    },
    mend() {
      whole = true;
    },
    close() {
      this.cut();
      server.close();
    },
  };
}
