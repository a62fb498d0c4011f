import { createServer, type Server, type Socket } from 'node:net';
import { type ConnectionDeps, DeviceConnection } from './connection.ts';
import type { ConnectionBook } from './connections.ts';
import { AddressBook } from './limits.ts';

/** The TCP door for data loggers (HJ 212 over TCP: the logger connects). */
export class TcpGateway {
  readonly #server: Server;
  readonly #deps: ConnectionDeps;
  readonly #addresses = new AddressBook();
  readonly #book: ConnectionBook;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
    this.#book = deps.book;
    this.#server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 }, (socket) =>
      this.#admit(socket),
    );
    this.#server.maxConnections = deps.limits.connections;
    this.#server.on('drop', () => deps.metrics.refused.inc({ reason: 'too-many' }));
  }

  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ port, host, backlog: 1_024 }, () => resolve());
    });
    const address = this.#server.address();
    return typeof address === 'object' && address ? address.port : port;
  }

  #admit(socket: Socket): void {
    const address = socket.remoteAddress ?? '?';
    if (!this.#addresses.admit(address, this.#deps.limits)) {
      this.#deps.metrics.refused.inc({ reason: 'address' });
      socket.destroy();
      return;
    }
    socket.once('close', () => this.#addresses.release(address));
    this.#book.add(new DeviceConnection(socket, this.#deps));
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const connection of this.#book) connection.close('shutdown');
    await closed;
  }
}
