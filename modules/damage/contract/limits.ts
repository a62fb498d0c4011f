import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, UnitPath } from './parts.ts';

/** 简易评估限额 that a region set; without one that of the national opinion holds. */
export const SimpleLimit = Type.Object({
  unitPath: Type.String(),
  yuan: Type.Number(),
  /** The document that sets it. */
  document: Type.String(),
  by: Type.String(),
  on: Day,
});
export type SimpleLimit = Static<typeof SimpleLimit>;

export const listSimpleLimits = route({
  id: 'damage.listSimpleLimits',
  method: 'GET',
  path: '/api/damage/simple-limits',
  summary: '简易评估限额：国家意见的默认值、地方可定的上限与各地所定',
  access: 'damage.read',
  response: Type.Object({
    standard: Type.Number(),
    most: Type.Number(),
    source: Type.String(),
    confidence: Type.String(),
    limits: Type.Array(SimpleLimit),
  }),
});

export const setSimpleLimit = route({
  id: 'damage.setSimpleLimit',
  method: 'PUT',
  path: '/api/damage/simple-limits',
  summary: '设定本自治区（兵团）的简易评估限额，写明依据的文件',
  access: 'damage.decide',
  scope: 'unit',
  body: Type.Object({
    unitPath: UnitPath,
    yuan: Type.Number({ exclusiveMinimum: 0, maximum: 1e9 }),
    document: plainText(200, 1),
  }),
  response: SimpleLimit,
});
