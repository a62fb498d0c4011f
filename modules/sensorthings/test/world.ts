import { authentication, createApiKey, identityModule, makePolicy } from '@tarim/identity/server';
import { createHttp, type ModuleDefinition } from '@tarim/platform';
import { testContext } from '@tarim/testkit';
import { onTestFinished } from 'vitest';
import { sensorthingsModule } from '../server/module.ts';

const tables = (name: string): ModuleDefinition => ({
  name,
  migrations: new URL(`../../${name}/server/migrations/`, import.meta.url),
});
export const MODULES = [
  identityModule,
  ...['region', 'registry', 'telemetry', 'disclosure', 'catalog'].map(tables),
  sensorthingsModule,
];
export const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const MEASUREMENT = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement';

/** A client as others write them: JSON over a real socket, a key in the header. */
export async function world() {
  const ctx = await testContext({ modules: MODULES, now: NOON, policy: makePolicy() });
  const app = await createHttp({ ctx, modules: MODULES, auth: authentication(ctx) });
  const root = `${await app.listen({ host: '127.0.0.1', port: 0 })}/sensorthings/v1.1`;
  onTestFinished(() => app.close());
  const keyOf = async (scope: string) => createApiKey(ctx, null, { name: scope, scope, unitPath: '/' });
  const made = [await keyOf('sensorthings'), await keyOf('sensorthings'), await keyOf('ingest')] as const;
  const [mine, others, devices] = made.map((one) => one.secret) as [string, string, string];
  /** As it stands on the wire. */
  const raw = async (
    method: string,
    path: string,
    {
      body,
      key = mine,
      headers = {},
    }: { body?: string; key?: string | null; headers?: Record<string, string> } = {},
  ) => {
    const answer = await fetch(path.startsWith('http') ? path : `${root}/${path}`, {
      method,
      headers: { ...headers, ...(key ? { authorization: `Bearer ${key}` } : {}) },
      ...(body === undefined ? {} : { body }),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const call = async (method: string, path: string, body?: unknown, key: string | null = mine) => {
    const answer = await raw(method, path, {
      key,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      body: answer.text === '' ? null : JSON.parse(answer.text),
    };
  };
  /** The rows of a set that fit a filter. */
  const filtered = async (set: string, filter: string, more = '') =>
    call('GET', `${set}?$filter=${encodeURIComponent(filter)}${more}`);
  return { ctx, call, raw, filtered, root, mine, others, devices, keyIds: made.map((one) => one.key.id) };
}

export const STREAM = {
  name: '室外温度',
  description: '每十分钟',
  observationType: MEASUREMENT,
  unitOfMeasurement: { name: 'degree Celsius', symbol: '°C', definition: 'ucum:Cel' },
  Sensor: {
    name: 'DHT22',
    description: '温湿度',
    encodingType: 'text/html',
    metadata: 'https://example.org/dht22',
  },
  ObservedProperty: { name: '气温', definition: 'urn:example:temperature', description: '2 米处' },
};
export const STATION = {
  name: '志愿者气象站',
  description: '学校楼顶',
  properties: { owner: '某中学' },
  Locations: [
    {
      name: '楼顶',
      description: '三楼',
      encodingType: 'application/geo+json',
      location: { type: 'Point', coordinates: [87.62, 43.82] },
    },
  ],
  Datastreams: [
    {
      ...STREAM,
      Observations: [
        { phenomenonTime: '2026-11-24T03:00:00Z', result: -3.5 },
        { phenomenonTime: '2026-11-24T03:10:00Z', result: '-3.25' },
      ],
    },
  ],
};

/** A thing at a place of any shape. */
export const thingAt = (name: string, location: object) => ({
  name,
  description: name,
  Locations: [{ name, description: name, encodingType: 'application/geo+json', location }],
});
