import { connect } from 'node:net';

/**
 * One request to a FastCGI program without a web server between (FastCGI 1.0): what it costs is the program's own work.
 * @returns headers and body as the program wrote them
 */
export function fastcgi(socket: string, params: Readonly<Record<string, string>>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const out: Buffer[] = [];
    let pending = Buffer.alloc(0);
    const link = connect(socket);
    link.on('error', reject);
    link.on('close', () => resolve(Buffer.concat(out)));
    link.on('data', (data) => {
      pending = Buffer.concat([pending, data]);
      while (pending.length >= 8) {
        const [type, length, padding] = [pending[1]!, pending.readUInt16BE(4), pending[6]!];
        if (pending.length < 8 + length + padding) return;
        if (type === 6) out.push(Buffer.from(pending.subarray(8, 8 + length)));
        if (type === 3) link.end();
        pending = pending.subarray(8 + length + padding);
      }
    });
    link.write(
      Buffer.concat([
        // Begin: a responder, and the connection may be closed after it.
        record(1, Buffer.from([0, 1, 0, 0, 0, 0, 0, 0])),
        record(4, Buffer.concat(Object.entries(params).map(pair))),
        record(4, Buffer.alloc(0)),
        record(5, Buffer.alloc(0)),
      ]),
    );
  });
}

function record(type: number, content: Buffer): Buffer {
  const head = Buffer.from([1, type, 0, 1, 0, 0, 0, 0]);
  head.writeUInt16BE(content.length, 4);
  return Buffer.concat([head, content]);
}

function pair([name, value]: [string, string]): Buffer {
  const [a, b] = [Buffer.from(name), Buffer.from(value)];
  const size = (n: number) =>
    n < 128 ? Buffer.from([n]) : Buffer.from([0x80, n >> 16, (n >> 8) & 255, n & 255]);
  return Buffer.concat([size(a.length), size(b.length), a, b]);
}
