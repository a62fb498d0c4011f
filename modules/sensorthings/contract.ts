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
