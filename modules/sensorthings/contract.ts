import { route, Type } from '@tarim/platform/contract';

/** Where OGC SensorThings API 1.1 (OGC 18-088) stands. */
export const BASE_PATH = '/sensorthings/v1.1';

const query = Type.Record(Type.String(), Type.Unknown());

export const getRoot = route({
  id: 'sensorthings.getRoot',
  method: 'GET',
  path: BASE_PATH,
  summary: 'OGC SensorThings API 1.1：实体集合与符合性',
  access: 'public',
  query,
});

/** Who is signed in sees more; without sign-in only what the portal shows. */
export const read = route({
  id: 'sensorthings.read',
  method: 'GET',
  path: `${BASE_PATH}/*`,
  summary: 'OGC SensorThings API 1.1：读取实体、导航、筛选、展开',
  access: 'public',
  query,
});

const written = { access: 'api-key:sensorthings' as const, body: Type.Unknown() };

/** `POST Things`, `POST Datastreams(1)/Observations`, `POST CreateObservations`; deep insert. */
export const create = route({
  id: 'sensorthings.create',
  method: 'POST',
  path: `${BASE_PATH}/*`,
  summary: 'OGC SensorThings API 1.1：外部接入写入实体与观测值',
  ...written,
});
export const update = route({
  id: 'sensorthings.update',
  method: 'PATCH',
  path: `${BASE_PATH}/*`,
  summary: 'OGC SensorThings API 1.1：修改外部接入写入的实体',
  ...written,
});
/** `PUT` writes as `PATCH` does: members that are not there stay (OGC 18-088 §10.3). */
export const replace = route({
  id: 'sensorthings.replace',
  method: 'PUT',
  path: `${BASE_PATH}/*`,
  summary: 'OGC SensorThings API 1.1：修改外部接入写入的实体（PUT）',
  ...written,
});
export const remove = route({
  id: 'sensorthings.remove',
  method: 'DELETE',
  path: `${BASE_PATH}/*`,
  summary: 'OGC SensorThings API 1.1：删除外部接入写入的实体',
  access: 'api-key:sensorthings',
});

/**
 * Many requests in one (OGC 18-088 §11), as `multipart/mixed` or JSON. What it reads is what the key may read, or anybody; what it
 * writes needs the key.
 */
export const batch = route({
  id: 'sensorthings.batch',
  method: 'POST',
  path: `${BASE_PATH}/$batch`,
  summary: 'OGC SensorThings API 1.1：批量请求（变更集一并成败）',
  access: 'public',
  keysOnly: true,
  requestsPerMinute: 300,
  body: Type.Unknown(),
});
