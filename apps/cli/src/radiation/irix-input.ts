import type { Problem } from '@tarim/kernel';
import type { IrixLikeReport } from '@tarim/science';
import { isObject, lineProblem } from '../evaluate/evaluate-command.ts';
import { EVALUATE_PROBLEMS as P } from '../evaluate/problems.ts';

type Kind = 'text' | 'yes-no' | 'text?' | 'number?' | 'value?';
type Shape = Readonly<Record<string, Kind>>;

const IDENTIFICATION: Shape = {
  reportId: 'text',
  organisation: 'text',
  country: 'text',
  createdAt: 'text',
  simulated: 'yes-no',
  language: 'text',
};
const EVENT: Shape = {
  id: 'text',
  kind: 'text',
  foundAt: 'text',
  state: 'text',
  grade: 'text?',
  gradeSource: 'text?',
};
const FIELD: Shape = { name: 'text', value: 'value?' };
const LOCATION: Shape = { id: 'text', name: 'text?', lon: 'number?', lat: 'number?' };
const SOURCE: Shape = {
  nuclide: 'text',
  category: 'text?',
  activity: 'number?',
  activityAt: 'text?',
  code: 'text?',
};
const MEASUREMENT: Shape = {
  locationId: 'text',
  quantity: 'text',
  nuclide: 'text',
  begin: 'text',
  end: 'text',
  value: 'number?',
  unit: 'text',
  uncertainty: 'number?',
  detectionLimit: 'number?',
  validated: 'yes-no',
};

const FITS: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string' && value !== '',
  'yes-no': (value) => typeof value === 'boolean',
  'text?': (value) => value === null || typeof value === 'string',
  'number?': (value) => value === null || (typeof value === 'number' && Number.isFinite(value)),
  'value?': (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
};
const WORDS: Readonly<Record<Kind, string>> = {
  text: 'text',
  'yes-no': 'true or false',
  'text?': 'text or null',
  'number?': 'a number or null',
  'value?': 'text, a number, true, false or null',
};

/** A report as `writeIrixLike` takes it, or what is wrong with it; absent members that may be null are. */
export function readReport(input: Readonly<Record<string, unknown>>): {
  readonly report: IrixLikeReport | null;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const wrong = (path: string, words: string) => {
    problems.push(lineProblem(P.member, path, { name: path, words }));
    return null;
  };
  const one = (value: unknown, shape: Shape, path: string): Record<string, unknown> | null => {
    if (!isObject(value)) return wrong(path, 'an object');
    const read: Record<string, unknown> = {};
    for (const [name, kind] of Object.entries(shape)) {
      const told = value[name] ?? null;
      if (FITS[kind](told)) read[name] = told;
      else wrong(`${path}.${name}`, WORDS[kind]);
    }
    return read;
  };
  const list = (value: unknown, shape: Shape, path: string): (Record<string, unknown> | null)[] => {
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      wrong(path, 'an array');
      return [];
    }
    return value.map((item, i) => one(item, shape, `${path}[${i}]`));
  };
  const { event, source } = input;
  const report = {
    identification: one(input.identification, IDENTIFICATION, 'identification'),
    ...(event === undefined
      ? {}
      : {
          event: {
            ...one(event, EVENT, 'event'),
            description: list(isObject(event) ? event.description : undefined, FIELD, 'event.description'),
          },
        }),
    locations: list(input.locations, LOCATION, 'locations'),
    ...(source === undefined ? {} : { source: one(source, SOURCE, 'source') }),
    measurements: list(input.measurements, MEASUREMENT, 'measurements'),
  };
  // All members were looked at one by one.
  return { report: problems.length > 0 ? null : (report as unknown as IrixLikeReport), problems };
}
