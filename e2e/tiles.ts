import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';

const SIDE = 256;

/** A picture of one colour, as PNG (ISO/IEC 15948). */
function png(red: number, green: number, blue: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  // Eight bits, true colour.
  header.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(SIDE * 3, Buffer.from([red, green, blue]))]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: SIDE }, () => line)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export interface TileServer {
  readonly origin: string;
  /** Paths that were asked for, with their queries. */
  readonly asked: string[];
  stop(): Promise<void>;
}

/** A tile service of another origin: magenta tiles by number, green ones by WMTS, `/broken` that answers with errors. */
export async function startTiles(): Promise<TileServer> {
  const asked: string[] = [];
  const [magenta, green] = [png(200, 0, 160), png(0, 150, 60)];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    const headers = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };
    if (request.url!.startsWith('/broken')) return void response.writeHead(503, headers).end();
    const picture = request.url!.startsWith('/wmts') ? green : magenta;
    response.writeHead(200, { ...headers, 'content-type': 'image/png' }).end(picture);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
