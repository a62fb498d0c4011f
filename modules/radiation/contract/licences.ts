import { route, type Static, Type } from '@tarim/platform/contract';
import { Clock, Day, Id, Name, orNull, Paper, TakenStep } from './parts.ts';

/** 种类: production, sale, use. */
export const KINDS = ['produce', 'sell', 'use'] as const;
/** 范围: categories of sources, classes of devices, classes of places for unsealed material. */
export const RANGES = [
  'source-I',
  'source-II',
  'source-III',
  'source-IV',
  'source-V',
  'device-I',
  'device-II',
  'device-III',
  'unsealed-A',
  'unsealed-B',
  'unsealed-C',
] as const;
export const Range = Type.Object({ kind: Type.Enum([...KINDS]), range: Type.Enum([...RANGES]) });
export type Range = Static<typeof Range>;
const Ranges = Type.Array(Range, { minItems: 1, maxItems: 33 });

/** What is applied for: a first licence, change of particulars, renewal, a new one for wider kinds or ranges (重新申请). */
export const APPLICATIONS = ['new', 'change', 'renewal', 'reissue'] as const;
export const Application = Type.Enum([...APPLICATIONS]);
export type Application = Static<typeof Application>;

export const LICENCE_ACTS = ['apply', 'accept', 'refuse', 'grant', 'replace', 'cancel', 'revoke'] as const;
export type LicenceActName = (typeof LICENCE_ACTS)[number];

const plain = <const T extends string>(act: T) =>
  Type.Object({ act: Type.Literal(act), on: Day, document: Paper });
export const LicenceAct = Type.Union([
  Type.Object({
    act: Type.Literal('apply'),
    on: Day,
    document: Paper,
    kind: Application,
    /** Of a change: the day on which name, address or legal person changed. */
    changedOn: orNull(Day),
    /** Of a first or wider licence: what is applied for. */
    ranges: Type.Array(Range, { maxItems: 33 }),
  }),
  plain('accept'),
  plain('refuse'),
  Type.Object({ act: Type.Literal('grant'), on: Day, document: Paper, number: Name, validTo: Day }),
  /** 遗失补发 */
  plain('replace'),
  /** 注销 */
  plain('cancel'),
  /** 吊销 */
  plain('revoke'),
]);
export type LicenceAct = Static<typeof LicenceAct>;

export const LICENCE_STATES = [
  'applied',
  'accepted',
  'refused',
  'valid',
  'expired',
  'cancelled',
  'revoked',
] as const;
export const LicenceState = Type.Enum([...LICENCE_STATES]);
export type LicenceState = Static<typeof LicenceState>;

/** A radiation safety licence (辐射安全许可证) as it stands today. */
export const Licence = Type.Object({
  id: Type.Integer(),
  unitId: Type.Integer(),
  issuer: Type.String(),
  state: LicenceState,
  number: orNull(Type.String()),
  issuedOn: orNull(Day),
  validTo: orNull(Day),
  ranges: Type.Array(Range),
  /** An application on a licence that stands. */
  pending: orNull(Application),
  /** Steps that may be taken today, and what may be applied for. */
  acts: Type.Array(Type.String()),
  applications: Type.Array(Application),
  clocks: Type.Array(Clock),
  steps: Type.Array(TakenStep(LicenceAct)),
});
export type Licence = Static<typeof Licence>;

export const addLicence = route({
  id: 'radiation.addLicence',
  method: 'POST',
  path: '/api/radiation/units/:id/licences',
  summary: '登记辐射安全许可证的首次申请',
  access: 'radiation.manage',
  scope: 'unit',
  params: Id,
  body: Type.Object({ on: Day, document: Paper, issuer: Name, ranges: Ranges }),
  response: Licence,
});

export const actOnLicence = route({
  id: 'radiation.actOnLicence',
  method: 'POST',
  path: '/api/radiation/licences/:id/steps',
  summary: '办理许可证：申请、受理、准予或不予、补发、注销、吊销；受理以后的决定须有审批权限',
  access: 'radiation.manage',
  scope: 'unit',
  params: Id,
  body: LicenceAct,
  response: Licence,
});
