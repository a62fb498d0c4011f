import type { Problem } from '@tarim/kernel';
import { problem } from '../../problems.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { type EurdepMeasurement, type EurdepPlace, measurementOf, placeOf } from './eurdep-fields.ts';

export interface EurdepMessage {
  /** `ORIGINATOR`, `SENT` … as sent. */
  readonly header: Readonly<Record<string, string>>;
  readonly localities: readonly EurdepPlace[];
  readonly measurements: readonly EurdepMeasurement[];
  readonly problems: readonly Problem[];
}

/** A statement between `\` and `;`: its first word and what follows. */
interface Statement {
  readonly word: string;
  readonly rest: string;
  readonly whole: string;
}

const MOST_STATEMENTS = 200_000;
const MOST_TOLD = 20;
const SECTIONS = ['HEADER', 'LOCALITY', 'RADIOLOGICAL'] as const;
type Section = (typeof SECTIONS)[number];

/**
 * A message of EURDEP 2.1 (欧洲辐射数据交换格式): statements `\… ;` in blocks HEADER, LOCALITY and RADIOLOGICAL; `\FIELD_LIST` names the
 * columns of the records after it, `\BEGIN_DEFAULT` gives values of columns that are not there. Unknown blocks are passed over and told.
 */
export function readEurdep(text: string): EurdepMessage {
  const problems: Problem[] = [];
  const header: Record<string, string> = {};
  const localities: EurdepPlace[] = [];
  const measurements: EurdepMeasurement[] = [];
  const tell = (definition: (typeof P)[keyof typeof P], params: Record<string, string | number>) => {
    if (problems.length < MOST_TOLD) problems.push(problem(definition, params));
  };
  let section: Section | 'DEFAULT' | 'UNKNOWN' | null = null;
  let outer: Section | null = null;
  let fields: string[] = [];
  let defaults: Record<string, string> = {};
  let ended = false;
  for (const { word, rest, whole } of statements(text)) {
    const begins = /^BEGIN_(\w+)$/.exec(word)?.[1];
    const ends = /^END_(\w+)$/.exec(word)?.[1];
    if (begins === 'EURDEP') continue;
    if (ends === 'EURDEP') {
      ended = true;
      break;
    }
    if (begins === 'DEFAULT') {
      outer = section === 'LOCALITY' || section === 'RADIOLOGICAL' ? section : null;
      section = 'DEFAULT';
    } else if (begins) {
      section = SECTIONS.find((one) => one === begins) ?? 'UNKNOWN';
      [fields, defaults] = [[], {}];
      if (section === 'UNKNOWN') tell(P.eurdepSection, { name: begins.slice(0, 40) });
    } else if (ends === 'DEFAULT') {
      section = outer;
    } else if (ends) {
      section = null;
    } else if (section === 'HEADER') {
      header[word] = rest;
    } else if (section === 'DEFAULT') {
      defaults[word] = rest;
    } else if (word === 'FIELD_LIST') {
      fields = cells(rest).map((one) => one.toUpperCase());
    } else if (section === 'LOCALITY' || section === 'RADIOLOGICAL') {
      const record = recordOf(cells(whole), fields, defaults);
      if (!record) tell(P.eurdepRecord, { record: whole.slice(0, 60) });
      else if (section === 'LOCALITY') {
        const place = placeOf(record);
        localities.push(place);
        const sent = record.has('LATITUDE') || record.has('LONGITUDE');
        if (sent && (place.lat === null || place.lon === null))
          tell(P.eurdepPosition, { locality: place.code ?? '—' });
      } else measurements.push(measurementOf(record));
    }
  }
  if (!/\\\s*BEGIN_EURDEP/.test(text)) tell(P.eurdepNone, {});
  else if (!ended) tell(P.eurdepOpen, {});
  for (const one of measurements)
    if (one.value === null && !one.constraint) tell(P.eurdepValue, { locality: one.localityCode ?? '—' });
  return { header, localities, measurements, problems };
}

/** Statements in order; a `;` within quotes does not end one. */
function* statements(text: string): Generator<Statement> {
  let at = 0;
  for (let count = 0; count < MOST_STATEMENTS; count++) {
    const begin = text.indexOf('\\', at);
    if (begin < 0) return;
    let end = begin + 1;
    let quoted = false;
    while (end < text.length && (quoted || text[end] !== ';')) {
      if (text[end] === '"') quoted = !quoted;
      end++;
    }
    at = end + 1;
    const whole = text.slice(begin + 1, end).trim();
    const [word = ''] = /^\S+/.exec(whole) ?? [];
    yield { word: word.toUpperCase(), rest: whole.slice(word.length).trim(), whole };
  }
}

/** Comma-separated cells, quotes taken off. */
function cells(text: string): string[] {
  const out: string[] = [];
  let cell = '';
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) {
      out.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  out.push(cell.trim());
  return out;
}

/** Cells by column, defaults where a cell is absent or empty; null: more cells than columns. */
function recordOf(
  values: readonly string[],
  fields: readonly string[],
  defaults: Readonly<Record<string, string>>,
): Map<string, string> | null {
  if (fields.length === 0 || values.length > fields.length) return null;
  const record = new Map(Object.entries(defaults));
  for (const [i, field] of fields.entries()) if (values[i]) record.set(field, values[i]);
  return record;
}
