import { beijingDate } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import type { Sheet } from '../../contract.ts';
import { type MadeFile, tableFile } from '../files.ts';
import { type Key, type Tongue, word } from '../words.ts';
import { type UnitFilter, wholeRegister } from './units.ts';

/** The register with how each unit stands today. */
export async function exportUnits(
  ctx: Context,
  actor: Actor,
  filter: UnitFilter,
  format: Sheet,
  tongue: Tongue,
): Promise<MadeFile> {
  const t = (key: string) => word(tongue, key as Key);
  const codes = new Map((await unitsUnder(ctx.db, '/')).map(({ path, code }) => [path, code]));
  const rows = await wholeRegister(ctx, actor, filter);
  const heads = [
    'field.region',
    'field.uscc',
    'field.unit',
    'field.address',
    'field.safetyOfficer',
    'field.licenceNumber',
    'field.licenceState',
    'field.validTo',
    'field.sources',
    'field.devices',
    'field.people',
    'field.red',
    'field.yellow',
    'field.score',
  ].map(t);
  const table = rows.map((one) => [
    codes.get(one.unitPath) ?? one.unitPath,
    one.uscc,
    one.name,
    one.address,
    one.safetyOfficer,
    one.licence?.number ?? '',
    one.licence ? t(`state.${one.licence.state}`) : '',
    one.licence?.validTo ?? '',
    one.sources,
    one.devices,
    one.people,
    one.red,
    one.yellow,
    one.score,
  ]);
  return tableFile(
    `radiation-units-${beijingDate(ctx.clock.now())}`,
    t('menu.units'),
    [heads, ...table],
    format,
  );
}
