import { type Static, Type } from '@tarim/platform/contract';

export const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Instant = Type.String({ format: 'date-time' });
export const Day = Type.String({ format: 'date' });
export const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) });
export const UnitPath = Type.String({ pattern: '^/([0-9A-Z]{1,12}/){0,8}$' });
export const Yuan = Type.Number({ minimum: 0, maximum: 1e12 });

/** 案件状态. Review, payment and the rest run beside each other; this is where the file as a whole stands. */
export const CASE_STATES = [
  'investigating',
  'reviewing',
  'reviewed',
  'noticed',
  'decided',
  'delivered',
  'performed',
  'demanded',
  'court-applied',
  'closed',
] as const;
export const CaseState = Type.Enum([...CASE_STATES]);
export type CaseState = Static<typeof CaseState>;

/** The eight kinds of evidence (行政处罚法 46). */
export const EVIDENCE_KINDS = [
  'documentary',
  'physical',
  'audio-visual',
  'electronic',
  'witness',
  'party',
  'appraisal',
  'site-record',
] as const;
export const EvidenceKind = Type.Enum([...EVIDENCE_KINDS]);
export type EvidenceKind = Static<typeof EvidenceKind>;

/** What is ordered beside a fine; some of them oblige to offer a hearing. */
export const PENALTY_KINDS_BESIDE = [
  'warning',
  'confiscate',
  'stop-production',
  'limit-production',
  'revoke-permit',
  'lower-qualification',
  'closure',
  'limit-business',
] as const;
export const PenaltyBeside = Type.Enum([...PENALTY_KINDS_BESIDE]);
export type PenaltyBeside = Static<typeof PenaltyBeside>;

/**
 * Indications of the crime of polluting (环境污染刑事案件司法解释 2023, 1) that a person looks for; those that the file shows by itself are
 * pointed out.
 */
export const CRIME_SIGNS = [
  'hazardous-waste',
  'heavy-metal-3',
  'heavy-metal-10',
  'hidden-discharge',
  'repeated',
  'falsified-monitoring',
  'gain-or-loss',
  'water-supply',
] as const;
export const CrimeSign = Type.Enum([...CRIME_SIGNS]);
export type CrimeSign = Static<typeof CrimeSign>;

/** What of a sealed thing may take time that does not count (行政强制法 25): 检测、检验、检疫、技术鉴定. */
export const SEAL_TESTS = ['test', 'inspection', 'quarantine', 'appraisal'] as const;

/** 变更、撤销、确认违法、确认无效 of a decision (行政处罚法 48). */
export const OVERTURN_OUTCOMES = ['changed', 'revoked', 'unlawful', 'void'] as const;
export const OverturnOutcome = Type.Enum([...OVERTURN_OUTCOMES]);

/** 轻微、一般、严重失信信息 (信用修复管理办法). */
export const CREDIT_GRADES = ['minor', 'ordinary', 'serious'] as const;
export const CreditGrade = Type.Enum([...CREDIT_GRADES]);

/** 损害赔偿 of the harm that a case is about, as far as the discretion has to know it. */
export const COMPENSATION_STAGES = [
  'screening',
  'none',
  'under-way',
  'agreed',
  'failed',
  'performed',
] as const;
export const CompensationStage = Type.Enum([...COMPENSATION_STAGES]);
export type CompensationStage = Static<typeof CompensationStage>;
export const Compensation = Type.Object({
  /** Case of module `damage`. */
  damageId: Type.Integer(),
  number: Type.String(),
  stage: CompensationStage,
  amount: orNull(Yuan),
  paid: Yuan,
  /** Restored, or paid in full. */
  performedOn: orNull(Day),
});
export type Compensation = Static<typeof Compensation>;

export const PARTIES = ['individual', 'organisation'] as const;
export const Party = Type.Object({
  kind: Type.Enum([...PARTIES]),
  name: Type.String(),
  /** Credit code, or the number of an identity card: never public for individuals. */
  code: Type.String(),
  address: Type.String(),
});
export type Party = Static<typeof Party>;

/** A file in the content store: its name is what it is called, its hash what it is. */
export const EvidenceFile = Type.Object({
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  name: Type.String({ maxLength: 200 }),
});
export type EvidenceFile = Static<typeof EvidenceFile>;

export const DELIVERY_METHODS = [
  'direct',
  'left',
  'post',
  'electronic',
  'entrusted',
  'announcement',
] as const;
export const DeliveryMethod = Type.Enum([...DELIVERY_METHODS]);
