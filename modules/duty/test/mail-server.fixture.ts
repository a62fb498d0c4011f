import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';

export interface MailServer {
  readonly port: number;
  /** Letters as they came, headers and all. */
  readonly letters: string[];
  /** Answers recipients with this instead of taking them. */
  refuse: string | null;
  close(): Promise<void>;
}

/** As much of a mail server (RFC 5321) as one letter needs. */
export async function mailServer(): Promise<MailServer> {
  const state = { letters: [] as string[], refuse: null as string | null };
  const server: Server = createServer((socket) => {
    let buffer = '';
    let letter: string | null = null;
    const say = (text: string) => socket.write(`${text}\r\n`);
    socket.on('error', () => {});
    say('220 test');
    socket.on('data', (bytes) => {
      buffer += bytes.toString('utf8');
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        if (letter !== null) {
          if (line !== '.') letter += `${line}\n`;
          else {
            state.letters.push(letter);
            letter = null;
            say('250 taken');
          }
        } else if (line.startsWith('DATA')) {
          letter = '';
          say('354 go on');
        } else if (line.startsWith('RCPT') && state.refuse) say(state.refuse);
        else if (line.startsWith('QUIT')) socket.end('221 bye\r\n');
        else say('250 ok');
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return Object.assign(state, {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise<void>((done) => server.close(() => done())),
  });
}
