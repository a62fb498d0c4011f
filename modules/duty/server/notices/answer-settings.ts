import { HOUR_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import { type AnswerSetting, type AnswerSettingInput, MOST_QUIET_HOURS } from '../../contract.ts';
import { quietLength } from '../domain/quiet.ts';
import { dutyErrors as E } from '../errors.ts';
import { requireUnit } from '../roster/frame.ts';
import { insertSetting, settingsInForce, settingVersions } from '../sql/answer-settings.ts';

const SETTINGS = 'duty.settings';
const SHOWN = 100;

export async function getAnswerSettings(
  ctx: Context,
  unitPath: string,
): Promise<{ inForce: AnswerSetting; versions: AnswerSetting[] }> {
  const [settingOf, versions] = await Promise.all([
    settingsInForce(ctx.db),
    settingVersions(ctx.db, unitPath, SHOWN),
  ]);
  return { inForce: settingOf(unitPath), versions };
}

/** @throws TarimError DUTY_REASON_MISSING, DUTY_TERMS_UNORDERED, DUTY_QUIET_TOO_LONG */
function requireSense({ minutes: { critical, warning, info }, quiet, reason }: AnswerSettingInput): void {
  if (reason.trim() === '') throw new TarimError(E.reasonMissing);
  const given = [critical, warning, info].filter((one) => one !== null);
  if (given.some((one, i) => i > 0 && one < given[i - 1]!)) throw new TarimError(E.termsUnordered);
  const hours = quietLength(quiet) / HOUR_MS;
  if (!(hours > 0 && hours <= MOST_QUIET_HOURS))
    throw new TarimError(E.quietLong, { most: MOST_QUIET_HOURS });
}

/**
 * A new version for a unit; what waits for an answer already keeps its term.
 * @throws TarimError DUTY_REASON_MISSING, DUTY_TERMS_UNORDERED, DUTY_QUIET_TOO_LONG, DUTY_UNIT_UNKNOWN, FORBIDDEN
 */
export async function addAnswerSetting(
  ctx: Context,
  actor: Actor,
  input: AnswerSettingInput,
): Promise<AnswerSetting> {
  const { unitPath, minutes, quiet } = input;
  ctx.policy.require(actor, SETTINGS, { unitPath });
  await requireUnit(ctx.db, unitPath);
  requireSense(input);
  return asActor(ctx, actor, SETTINGS, async (tx) => {
    const reason = input.reason.trim();
    const at = new Date(ctx.clock.now());
    const setting = await insertSetting(tx, { ...input, reason }, actor.name, '本单位设定', at);
    await ctx.audit.record(tx, {
      actor,
      action: 'duty.answer-setting.added',
      subject: `duty/answer-setting/${setting.id}`,
      unitPath,
      detail: { minutes, quiet, reason },
    });
    return setting;
  });
}
