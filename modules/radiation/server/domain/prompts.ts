import type { AnnualReport, Clock, LicenceState, Person, Prompt, SourceToday } from '../../contract.ts';
import { daysUntil } from './clocks.ts';
import { openFilings, type SourceStanding } from './source-state.ts';
import { codeOf, missingOf, type Particulars } from './today.ts';

export interface SourceSeen extends Particulars {
  readonly id: number;
  readonly standing: SourceStanding;
  readonly today: SourceToday;
  readonly clocks: readonly Clock[];
  /** Looked at from the unit that gave it away: only its own filing is of concern. */
  readonly gives: boolean;
  readonly formerUnitId: number | null;
}

export interface UnitSeen {
  readonly address: string;
  readonly legalPerson: string;
  readonly safetyOfficer: string;
  readonly licence: {
    readonly state: LicenceState;
    readonly validTo: string | null;
    readonly renewing: boolean;
  } | null;
  readonly licenceClocks: readonly Clock[];
  readonly sources: readonly SourceSeen[];
  readonly people: readonly Person[];
  readonly reports: readonly Pick<AnnualReport, 'year' | 'state'>[];
  readonly devices: number;
}

/** Days before the end of a licence: 国家系统 look-alikes prompt at thirty days and at half a year. */
const [SOON, LATER] = [30, 183];
const HERE = new Set(['held', 'in-use', 'idle', 'lost']);

/** All that asks for attention about a unit, the gravest first. */
export function promptsOf(unit: UnitSeen, today: string): Prompt[] {
  const found = [
    ...licencePrompts(unit, today),
    ...unit.reports
      .filter(({ state }) => state === 'overdue')
      .map(({ year }) => prompt('report-missing', 'red', String(year), { year })),
    ...particularPrompts(unit),
    ...unit.sources.flatMap((source) => sourcePrompts(source, today)),
    ...unit.people.filter(({ active }) => active).flatMap((one) => personPrompts(one, today)),
  ];
  return found.sort((a, b) => Number(b.level === 'red') - Number(a.level === 'red'));
}

const prompt = (
  key: string,
  level: Prompt['level'],
  subject: string,
  params: Prompt['params'] = {},
): Prompt => ({ key, level, subject, params });

function licencePrompts({ licence, licenceClocks, sources, devices }: UnitSeen, today: string): Prompt[] {
  const holds = devices > 0 || sources.some(({ standing }) => HERE.has(standing.state));
  const late = licenceClocks
    .filter(({ key, light }) => light === 'red' && key !== 'lic-valid' && key !== 'lic-renew')
    .map(({ key, due }) => prompt('clock-over', 'red', key, { clock: key, due }));
  if (!licence || licence.state === 'cancelled' || licence.state === 'revoked' || licence.state === 'refused')
    return holds ? [prompt('licence-none', 'red', ''), ...late] : late;
  const { validTo, state, renewing } = licence;
  if (state === 'expired') return [prompt('licence-expired', 'red', '', { end: validTo! }), ...late];
  if (validTo === null) return holds ? [prompt('licence-none', 'red', ''), ...late] : late;
  const days = daysUntil(validTo, today);
  if (days <= SOON)
    return [prompt('licence-30d', renewing ? 'yellow' : 'red', '', { end: validTo, days }), ...late];
  return days <= LATER ? [prompt('licence-6m', 'yellow', '', { end: validTo, days }), ...late] : late;
}

function particularPrompts({ address, legalPerson, safetyOfficer }: UnitSeen): Prompt[] {
  const missing = [
    ...(address === '' ? ['address'] : []),
    ...(legalPerson === '' ? ['legalPerson'] : []),
    ...(safetyOfficer === '' ? ['safetyOfficer'] : []),
  ];
  return missing.map((field) => prompt('info-missing', 'yellow', '', { field }));
}

