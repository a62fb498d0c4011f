import { InstantInput, Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { ContainerKind, Id, Instant, Item, orNull } from './parts.ts';
import { Task } from './plans.ts';

const Lon = Type.Number({ minimum: -180, maximum: 180 });
const Lat = Type.Number({ minimum: -90, maximum: 90 });
export const ContainerCode = Type.String({ pattern: '^[A-Z0-9-]{4,40}$' });

const containerFields = {
  code: ContainerCode,
  kind: ContainerKind,
  items: Type.Array(Item, { minItems: 1, maxItems: 120, uniqueItems: true }),
  /** 固定剂 */
  preservative: Type.Optional(plainText(60)),
};
/** What a person writes down at the site (采样记录). `clientId` makes a second sending of the same form harmless. */
export const SamplingInput = Type.Object({
  clientId: Type.String({ format: 'uuid' }),
  sampledAt: InstantInput,
  lon: Type.Optional(orNull(Lon)),
  lat: Type.Optional(orNull(Lat)),
  /** Metres, as the phone tells it. */
  accuracy: Type.Optional(orNull(Type.Number({ minimum: 0, maximum: 100_000 }))),
  weather: Type.Optional(plainText(40)),
  /** Items measured at the site, in the unit of the standard. */
  onSite: Type.Record(plainText(60, 1), Type.Number({ minimum: -100, maximum: 1_000_000 }), {
    maxProperties: 30,
  }),
  note: Type.Optional(plainText(500)),
  containers: Type.Array(Type.Object(containerFields), { minItems: 0, maxItems: 40 }),
  /** Photographs that were sent before, by their SHA-256. */
  photos: Type.Optional(Type.Array(Type.String({ pattern: '^[0-9a-f]{64}$' }), { maxItems: 12 })),
});
export type SamplingInput = Static<typeof SamplingInput>;

export const CustodyEvent = Type.Object({
  at: Instant,
  step: Type.Enum(['collected', 'received', 'refused']),
  by: Type.String(),
  condition: orNull(Type.String()),
});
export const Container = Type.Object({
  ...containerFields,
  preservative: orNull(Type.String()),
  received: Type.Boolean(),
  custody: Type.Array(CustodyEvent),
});
export const Sampling = Type.Object({
  sampledAt: Instant,
  sampler: Type.String(),
  lon: orNull(Type.Number()),
  lat: orNull(Type.Number()),
  /** Metres between the site on the register and where the form was filled in. */
  distance: orNull(Type.Number()),
  weather: orNull(Type.String()),
  onSite: Type.Record(Type.String(), Type.Number()),
  note: orNull(Type.String()),
  photos: Type.Array(Type.String()),
  sentAt: Instant,
});
export type Sampling = Static<typeof Sampling>;
export type Container = Static<typeof Container>;

export const submitSampling = route({
  id: 'monitoring.submitSampling',
  method: 'POST',
  path: '/api/monitoring/tasks/:id/sampling',
  summary: '提交采样记录与样品编码',
  access: 'monitoring.sample',
  scope: 'unit',
  params: Id,
  body: SamplingInput,
  response: Task,
});
export const uploadPhoto = route({
  id: 'monitoring.uploadPhoto',
  method: 'POST',
  path: '/api/monitoring/photos',
  summary: '上传采样照片（JPEG、PNG、WebP）',
  access: 'monitoring.sample',
  scope: 'unit',
  bodyKind: 'multipart',
  response: Type.Object({ sha256: Type.String(), size: Type.Integer() }),
});
export const getPhoto = route({
  id: 'monitoring.getPhoto',
  method: 'GET',
  path: '/api/monitoring/tasks/:id/photos/:sha256',
  summary: '采样照片',
  access: 'monitoring.read',
  params: Type.Object({ id: Int4Id, sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
});
/** The laboratory takes containers over, or refuses them with the reason (样品交接). */
export const receiveContainers = route({
  id: 'monitoring.receiveContainers',
  method: 'POST',
  path: '/api/monitoring/containers/receive',
  summary: '实验室收样：接收或拒收',
  access: 'monitoring.analyse',
  scope: 'unit',
  body: Type.Object({
    codes: Type.Array(ContainerCode, { minItems: 1, maxItems: 500, uniqueItems: true }),
    accept: Type.Boolean(),
    condition: plainText(200),
  }),
  response: Type.Object({ received: Type.Integer(), tasks: Type.Array(Type.Integer()) }),
});
/** Containers on their way to the laboratory. */
export const listContainers = route({
  id: 'monitoring.listContainers',
  method: 'GET',
  path: '/api/monitoring/containers',
  summary: '待接收的样品',
  access: 'monitoring.read',
  query: Type.Object({ waiting: Type.Optional(Type.Boolean()) }),
  response: Type.Object({
    containers: Type.Array(
      Type.Object({
        code: Type.String(),
        kind: ContainerKind,
        items: Type.Array(Type.String()),
        preservative: orNull(Type.String()),
        taskId: Type.Integer(),
        taskCode: Type.String(),
        pointName: Type.String(),
        unitPath: Type.String(),
        sampledAt: Instant,
        received: Type.Boolean(),
      }),
    ),
  }),
});
