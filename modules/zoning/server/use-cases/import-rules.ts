import { type Actor, type Context, hasErrors, readSheet, tell, templateOf } from '@tarim/platform';
import type { SheetReport } from '@tarim/platform/contract';
import { RULE_COLUMNS, RULE_SHEET, readRuleRows, rowOfRule, saying } from '../import/rule-sheet.ts';
import { insertRule, readRules } from '../sql/rules.ts';
import { readUnits } from '../sql/units.ts';
import { editDraft, versionOf } from './versions.ts';

/**
 * An access list (生态环境准入清单) into a draft: all of it or nothing. Rules that the draft already has are left alone, so that
 * the sheet of a version, amended, can be brought again.
 * @throws TarimError ZONING_VERSION_UNKNOWN, ZONING_NOT_DRAFT, SHEET_UNREADABLE
 */
export async function importRules(
  ctx: Context,
  actor: Actor,
  id: number,
  bytes: Uint8Array,
  commit: boolean,
  tongue: 'zh' | 'en',
): Promise<SheetReport> {
  await versionOf(ctx.db, id);
  const sheet = await readSheet(bytes, RULE_COLUMNS, RULE_SHEET);
  const plan = async (db: Parameters<typeof readUnits>[0]) => {
    const units = await readUnits(db, id);
    const read = readRuleRows(sheet.rows, {
      areas: new Set(units.flatMap((one) => one.area ?? [])),
      units: new Set(units.map((one) => one.code)),
    });
    const present = new Set((await readRules(db, id)).map(saying));
    const fresh = read.rules.filter((one) => !present.has(saying(one)));
    return { read, fresh, found: [...sheet.found, ...read.found] };
  };
  const report = ({ read, fresh, found }: Awaited<ReturnType<typeof plan>>, committed: boolean) => ({
    committed,
    rows: sheet.rows.length,
    good: fresh.length,
    unchanged: read.rules.length - fresh.length,
    problems: tell(found, tongue),
  });
  const first = await plan(ctx.db);
  if (!commit || hasErrors(first.found)) return report(first, false);
  return editDraft(ctx, actor, id, 'zoning.rules.imported', async (tx) => {
    // Units may have gone since the first look; the draft is held still now.
    const held = await plan(tx);
    if (hasErrors(held.found)) return report(held, false);
    for (const rule of held.fresh) await insertRule(tx, id, rule);
    return report(held, true);
  });
}

/** The sheet to fill in, with the rules of the version in it and the areas and units that rules may name. */
export async function ruleTemplate(ctx: Context, id: number): Promise<Uint8Array> {
  await versionOf(ctx.db, id);
  const [rules, units] = [await readRules(ctx.db, id), await readUnits(ctx.db, id)];
  return templateOf(RULE_SHEET, RULE_COLUMNS, rules.map(rowOfRule), [
    {
      name: '可用对象',
      rows: [['单元编码', '单元名称', '片区'], ...units.map((one) => [one.code, one.name, one.area ?? ''])],
    },
  ]);
}
