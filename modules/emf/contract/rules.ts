import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Day, FacilityClass, FacilityKind, Instant, Method, orNull, UnitPath } from './parts.ts';

/** How often facilities of a class measure by themselves (自行监测频次); entered by an office, no law. */
export const DutyRuleInput = Type.Object({
  unitPath: UnitPath,
  facilityClass: FacilityClass,
  /** Null: all kinds. */
  kind: orNull(FacilityKind),
  /** Null: none is asked for any more. */
  months: orNull(Type.Integer({ minimum: 1, maximum: 120 })),
  effectiveFrom: Day,
  source: plainText(200, 1),
});
export const DutyRule = Type.Object({
  id: Type.Integer(),
  ...DutyRuleInput.properties,
  by: Type.String(),
  at: Instant,
});
export type DutyRule = Static<typeof DutyRule>;

export const listDutyRules = route({
  id: 'emf.listDutyRules',
  method: 'GET',
  path: '/api/emf/rules',
  summary: '自行监测频次：由管理单位录入，附来源；近的单位先于上级，同级取最新生效的',
  access: 'emf.read',
  response: Type.Object({
    rules: Type.Array(DutyRule),
    methods: Type.Array(Method),
    duties: Type.Object({
      act: Type.String(),
      articles: Type.String(),
      confidence: Type.String(),
      selfMonitoring: Type.Array(FacilityClass),
      fenced: Type.Array(FacilityClass),
    }),
  }),
});
export const addDutyRule = route({
  id: 'emf.addDutyRule',
  method: 'POST',
  path: '/api/emf/rules',
  summary: '录入自行监测频次；只增不改',
  access: 'emf.manage',
  scope: 'unit',
  body: DutyRuleInput,
  response: DutyRule,
});