function sourcePrompts(source: SourceSeen, today: string): Prompt[] {
  const subject = source.code ?? (source.label || `#${source.id}`);
  const { standing } = source;
  const found: Prompt[] = [];
  const say = (key: string, level: Prompt['level'], params: Prompt['params'] = {}) =>
    found.push(prompt(key, level, subject, params));
  if (standing.state === 'lost' && !source.gives) say('source-lost', 'red', { on: standing.lostOn! });
  for (const filing of openFilings(standing)) {
    // Within the register each side has its own filing before it.
    if (
      source.gives ? filing !== 'transfer-from' : filing === 'transfer-from' && source.formerUnitId !== null
    )
      continue;
    const id = filing === 'handover' ? 'return-file' : 'transfer-file';
    const clock = source.clocks.find(({ key, doneOn }) => key === id && doneOn === null);
    say('filing-open', clock?.light === 'red' ? 'red' : 'yellow', { filing, due: clock?.due ?? '' });
  }
  if (source.gives) return found;
  const rest = ['code-cancel', 'transfer-review', 'cross-cancel', 'batch-transfer'];
  for (const { key, due, light } of source.clocks)
    if (rest.includes(key) && light === 'red') say('clock-over', 'red', { clock: key, due });
  if (!HERE.has(standing.state)) return found;
  const idle = source.clocks.find(({ key, doneOn }) => key === 'idle-return' && doneOn === null);
  if (idle) say('idle-clock', idle.light === 'red' ? 'red' : 'yellow', { due: idle.due });
  for (const field of missingOf(source)) say('info-missing', 'yellow', { field });
  for (const [key, params] of mismatches(source)) say(key, 'yellow', params);
  if (source.today.category === 'exempt') say('decayed-exempt', 'yellow', { on: today });
  return found;
}

/** Code, ledger and computed category or nuclide that do not agree. */
function mismatches({ code, nuclide, category, today }: SourceSeen): [string, Prompt['params']][] {
  const read = codeOf(code);
  const found: [string, Prompt['params']][] = [];
  if (read && !read.valid) found.push(['code-unreadable', {}]);
  if (read && read.unknown.length > 0) found.push(['code-unknown', { parts: read.unknown.join('、') }]);
  const inCode = read?.parts?.category ?? null;
  if (inCode !== null && category !== null && inCode !== category)
    found.push(['code-category', { inCode, ledger: category }]);
  const computed = today.initialCategory;
  if (category !== null && computed !== null && computed !== category)
    found.push(['category-computed', { ledger: category, computed }]);
  const named = read?.parts?.nuclide ?? null;
  if (named !== null && !sameNuclide(named, nuclide))
    found.push(['code-nuclide', { inCode: named, ledger: nuclide }]);
  return found;
}
const sameNuclide = (a: string, b: string): boolean =>
  a.replace(/[^A-Za-z0-9/]/g, '').toLowerCase() === b.replace(/[^A-Za-z0-9/]/g, '').toLowerCase();

function personPrompts(person: UnitSeen['people'][number], today: string): Prompt[] {
  const { name, examTo, doses } = person;
  const found: Prompt[] = [];
  if (examTo === null) found.push(prompt('exam-none', 'yellow', name));
  else if (examTo < today) found.push(prompt('exam-ended', 'red', name, { end: examTo }));
  for (const one of doses?.findings ?? []) {
    // Some days above a month are no matter.
    if (one.kind === 'long') continue;
    found.push(
      prompt(`dose-${one.kind}`, one.kind === 'limit' ? 'red' : 'yellow', name, {
        period: one.period,
        value: Number(one.value.toPrecision(4)),
        limit: Number(one.limit.toPrecision(4)),
      }),
    );
  }
  return found;
}

/** 100 less ten for each red prompt and three for each yellow one. */
export const scoreOf = (prompts: readonly Prompt[]): number =>
  Math.max(0, 100 - prompts.reduce((sum, { level }) => sum + (level === 'red' ? 10 : 3), 0));
