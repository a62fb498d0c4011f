import { Int4Id, plainText, type Static, Type } from '@tarim/platform/contract';

/** Detectors (识别器), the codes of `packages/science/signals`. */
export const DETECTORS = [
  'constant-value',
  'capping',
  'copied-days',
  'twin-outlets',
  'oxygen-dilution',
  'joint-shift',
  'marks-on-exceedances',
  'stopped-but-emitting',
  'parameter-mismatch',
  'impossible-relation',
  'missing-at-high',
  'edited-after-arrival',
  'back-filled',
  'last-digit',
  'first-digit',
  'two-places-at-once',
  'duplicate-samples',
  'identical-parallels',
] as const;
export type Detector = (typeof DETECTORS)[number];
export const Detector = Type.Enum([...DETECTORS]);

/** open 待核实, confirmed 属实, innocent 有正当解释, unclear 无法判断. */
export const LEAD_STATES = ['open', 'confirmed', 'innocent', 'unclear'] as const;
export type LeadState = (typeof LEAD_STATES)[number];
export const LeadState = Type.Enum([...LEAD_STATES]);

export const VERDICTS = ['confirmed', 'innocent', 'unclear'] as const;
export type Verdict = (typeof VERDICTS)[number];
export const Verdict = Type.Enum([...VERDICTS]);

export const Instant = Type.String({ format: 'date-time' });
export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const UnitPath = Type.String({ pattern: '^/([A-Za-z0-9]+/)*$', maxLength: 200 });
export const Id = Type.Object({ id: Int4Id });
export const Reason = plainText(1_000, 2);
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const Evidence = Type.Array(Type.Object({ sha256: Sha256, name: plainText(200, 1) }), {
  maxItems: 20,
});
export const Window = orNull(Type.Object({ from: Instant, to: Instant }));

export const Problem = Type.Object({ code: Type.String(), message: Type.String() });
export const Step = Type.Object({
  of: Type.String(),
  rule: Type.String(),
  formula: Type.String(),
  result: Type.Union([Type.String(), Type.Number(), Type.Null()]),
});
export type StepRow = Static<typeof Step>;
