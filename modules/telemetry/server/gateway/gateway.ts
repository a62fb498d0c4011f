import { createServer, type Server, type Socket } from 'node:net';
import { AddressBook, addressKey } from './addresses.ts';
import { type ConnectionDeps, DeviceConnection } from './connection.ts';

/** The TCP door for data loggers (HJ 212 over TCP: the logger connects). */
export class TcpGateway {
  readonly #server: Server;
  readonly #deps: ConnectionDeps;
  readonly #addresses: AddressBook;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
    this.#addresses = new AddressBook(deps.limits);
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
    const { clock, metrics, book } = this.#deps;
    const share = this.#addresses.admit(addressKey(socket.remoteAddress), clock.now());
    if (!share) {
      metrics.refused.inc({ reason: 'address' });
      socket.destroy();
      return;
    }
    socket.once('close', () => this.#addresses.release(share, clock.now()));
    book.add(new DeviceConnection(socket, share, this.#deps));
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const connection of this.#deps.book) connection.close('shutdown');
    await closed;
  }
}
