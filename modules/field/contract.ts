import { FieldForm, FieldItem, plainText, route, type Static, Type } from '@tarim/platform/contract';

/** Who takes work along. */
export const FIELD_WORK = 'field.work';
/** Who sees the devices of all and locks them out. */
export const FIELD_DEVICES = 'field.devices';

const Uuid = Type.String({ format: 'uuid' });
const When = Type.String({ format: 'date-time' });

export const FieldDevice = Type.Object({
  id: Uuid,
  name: Type.String(),
  user: Type.String(),
  registeredAt: When,
  seenAt: When,
  /** Its clock minus ours, ms; null until it was measured. */
  clockMs: Type.Union([Type.Integer(), Type.Null()]),
  sent: Type.Integer(),
  revokedAt: Type.Union([When, Type.Null()]),
  revokedBy: Type.Union([Type.String(), Type.Null()]),
  revokeReason: Type.Union([Type.String(), Type.Null()]),
});
export type FieldDevice = Static<typeof FieldDevice>;

/** 已接收、已生效、未采纳 */
export const FieldState = Type.Union([
  Type.Literal('received'),
  Type.Literal('applied'),
  Type.Literal('refused'),
]);
export const FieldActRow = Type.Object({
  id: Uuid,
  device: Type.String(),
  user: Type.String(),
  kind: Type.String(),
  form: Type.String(),
  subject: Type.String(),
  title: Type.String(),
  madeAt: When,
  receivedAt: When,
  chained: Type.Boolean(),
  evidence: Type.Integer(),
  state: FieldState,
  code: Type.Union([Type.String(), Type.Null()]),
  /** Why it was refused, in the language of the request. */
  reason: Type.Union([Type.String(), Type.Null()]),
});
export type FieldActRow = Static<typeof FieldActRow>;

export const registerDevice = route({
  id: 'field.registerDevice',
  method: 'POST',
  path: '/api/field/devices',
  summary: '登记外业设备（本人的手机或平板）',
  access: FIELD_WORK,
  scope: 'unit',
  body: Type.Object({ name: plainText(80, 1) }),
  response: Type.Object({ id: Uuid, chain: Type.String() }),
});

export const listOwnDevices = route({
  id: 'field.listOwnDevices',
  method: 'GET',
  path: '/api/field/own-devices',
  summary: '本人的外业设备',
  access: FIELD_WORK,
  scope: 'unit',
  response: Type.Object({ devices: Type.Array(FieldDevice) }),
});

export const listDevices = route({
  id: 'field.listDevices',
  method: 'GET',
  path: '/api/field/devices',
  summary: '全部外业设备',
  access: FIELD_DEVICES,
  response: Type.Object({ devices: Type.Array(FieldDevice) }),
});

const revoke = { reason: plainText(200, 1) };
export const revokeOwnDevice = route({
  id: 'field.revokeOwnDevice',
  method: 'POST',
  path: '/api/field/own-devices/:id/revoke',
  summary: '停用本人的外业设备（丢失、更换）：下次联网时清除其中的数据',
  access: FIELD_WORK,
  scope: 'unit',
  params: Type.Object({ id: Uuid }),
  body: Type.Object(revoke),
  response: FieldDevice,
});
export const revokeDevice = route({
  id: 'field.revokeDevice',
  method: 'POST',
  path: '/api/field/devices/:id/revoke',
  summary: '停用外业设备（丢失、离岗）：下次联网时清除其中的数据',
  access: FIELD_DEVICES,
  params: Type.Object({ id: Uuid }),
  body: Type.Object(revoke),
  response: FieldDevice,
});

/** 任务包: everything that a person may take along, in one answer. */
export const fieldPackage = route({
  id: 'field.package',
  method: 'GET',
  path: '/api/field/devices/:id/package',
  summary: '下载任务包',
  access: FIELD_WORK,
  scope: 'unit',
  params: Type.Object({ id: Uuid }),
  query: Type.Object({ now: Type.Integer({ description: 'clock of the device, epoch ms' }) }),
  response: Type.Object({
    at: When,
    works: Type.Array(
      Type.Object({
        kind: Type.String(),
        titles: Type.Object({ zh: Type.String(), en: Type.String() }),
        forms: Type.Array(FieldForm),
        items: Type.Array(FieldItem),
      }),
    ),
  }),
});
export type FieldPackage = Static<NonNullable<(typeof fieldPackage)['response']>>;

export const sendEvidence = route({
  id: 'field.sendEvidence',
  method: 'POST',
  path: '/api/field/devices/:id/evidence',
  summary: '上传外业证据（照片、文档）',
  access: FIELD_WORK,
  scope: 'unit',
  params: Type.Object({ id: Uuid }),
  query: Type.Object({ sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  bodyKind: 'multipart',
  response: Type.Object({ sha256: Type.String(), size: Type.Integer() }),
});

/** Largest piece of a recording, bytes. */
export const PIECE_BYTES = 4 << 20;
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
/** How much of a file has arrived, bytes; all of it, checked, when `whole`. */
export const Arrived = Type.Object({ have: Type.Integer(), whole: Type.Boolean() });
export type Arrived = Static<typeof Arrived>;

export const evidenceArrived = route({
  id: 'field.evidenceArrived',
  method: 'GET',
  path: '/api/field/devices/:id/evidence/:sha256',
  summary: '外业录音录像已传到哪里（断点续传）',
  access: FIELD_WORK,
  scope: 'unit',
  params: Type.Object({ id: Uuid, sha256: Hash }),
  response: Arrived,
});

/** 断点续传: a piece that does not begin where the file stands is not taken, and the answer tells where it stands. */
export const sendPiece = route({
  id: 'field.sendPiece',
  method: 'POST',
  path: '/api/field/devices/:id/evidence/:sha256/pieces',
  summary: '上传外业录音录像的一段（可中断、可重复）',
  access: FIELD_WORK,
  scope: 'unit',
  params: Type.Object({ id: Uuid, sha256: Hash }),
  query: Type.Object({
    offset: Type.Integer({ minimum: 0, maximum: 2_000_000_000 }),
    /** Of the whole file, bytes. */
    size: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }),
  }),
  bodyKind: 'multipart',
  response: Arrived,
});

export const sendAct = route({
  id: 'field.sendAct',
  method: 'POST',
  path: '/api/field/devices/:id/acts',
  summary: '上报一项外业办理（可重复上报，只生效一次）',
  access: FIELD_WORK,
  scope: 'unit',
  params: Type.Object({ id: Uuid }),
  body: Type.Object({
    seq: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }),
    /** The act as it was sealed: the text of a `SealedAct`. */
    sealed: Type.String({ minLength: 2, maxLength: 400_000 }),
    chain: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    now: Type.Integer(),
  }),
  response: FieldActRow,
});

export const listOwnActs = route({
  id: 'field.listOwnActs',
  method: 'GET',
  path: '/api/field/own-acts',
  summary: '本人的外业办理记录',
  access: FIELD_WORK,
  scope: 'unit',
  response: Type.Object({ acts: Type.Array(FieldActRow) }),
});
export const listActs = route({
  id: 'field.listActs',
  method: 'GET',
  path: '/api/field/acts',
  summary: '全部外业办理记录',
  access: FIELD_DEVICES,
  query: Type.Object({
    state: Type.Optional(FieldState),
    before: Type.Optional(When),
  }),
  response: Type.Object({ acts: Type.Array(FieldActRow), next: Type.Union([When, Type.Null()]) }),
});

export { ACT_ROOT, SealedAct, sealedChain } from './contract/sealed.ts';
