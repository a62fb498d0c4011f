import { plainText, route, type Static, Type } from '@tarim/platform/contract';
import { Instant, orNull, UnitPath } from './parts.ts';

const Minutes = Type.Integer({ minimum: 1, maximum: 1440 });
const TimeOfDay = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });

/** What may wait until morning; what is critical never does. */
export const QUIET_SEVERITIES = ['info', 'warning'] as const;
export const MOST_QUIET_HOURS = 12;

/** Until when a notice has to be answered (应答时限), and what may wait until morning (夜间静默), Beijing time. */
const settings = {
  /** By severity; null: nobody waits for an answer. */
  minutes: Type.Object({ critical: Minutes, warning: orNull(Minutes), info: orNull(Minutes) }),
  quiet: Type.Object({
    from: TimeOfDay,
    to: TimeOfDay,
    /** Empty: nothing waits. */
    severities: Type.Array(Type.Enum([...QUIET_SEVERITIES]), { maxItems: 2, uniqueItems: true }),
  }),
};
export const AnswerSettingInput = Type.Object({
  /** For this unit, and for those below that have no setting of their own. */
  unitPath: UnitPath,
  ...settings,
  reason: plainText(200, 1),
});
export type AnswerSettingInput = Static<typeof AnswerSettingInput>;
/** A version; it never changes. */
export const AnswerSetting = Type.Object({
  id: Type.Integer(),
  unitPath: UnitPath,
  ...settings,
  reason: Type.String(),
  source: Type.String(),
  confidence: Type.String(),
  /** Empty: as the platform came. */
  by: Type.String(),
  at: Instant,
});
export type AnswerSetting = Static<typeof AnswerSetting>;

export const getAnswerSettings = route({
  id: 'duty.getAnswerSettings',
  method: 'GET',
  path: '/api/duty/answer-settings',
  summary: '应答时限与夜间静默：一个单元现行的（本级没有设定时取最近的上级）及其历次版本',
  access: 'duty.read',
  query: Type.Object({ unitPath: UnitPath }),
  response: Type.Object({ inForce: AnswerSetting, versions: Type.Array(AnswerSetting) }),
});
export const addAnswerSetting = route({
  id: 'duty.addAnswerSetting',
  method: 'POST',
  path: '/api/duty/answer-settings',
  summary: '应答时限与夜间静默：新增一版，须写明理由；只对此后的通知有效',
  access: 'duty.settings',
  scope: 'unit',
  body: AnswerSettingInput,
  response: AnswerSetting,
});
