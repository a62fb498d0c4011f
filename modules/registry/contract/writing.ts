import { Int4Id, plainText, route, Type } from '@tarim/platform/contract';
import {
  Device,
  DeviceInput,
  Enterprise,
  EnterpriseInput,
  Instrument,
  InstrumentInput,
  Limit,
  LimitInput,
  LocalLimit,
  LocalLimitInput,
  Parameter,
  ParameterInput,
  Point,
  PointInput,
} from './objects.ts';

const idParams = Type.Object({ id: Int4Id });
/** Why something is taken out of use or back into it; stands in the audit log. */
const reasonBody = Type.Object({ reason: plainText(500, 2) });

export const createEnterprise = route({
  id: 'registry.createEnterprise',
  method: 'POST',
  path: '/api/registry/enterprises',
  summary: '登记企业',
  access: 'registry.write',
  scope: 'unit',
  body: EnterpriseInput,
  response: Enterprise,
});
export const updateEnterprise = route({
  id: 'registry.updateEnterprise',
  method: 'PUT',
  path: '/api/registry/enterprises/:id',
  summary: '修改企业',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: EnterpriseInput,
  response: Enterprise,
});
export const closeEnterprise = route({
  id: 'registry.closeEnterprise',
  method: 'POST',
  path: '/api/registry/enterprises/:id/close',
  summary: '停用企业（其点位须先停用）',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: reasonBody,
  response: Enterprise,
});
export const reopenEnterprise = route({
  id: 'registry.reopenEnterprise',
  method: 'POST',
  path: '/api/registry/enterprises/:id/reopen',
  summary: '恢复企业',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: reasonBody,
  response: Enterprise,
});
export const createPoint = route({
  id: 'registry.createPoint',
  method: 'POST',
  path: '/api/registry/points',
  summary: '登记点位',
  access: 'registry.write',
  scope: 'unit',
  body: PointInput,
  response: Point,
});
export const updatePoint = route({
  id: 'registry.updatePoint',
  method: 'PUT',
  path: '/api/registry/points/:id',
  summary: '修改点位',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: PointInput,
  response: Point,
});
export const closePoint = route({
  id: 'registry.closePoint',
  method: 'POST',
  path: '/api/registry/points/:id/close',
  summary: '停用点位',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: reasonBody,
  response: Point,
});
export const reopenPoint = route({
  id: 'registry.reopenPoint',
  method: 'POST',
  path: '/api/registry/points/:id/reopen',
  summary: '恢复点位（所属企业须在用）',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: reasonBody,
  response: Point,
});
export const createDevice = route({
  id: 'registry.createDevice',
  method: 'POST',
  path: '/api/registry/devices',
  summary: '登记数采仪（收编未登记设备亦用此）',
  access: 'registry.write',
  scope: 'unit',
  body: DeviceInput,
  response: Device,
});
export const updateDevice = route({
  id: 'registry.updateDevice',
  method: 'PUT',
  path: '/api/registry/devices/:id',
  summary: '修改数采仪',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: DeviceInput,
  response: Device,
});
export const closeDevice = route({
  id: 'registry.closeDevice',
  method: 'POST',
  path: '/api/registry/devices/:id/close',
  summary: '停用数采仪',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: reasonBody,
  response: Device,
});
export const reopenDevice = route({
  id: 'registry.reopenDevice',
  method: 'POST',
  path: '/api/registry/devices/:id/reopen',
  summary: '恢复数采仪（所属点位须在用）',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: reasonBody,
  response: Device,
});
export const createInstrument = route({
  id: 'registry.createInstrument',
  method: 'POST',
  path: '/api/registry/instruments',
  summary: '登记仪器',
  access: 'registry.write',
  scope: 'unit',
  body: InstrumentInput,
  response: Instrument,
});
export const updateInstrument = route({
  id: 'registry.updateInstrument',
  method: 'PUT',
  path: '/api/registry/instruments/:id',
  summary: '修改仪器',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: InstrumentInput,
  response: Instrument,
});
export const closeInstrument = route({
  id: 'registry.closeInstrument',
  method: 'POST',
  path: '/api/registry/instruments/:id/close',
  summary: '停用仪器',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: reasonBody,
  response: Instrument,
});
export const reopenInstrument = route({
  id: 'registry.reopenInstrument',
  method: 'POST',
  path: '/api/registry/instruments/:id/reopen',
  summary: '恢复仪器',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: reasonBody,
  response: Instrument,
});
/** Rows that are missing are removed; of the others an absent field stays as it is. */
export const putParameters = route({
  id: 'registry.putParameters',
  method: 'PUT',
  path: '/api/registry/points/:id/parameters',
  summary: '点位监测参数（整表替换；未给出的字段保持不变）',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: Type.Object({ parameters: Type.Array(ParameterInput, { maxItems: 300 }) }),
  response: Type.Object({ parameters: Type.Array(Parameter) }),
});
export const createLimit = route({
  id: 'registry.createLimit',
  method: 'POST',
  path: '/api/registry/limits',
  summary: '新增限值（有生效日期）',
  access: 'registry.write',
  scope: 'unit',
  body: LimitInput,
  response: Limit,
});
export const updateLimit = route({
  id: 'registry.updateLimit',
  method: 'PUT',
  path: '/api/registry/limits/:id',
  summary: '修改限值',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: LimitInput,
  response: Limit,
});

/** Local limits by place, newest first; those that are over stay for the dates on which they held. */
export const listLocalLimits = route({
  id: 'registry.listLocalLimits',
  method: 'GET',
  path: '/api/registry/local-limits',
  summary: '地方限值（按行政单元、排放口类别、行业）',
  access: 'registry.read',
  response: Type.Object({ limits: Type.Array(LocalLimit) }),
});
export const createLocalLimit = route({
  id: 'registry.createLocalLimit',
  method: 'POST',
  path: '/api/registry/local-limits',
  summary: '新增地方限值',
  access: 'registry.write',
  scope: 'unit',
  body: LocalLimitInput,
  response: LocalLimit,
});
export const updateLocalLimit = route({
  id: 'registry.updateLocalLimit',
  method: 'PUT',
  path: '/api/registry/local-limits/:id',
  summary: '更正地方限值，或填失效日期',
  access: 'registry.write',
  scope: 'unit',
  params: idParams,
  body: LocalLimitInput,
  response: LocalLimit,
});
