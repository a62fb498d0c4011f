import { type ModuleDefinition, type ServiceDefinition, subscribe } from '@tarim/platform';
import { rolledUp } from '@tarim/telemetry/contract';
import { sensorthingsDatasets } from './datasets.ts';
import { sensorthingsErrors } from './errors.ts';
import { ROLLED, startMqtt } from './mqtt/broker.ts';
import { sensorthingsRoutes } from './routes.ts';

/** Items of one live message, which travels in less than 8,000 bytes. */
const ITEMS = 100;

/** MQTT is off unless the installation names a port for it (`TARIM_SENSORTHINGS_MQTT_PORT`). */
const mqttService: ServiceDefinition = {
  name: 'sensorthings.mqtt',
  role: 'api',
  start: async (ctx) => {
    const { sensorthingsMqttPort: port, host } = ctx.config;
    return port ? startMqtt(ctx, { host, port }) : { stop: async () => {} };
  },
};

/** OGC SensorThings API 1.1 (OGC 18-088): what the platform measures, for clients of others. */
export const sensorthingsModule: ModuleDefinition = {
  name: 'sensorthings',
  migrations: new URL('./migrations/', import.meta.url),
  errors: sensorthingsErrors,
  routes: sensorthingsRoutes,
  datasets: sensorthingsDatasets,
  services: [mqttService],
  subscriptions: [
    subscribe(rolledUp, 'sensorthings.tell-listeners', async ({ period, items }, _tx, ctx) => {
      if (!ctx.config.sensorthingsMqttPort || period === 'month') return;
      const told = items.map(({ pointId, time }) => ({ pointId, time: Date.parse(time) }));
      for (let i = 0; i < told.length; i += ITEMS)
        ctx.live.publish(ROLLED, { rolled: period, items: told.slice(i, i + ITEMS) });
    }),
  ],
};
