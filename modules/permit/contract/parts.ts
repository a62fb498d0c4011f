import { plainText, type Static, Type } from '@tarim/platform/contract';

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Day = Type.String({ format: 'date' });
export const Instant = Type.String({ format: 'date-time' });
export const Key = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });
export const Id = Type.Object({ id: Key });
export const UnitPath = Type.String({ pattern: '^/([0-9A-Z]{1,12}/){0,8}$' });
const Amount = Type.Number({ minimum: 0, maximum: 1e12 });

/** 重点管理、简化管理、登记管理; a registration (登记) is no permit. */
export const PERMIT_CLASSES = ['key', 'simplified', 'registration'] as const;
export const PermitClass = Type.Enum([...PERMIT_CLASSES]);
export type PermitClass = Static<typeof PermitClass>;

export const PERMIT_STATES = ['valid', 'expired', 'cancelled', 'revoked'] as const;
export const PermitState = Type.Enum([...PERMIT_STATES]);
export type PermitState = Static<typeof PermitState>;

export const OUTLET_KINDS = ['gas', 'water', 'noise', 'solid'] as const;

/** 排放口: what it may discharge, and how that is measured by the holder (自行监测). */
export const PermitOutlet = Type.Object(
  {
    /** `DA001` */
    no: plainText(20, 1),
    name: plainText(60),
    kind: Type.Enum([...OUTLET_KINDS]),
    factors: Type.Array(
      Type.Object(
        {
          factor: plainText(40, 1),
          /** 许可排放浓度, in `unit`; null: none. */
          limit: orNull(Amount),
          unit: plainText(20),
          /** 许可年排放量, tonnes; null: none. */
          yearly: orNull(Amount),
          method: Type.Enum(['auto', 'manual', 'none']),
          /** `每季一次` */
          frequency: plainText(40),
        },
        { additionalProperties: false },
      ),
      { maxItems: 60 },
    ),
  },
  { additionalProperties: false },
);
export type PermitOutlet = Static<typeof PermitOutlet>;

/** What a permit says (许可事项). */
export const PermitContent = Type.Object(
  {
    class: PermitClass,
    validFrom: Day,
    validTo: Day,
    outlets: Type.Array(PermitOutlet, { maxItems: 200 }),
    conditions: plainText(4_000),
    /** 执行报告: by when, as the permit itself states it. */
    reports: Type.Object(
      {
        /** Month and day in the year after; null: no annual report. */
        annualBy: orNull(
          Type.String({
            pattern:
              '^(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$|^(0[13578]|1[02])-(29|30|31)$|^(0[469]|11)-(29|30)$',
          }),
        ),
        /** Day of the month after the quarter; null: no quarterly report. */
        quarterlyBy: orNull(Type.Integer({ minimum: 1, maximum: 28 })),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type PermitContent = Static<typeof PermitContent>;

export const Clock = Type.Object({
  key: Type.String(),
  due: Day,
  doneOn: orNull(Day),
  light: Type.Enum(['green', 'yellow', 'red', 'done']),
  source: Type.String(),
  /** Only `official-text` and `multi-source` are shown without a badge. */
  confidence: Type.String(),
});
export type Clock = Static<typeof Clock>;
