import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { ackFor, type DecodedFrame, decodeFrame, FrameReader } from '@tarim/hj212';

/** A tiny receiver of HJ 212 on the loopback, made for tests: keeps every frame, answers by a rule. */
export async function tinyPlatform(options: { key?: (mn: string) => string | null } = {}) {
  const frames: DecodedFrame[] = [];
  const raw: Buffer[] = [];
  /** All bytes of each line, in the order in which the lines were opened. */
  const streams: Buffer[][] = [];
  const sockets = new Set<Socket>();
  /** Whether a frame is answered; tests change it. */
  let rule: (frame: DecodedFrame) => boolean = () => true;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    const reader = new FrameReader();
    const stream: Buffer[] = [];
    streams.push(stream);
    socket.on('data', (chunk: Buffer) => {
      stream.push(Buffer.from(chunk));
      for (const piece of reader.push(chunk)) {
        if (piece.kind !== 'frame') continue;
        let frame = decodeFrame(piece);
        const key = frame.encrypted && frame.mn ? options.key?.(frame.mn) : null;
        if (key) frame = decodeFrame(piece, { sm4Key: Buffer.from(key, 'hex') });
        frames.push(frame);
        raw.push(Buffer.from(piece.bytes));
        const answer = frame.crcOk === false || !rule(frame) ? null : ackFor(frame);
        if (answer) socket.write(answer);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    frames,
    raw,
    streams: () => streams.map((stream) => Buffer.concat(stream).toString('latin1')),
    of: (cn: string) => frames.filter((frame) => frame.cn === cn),
    answerIf: (next: typeof rule) => {
      rule = next;
    },
    write: (bytes: Uint8Array) => {
      for (const socket of sockets) socket.write(bytes);
    },
    lines: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

export type TinyPlatform = Awaited<ReturnType<typeof tinyPlatform>>;

/** Waits until something is so; gives up with a word about what it was. */
export async function until(what: string, so: () => boolean, ms = 4_000): Promise<void> {
  const end = Date.now() + ms;
  while (!so()) {
    if (Date.now() > end) throw new Error(`did not happen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
