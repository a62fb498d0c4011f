import { Counter, Gauge, type Registry } from 'prom-client';
import type { ConnectionBook } from './connections.ts';
import type { PendingBytes } from './pending-bytes.ts';

export interface GatewayMetrics {
  readonly frames: Counter<'result'>;
  readonly closed: Counter<'reason'>;
  readonly refused: Counter<'reason'>;
  readonly throttled: Counter;
  readonly notDurable: Counter;
}

export function gatewayMetrics(
  registry: Registry,
  book: ConnectionBook,
  pending: Pick<PendingBytes, 'used'>,
): GatewayMetrics {
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  gauge('tarim_gateway_connections', 'Open device connections', () => book.size);
  gauge('tarim_gateway_devices', 'Devices that proved themselves on an open connection', () => book.bound);
  gauge('tarim_gateway_pending_bytes', 'Bytes received that wait for the frame log', () => pending.used);
  gauge('tarim_gateway_unread_bytes', 'Bytes of answers that devices have not taken', () => book.unreadBytes);
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter<L>({ name, help, labelNames: [...labelNames], registers: [registry] });
  return {
    frames: counter('tarim_gateway_frames_total', 'Frames received, by what they were', ['result']),
    closed: counter('tarim_gateway_closed_total', 'Connections closed by the gateway, by reason', ['reason']),
    refused: counter('tarim_gateway_refused_total', 'Connections refused, by reason', ['reason']),
    throttled: counter('tarim_gateway_throttled_total', 'Times a connection was paused for sending too fast'),
    notDurable: counter(
      'tarim_gateway_not_durable_total',
      'Frames that could not be kept and were not answered',
    ),
  };
}
