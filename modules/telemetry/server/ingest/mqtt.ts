import type { Context } from '@tarim/platform';
import { connectAsync, type MqttClient } from 'mqtt';
import type { FrameLog } from '../log/port.ts';

const TOPIC = 'tarim/ingest/+';
const MAX_PAYLOAD = 256 << 10;

/**
 * Takes records from an MQTT broker (QoS 1, `tarim/ingest/<mn>`, the JSON of the HTTPS route). The broker is answered
 * (PUBACK) only when the log is durable: until then it keeps the message and sends it again.
 */
export async function startMqttIngest(
  ctx: Context,
  log: FrameLog,
  url: string,
): Promise<{ stop(): Promise<void> }> {
  const logger = ctx.log.child({ part: 'mqtt' });
  const client: MqttClient = await connectAsync(url, {
    clientId: `tarim-gateway-${process.pid}`,
    // The broker keeps what arrives while we are away.
    clean: false,
    manualConnect: false,
    reconnectPeriod: 2_000,
    connectTimeout: 10_000,
  });
  client.on('error', (error) => logger.warn({ err: error }, 'MQTT broker'));
  client.handleMessage = (packet, done) => {
    const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
    if (payload.length > MAX_PAYLOAD) {
      logger.warn(
        { topic: packet.topic, bytes: payload.length },
        'an MQTT message is too large and was not kept',
      );
      done();
      return;
    }
    log
      .append([
        { receivedAt: ctx.clock.now(), transport: 'mqtt', kind: 'frame', remote: packet.topic, payload },
      ])
      .then(() => done())
      .catch((error: Error) => {
        logger.error({ err: error }, 'an MQTT message could not be kept; it is not acknowledged');
        done(error);
      });
  };
  await client.subscribeAsync(TOPIC, { qos: 1 });
  logger.info({ topic: TOPIC }, 'listening to the MQTT broker');
  return { stop: () => client.endAsync() };
}
