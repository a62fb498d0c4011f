import type { Socket } from 'node:net';

/** Most bytes of one control packet: a bulk of values fits, an endless one does not gather in memory. */
export const MOST_BYTES = 4 << 20;

/**
 * Follows the fixed headers of MQTT (3.1.1 §2.2) in what a client sends and ends the connection at a packet that says it is larger
 * than `most`, before its bytes are gathered.
 */
export function limitPackets(socket: Socket, most = MOST_BYTES): void {
  let left = 0;
  let state: 'type' | 'length' | 'body' = 'type';
  let length = 0;
  let shift = 0;
  socket.on('data', (chunk: Buffer) => {
    for (let at = 0; at < chunk.length; ) {
      if (state === 'body') {
        const some = Math.min(left, chunk.length - at);
        left -= some;
        at += some;
        if (left === 0) state = 'type';
        continue;
      }
      const byte = chunk[at++]!;
      if (state === 'type') {
        state = 'length';
        length = 0;
        shift = 0;
        continue;
      }
      length += (byte & 0x7f) << shift;
      shift += 7;
      if (length > most || shift > 28) {
        socket.destroy();
        return;
      }
      if (byte & 0x80) continue;
      left = length;
      state = length === 0 ? 'type' : 'body';
    }
  });
}
