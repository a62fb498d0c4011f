import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Id, Instant } from './parts.ts';

export const MOST_PHOTOS = 20;

/** A photograph of a measurement (监测照片), kept by the hash of its bytes. */
export const Photo = Type.Object({
  id: Type.Integer(),
  sha256: Type.String(),
  name: Type.String(),
  bytes: Type.Integer(),
  by: Type.String(),
  at: Instant,
});
export type Photo = Static<typeof Photo>;

export const addPhoto = route({
  id: 'emf.addPhoto',
  method: 'POST',
  path: '/api/emf/measurements/:id/photos',
  summary: '监测照片：JPEG、PNG，每张不超过 12 MB',
  access: 'emf.manage',
  scope: 'unit',
  params: Id,
  bodyKind: 'multipart',
  response: Photo,
});
export const photoFile = route({
  id: 'emf.photoFile',
  method: 'GET',
  path: '/api/emf/photos/:id/file',
  summary: '监测照片原图；投诉监测的只给办理投诉的人',
  access: 'emf.read',
  params: Id,
});
export const removePhoto = route({
  id: 'emf.removePhoto',
  method: 'POST',
  path: '/api/emf/photos/:id/removal',
  summary: '撤下监测照片，须写明理由，留痕',
  access: 'emf.review',
  scope: 'unit',
  params: Id,
  body: Type.Object({ reason: plainText(300, 1) }),
});
export const openPhoto = route({
  id: 'emf.openPhoto',
  method: 'GET',
  path: '/api/portal/electromagnetic/photos/:id',
  summary: '公开设施已复核监测的照片，去除相机写入的位置等信息；投诉监测的不公开',
  access: 'public',
  params: Id,
});
