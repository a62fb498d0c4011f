import type { Static } from '@tarim/platform';
import { sql } from 'kysely';
import type {
  DeviceInput,
  EnterpriseInput,
  InstrumentInput,
  LimitInput,
  ParameterInput,
  Point,
  PointInput,
} from '../../contract.ts';
import { factorRemark, mnRemarks } from '../domain/checks.ts';
import { type Issue, issue, refuse } from '../domain/issue.ts';
import { importErrors as E, registryErrors } from '../errors.ts';
import { deviceById, enterpriseById, instrumentsOf, limitById, pointById } from '../sql/pages.ts';
import { pointParameters } from '../sql/read.ts';
import { writeDevice } from '../writing/device.ts';
import { writeEnterprise } from '../writing/enterprise.ts';
import { writeInstrument } from '../writing/instrument.ts';
import { writeLimit } from '../writing/limit.ts';
import { parameterIssues, writeParameter } from '../writing/parameter.ts';
import { changeablePoint, writePoint } from '../writing/point.ts';
import { differs, type Writing } from '../writing/writing.ts';
import type { SheetKey } from './sheets.ts';

export type Outcome = 'created' | 'updated' | 'unchanged';
type Values = Readonly<Record<string, unknown>>;

/**
 * Brings one well-formed row into the registry. A row that says what is there already changes nothing, whoever sends it:
 * people export a whole prefecture, change the rows of theirs and send all of it back.
 */
export const APPLY: Readonly<Record<SheetKey, (w: Writing, values: Values) => Promise<Outcome>>> = {
  async enterprise(w, values) {
    const id = await idOf(w, 'enterprise', 'uscc', values.uscc);
    const old = id === null ? null : await enterpriseById(w.tx, id);
    refuseClosed(old, old?.name);
    return outcome(old, values, () =>
      writeEnterprise(w, old, values as unknown as Static<typeof EnterpriseInput>),
    );
  },
  async point(w, { uscc, ...rest }) {
    const id = await idOf(w, 'point', 'code', rest.code);
    const old = id === null ? null : await pointById(w.tx, id);
    refuseClosed(old, old?.name);
    const owner = typeof uscc === 'string' ? await idOf(w, 'enterprise', 'uscc', uscc) : null;
    if (typeof uscc === 'string' && owner === null)
      refuse([issue(E.enterpriseUnnamed, { uscc }, 'enterpriseId')]);
    const values = { ...rest, enterpriseId: uscc === undefined ? undefined : owner };
    return outcome(old, values, () => writePoint(w, old, values as unknown as Static<typeof PointInput>));
  },
  async device(w, row) {
    const { values } = await below(w, row);
    const id = await idOf(w, 'device', 'mn', values.mn);
    const old = id === null ? null : await deviceById(w.tx, id);
    refuseClosed(old, old?.mn);
    return outcome(old, values, () => writeDevice(w, old, values as unknown as Static<typeof DeviceInput>));
  },
  async instrument(w, { id, ...row }) {
    const { point, values } = await below(w, row);
    const there = await instrumentsOf(w.tx, point.id);
    // Several may have one name; the id that an export wrote tells them apart.
    const old =
      there.find((one) =>
        id === undefined
          ? one.name === values.name && (one.serial ?? null) === (values.serial ?? null)
          : one.id === id,
      ) ?? null;
    if (id !== undefined && !old)
      refuse([issue(E.instrumentElsewhere, { code: point.code, id: Number(id) }, 'id')]);
    refuseClosed(old, old?.name);
    const input = { ...values, codes: values.codes ?? old?.codes ?? [] };
    return outcome(old, input, () =>
      writeInstrument(w, old, input as unknown as Static<typeof InstrumentInput>),
    );
  },
  async parameter(w, row) {
    const { point, values } = await below(w, row);
    const { pointId: _pointId, ...input } = values as Static<typeof ParameterInput> & { pointId: number };
    const old = (await pointParameters(w.tx, [point.id])).find((one) => one.code === input.code) ?? null;
    return outcome(old, input, async () => {
      await changeablePoint(w, point.id);
      refuse(parameterIssues(old, input));
      await writeParameter(w, point, old, input);
    });
  },
  async limit(w, row) {
    const { point, values } = await below(w, row);
    const input = values as unknown as Static<typeof LimitInput>;
    const { rows } = await sql<{ id: number }>`
      select id from registry.point_limit where point_id = ${point.id} and code = ${input.code} and basis = ${input.basis}
        and measure = ${input.measure} and effective_from = ${input.effectiveFrom}::date`.execute(w.tx);
    const old = rows[0] ? await limitById(w.tx, rows[0].id) : null;
    return outcome(old, input, () => writeLimit(w, old, input));
  },
};

/** What to mind about a good row. */
export function remarkOf(sheet: SheetKey, values: Values): Issue[] {
  if (sheet === 'parameter' || sheet === 'limit') {
    const one = factorRemark(String(values.code));
    return one ? [one] : [];
  }
  if (sheet !== 'device') return [];
  const { mn, edition } = values as { mn: string; edition: '2005' | '2017' | '2025' };
  const english = mnRemarks(mn, edition, 'en');
  return mnRemarks(mn, edition, 'zh').map((one, index) => ({
    ...issue(registryErrors.mnInvalid, { mn }, 'mn'),
    code: one.code,
    zh: one.message,
    en: english[index]!.message,
  }));
}

async function outcome(old: object | null, values: object, change: () => Promise<unknown>): Promise<Outcome> {
  if (old && !differs(old, values)) return 'unchanged';
  await change();
  return old ? 'updated' : 'created';
}

/** Where a table gives a row its number; null when nobody has the key yet. */
async function idOf(
  w: Writing,
  table: 'enterprise' | 'point' | 'device',
  key: 'uscc' | 'code' | 'mn',
  value: unknown,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select id from ${sql.id('registry', table)} where ${sql.id(key)} = ${String(value)}`.execute(w.tx);
  return rows[0]?.id ?? null;
}

/** The point that a row hangs on, in place of its code. */
async function below(
  w: Writing,
  { pointCode, ...rest }: Values,
): Promise<{ point: Point; values: Record<string, unknown> }> {
  const id = await idOf(w, 'point', 'code', pointCode);
  const point = id === null ? null : await pointById(w.tx, id);
  if (!point) refuse([issue(E.pointUnnamed, { code: String(pointCode) }, 'pointId')]);
  return { point: point!, values: { ...rest, pointId: point!.id } };
}

function refuseClosed(old: { readonly active: boolean } | null, name: string | undefined): void {
  if (old && !old.active) refuse([issue(E.closed, { name: name ?? '' })]);
}
