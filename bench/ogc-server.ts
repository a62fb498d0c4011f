/** The open interfaces alone over two sets of a database that `ogc.ts` has filled; prints `ready` when they answer. */
import { makePolicy } from '@tarim/identity/server';
import { systemClock } from '@tarim/kernel';
import { ogcModule } from '@tarim/ogc/server';
import { connectDatabase, createHttp, type DatasetDefinition, makeContext, shelfOf } from '@tarim/platform';
import { pino } from 'pino';

const [url = '', port = '0'] = process.argv.slice(2);
const same = (text: string) => ({ zh: text, en: text });
const field = (name: string, type: 'text' | 'integer') => ({
  name,
  titles: same(name),
  type,
  sql: `d.${name}`,
});
const base = {
  abstracts: same('bench'),
  keywords: { zh: [], en: [] },
  element: 'other',
  owner: same('bench'),
  source: same('bench'),
  sharing: 'open',
  action: 'registry.read',
  rhythm: 'irregular',
  madeOf: [],
  fields: [field('name', 'text'), field('class', 'integer')],
} as const;
const look = { colour: '#123456', by: { field: 'class', values: {} }, labelField: 'name' };
const datasets: DatasetDefinition[] = [
  {
    ...base,
    id: 'areas',
    titles: same('areas'),
    look,
    relation: {
      from: 'bench.area d',
      id: { sql: 'd.id', type: 'integer' },
      geometry: { type: 'Polygon', wkb: 'd.wkb', box: 'd.box' },
      revision: `select '1'`,
      exact: true,
    },
  },
  {
    ...base,
    id: 'spots',
    titles: same('spots'),
    look,
    relation: {
      from: 'bench.spot d',
      id: { sql: 'd.id', type: 'integer' },
      geometry: {
        type: 'Point',
        lon: 'd.lon',
        lat: 'd.lat',
        box: 'box(point(d.lon, d.lat), point(d.lon, d.lat))',
      },
      revision: `select '1'`,
      exact: true,
    },
  },
];
const modules = [{ name: 'bench', datasets }, ogcModule];
const database = connectDatabase(url, { max: 8 });
const config = {
  roles: new Set<never>(),
  dataDir: '/tmp',
  databaseUrl: url,
  host: '127.0.0.1',
  port: 0,
  gatewayPort: 0,
  demo: false,
  regionDir: '',
};
const ctx = {
  ...makeContext({
    database,
    config,
    log: pino({ level: 'fatal' }),
    clock: systemClock,
    policy: makePolicy(),
  }),
  datasets: shelfOf(modules),
};
const app = await createHttp({
  ctx,
  modules,
  auth: { authenticate: async () => null, verifyApiKey: async () => null },
});
await app.listen({ port: Number(port), host: '127.0.0.1' });
console.log('ready');
