import { Counter, Gauge, type Registry } from 'prom-client';

export interface GatewayMetrics {
  readonly frames: Counter<'result'>;
  readonly closed: Counter<'reason'>;
  readonly refused: Counter<'reason'>;
  readonly throttled: Counter;
  readonly notDurable: Counter;
}

export function gatewayMetrics(registry: Registry, connections: () => number): GatewayMetrics {
  new Gauge({
    name: 'tarim_gateway_connections',
    help: 'Open device connections',
    registers: [registry],
    collect() {
      this.set(connections());
    },
  });
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
