import { plainText, type Static, Type } from '@tarim/platform/contract';
import { Assessment, Day, HARMS, Item, NOT_START_GROUNDS, orNull, Published, Way, Yuan } from './parts.ts';

const Text = (most: number) => plainText(most, 1);
const act = <N extends string, P extends Record<string, Type.TSchema>>(name: N, properties: P) =>
  Type.Object({ act: Type.Literal(name), ...properties }, { additionalProperties: false });

const Figure = Type.Number({ minimum: 0, maximum: 1e12 });
/** A figure, or a row of the table. */
const Coefficient = Type.Union([Type.Number({ exclusiveMinimum: 0, maximum: 100 }), plainText(10, 1)]);
const pollutant = {
  name: Type.Optional(plainText(40)),
  measured: Type.Optional(Figure),
  limit: Type.Optional(Figure),
  kappa: Type.Optional(Type.Number({ minimum: -1, maximum: 1e12 })),
  alpha: Type.Optional(Coefficient),
  beta: Type.Optional(Coefficient),
  omega: Type.Optional(Coefficient),
  amount: Type.Optional(Figure),
  unitCost: Type.Optional(Figure),
};
/** 虚拟治理成本法的输入: E in tonnes, C in yuan per tonne; as of `virtualCost` of `@tarim/science`. */
export const EstimateInput = Type.Object(
  {
    discharges: Type.Array(
      Type.Object(
        {
          medium: Type.Enum(['water', 'air']),
          ...pollutant,
          pollutants: Type.Optional(
            Type.Array(Type.Object(pollutant, { additionalProperties: false }), { maxItems: 20 }),
          ),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 10 },
    ),
  },
  { additionalProperties: false },
);
export type EstimateInput = Static<typeof EstimateInput>;

export const AmountItem = Type.Object(
  { item: Item, amount: Yuan, note: plainText(400) },
  { additionalProperties: false },
);
export type AmountItem = Static<typeof AmountItem>;

/**
 * What is done to a case (办理环节), each with the day on which it was done. Whether it may be done then is `domain/life.ts`; who may do
 * it, the use-case.
 */
export const DamageAct = Type.Union([
  /** 筛查: whether there may be harm. */
  act('screen', { on: Day, harm: Type.Enum([...HARMS]), note: Text(1_000) }),
  /** 初步核查: what was found, and what decides whether it can count as slight. */
  act('check', {
    on: Day,
    findings: Text(4_000),
    slight: Type.Boolean(),
    redline: Type.Boolean(),
    repeat: Type.Boolean(),
  }),
  act('start', { on: Day, reason: Text(2_000) }),
  act('not-start', { on: Day, ground: Type.Enum([...NOT_START_GROUNDS]), reason: Text(2_000) }),
  /** 调查与鉴定评估. The estimate, where there is one, is computed again by the server and kept with its table. */
  act('assess', {
    on: Day,
    method: Assessment,
    assessor: Text(100),
    undisputed: Type.Boolean(),
    report: Text(6_000),
    items: Type.Array(AmountItem, { minItems: 1, maxItems: 20 }),
    estimate: orNull(EstimateInput),
  }),
  /** The assessor confirmed an estimate. */
  act('confirm-assessment', { on: Day, statement: Text(2_000) }),
  /** `deliveredOn`: the term of negotiation runs from it. */
  act('give-notice', { on: Day, deliveredOn: Day, meetingOn: Day, place: Text(200) }),
  act('meet', { on: Day, people: Text(400), minutes: Text(4_000) }),
  act('agree', {
    on: Day,
    way: Way,
    amount: Yuan,
    /** 分期: with a sum each; none for restoration. */
    parts: Type.Array(Type.Object({ due: Day, amount: Yuan }, { additionalProperties: false }), {
      maxItems: 24,
    }),
    plan: Text(4_000),
    due: Day,
  }),
  act('fail', { on: Day, reason: Text(2_000) }),
  act('sue', { on: Day, court: Text(100), claim: Text(2_000) }),
  act('record-judgment', { on: Day, number: Text(80), amount: Yuan, way: Way, due: Day, plan: Text(4_000) }),
  /** 司法确认, optional. */
  act('apply-confirmation', { on: Day, court: Text(100) }),
  act('record-confirmation', { on: Day, granted: Type.Boolean(), number: Text(80) }),
  act('pay', { on: Day, amount: Yuan }),
  act('restore', { on: Day, work: Text(2_000), finished: Type.Boolean() }),
  act('assess-effect', { on: Day, reached: Type.Boolean(), assessor: Text(100), report: Text(4_000) }),
  /** One of the cases where no assessment of the effect is needed; which, and why. */
  act('waive-effect', { on: Day, clause: Text(200), reason: Text(2_000) }),
  act('publish', { on: Day, what: Published, summary: Text(2_000) }),
  act('close', { on: Day, result: Text(2_000) }),
]);
export type DamageAct = Static<typeof DamageAct>;
export type ActName = DamageAct['act'];
