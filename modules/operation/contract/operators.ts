import { Int4Id, plainText, route, type Static, Type } from '@tarim/platform/contract';
import { DateText, Id, NumberOrNull, orNull, StringOrNull, UnitPath } from './parts.ts';

const Staff = Type.Object({
  name: plainText(40, 1),
  certificate: plainText(80),
  number: plainText(60),
  validTo: orNull(DateText),
});
const Contract = Type.Object({ pointId: Int4Id, from: DateText, to: DateText });

export const OperatorInput = Type.Object({
  unitPath: UnitPath,
  name: plainText(120, 2),
  uscc: orNull(Type.String({ pattern: '^[0-9A-Z]{18}$' })),
  contact: plainText(60),
  phone: plainText(30),
  staff: Type.Array(Staff, { maxItems: 200 }),
  contracts: Type.Array(Contract, { maxItems: 500 }),
});
export type OperatorInput = Static<typeof OperatorInput>;

export const Operator = Type.Object({
  id: Type.Integer(),
  unitPath: Type.String(),
  name: Type.String(),
  uscc: StringOrNull,
  contact: Type.String(),
  phone: Type.String(),
  simulated: Type.Boolean(),
  staff: Type.Array(
    Type.Object({
      name: Type.String(),
      certificate: Type.String(),
      number: Type.String(),
      validTo: orNull(DateText),
      expired: Type.Boolean(),
    }),
  ),
  contracts: Type.Array(
    Type.Object({
      pointId: Type.Integer(),
      pointName: Type.String(),
      from: DateText,
      to: DateText,
      inForce: Type.Boolean(),
    }),
  ),
  /** Of the period asked for. */
  figures: Type.Object({
    due: Type.Integer(),
    done: Type.Integer(),
    completion: NumberOrNull,
    checks: Type.Integer(),
    passed: Type.Integer(),
    pass: NumberOrNull,
    faults: Type.Integer(),
    faultHours: Type.Number(),
  }),
});
export type Operator = Static<typeof Operator>;

export const listOperators = route({
  id: 'operation.listOperators',
  method: 'GET',
  path: '/api/operation/operators',
  summary: '运维单位、人员与合同；所选时段的完成率、合格率与故障时长',
  access: 'operation.read',
  query: Type.Object({ from: DateText, to: DateText }),
  response: Type.Object({ operators: Type.Array(Operator) }),
});
export const addOperator = route({
  id: 'operation.addOperator',
  method: 'POST',
  path: '/api/operation/operators',
  summary: '登记运维单位',
  access: 'operation.configure',
  scope: 'unit',
  body: OperatorInput,
  response: Type.Object({ id: Type.Integer() }),
});
export const putOperator = route({
  id: 'operation.putOperator',
  method: 'PUT',
  path: '/api/operation/operators/:id',
  summary: '更正运维单位及其人员、合同',
  access: 'operation.configure',
  scope: 'unit',
  params: Id,
  body: OperatorInput,
  response: Type.Object({ id: Type.Integer() }),
});

export const Part = Type.Object({
  id: Type.Integer(),
  unitPath: Type.String(),
  enterpriseId: orNull(Type.Integer()),
  name: Type.String(),
  model: StringOrNull,
  unit: Type.String(),
  low: Type.Number(),
  stock: Type.Number(),
  /** Used in records. */
  used: Type.Number(),
  simulated: Type.Boolean(),
});
export type Part = Static<typeof Part>;
export const listParts = route({
  id: 'operation.listParts',
  method: 'GET',
  path: '/api/operation/parts',
  summary: '备品备件：库存与低库存',
  access: 'operation.read',
  scope: 'own',
  response: Type.Object({ parts: Type.Array(Part) }),
});
export const addPart = route({
  id: 'operation.addPart',
  method: 'POST',
  path: '/api/operation/parts',
  summary: '登记一种备件（企业自己的，或管理单位的）',
  access: 'operation.record',
  scope: 'unit',
  body: Type.Object({
    pointId: Int4Id,
    name: plainText(80, 1),
    model: plainText(80),
    unit: plainText(20, 1),
    low: Type.Number({ minimum: 0, maximum: 1e6 }),
    stock: Type.Number({ minimum: 0, maximum: 1e6 }),
  }),
  response: Part,
});
export const movePart = route({
  id: 'operation.movePart',
  method: 'POST',
  path: '/api/operation/parts/:id/moves',
  summary: '备件入库（正）或出库（负），附理由',
  access: 'operation.record',
  scope: 'unit',
  params: Id,
  body: Type.Object({ quantity: Type.Number({ minimum: -1e6, maximum: 1e6 }), reason: plainText(200, 2) }),
  response: Part,
});
