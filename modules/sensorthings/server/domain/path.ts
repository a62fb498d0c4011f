import { TarimError } from '@tarim/kernel';
import { sensorthingsErrors } from '../errors.ts';
import { ENTITIES, type EntityType, SETS, type SetName } from './model.ts';

export interface Step {
  /** Set name or navigation property. */
  readonly name: string;
  readonly type: EntityType;
  readonly many: boolean;
  readonly id: number | string | null;
}

export interface ResourcePath {
  readonly steps: readonly Step[];
  /** A property of the last entity, `$value` of it, or `$ref` of a collection. */
  readonly property: string | null;
  readonly ending: '$value' | '$ref' | null;
}

const MAX_STEPS = 8;
const SEGMENT = /^(\$?[A-Za-z]{1,40})(?:\((?:(\d{1,15})|'([^']{1,60})')\))?$/;

const bad = (reason: string) => new TarimError(sensorthingsErrors.path, { reason: reason.slice(0, 80) });

/** Numbers also in quotes, as some clients write every id; those of observations are texts. */
const idOf = (text: string | undefined): number | string | null =>
  text === undefined ? null : /^\d{1,15}$/.test(text) ? Number(text) : text;

/** `Things(1)/Datastreams(2)/Observations` (OGC 18-088 §9.2). @throws TarimError SENSORTHINGS_PATH_INVALID */
export function parsePath(path: string): ResourcePath {
  const segments = path.split('/').filter((one) => one !== '');
  if (segments.length === 0 || segments.length > MAX_STEPS) throw bad(path);
  const steps: Step[] = [];
  let property: string | null = null;
  let ending: ResourcePath['ending'] = null;
  for (const segment of segments) {
    const match = SEGMENT.exec(segment);
    if (!match || ending) throw bad(segment);
    const name = match[1]!;
    const last = steps.at(-1);
    const id = idOf(match[2] ?? match[3]);
    if (name === '$value' || name === '$ref') {
      if (!last || (name === '$value' ? !property : property || !last.many || last.id !== null))
        throw bad(segment);
      ending = name;
      continue;
    }
    if (property || (last?.many && last.id === null)) throw bad(segment);
    if (!last) {
      if (!Object.hasOwn(SETS, name)) throw bad(segment);
      steps.push({ name, type: SETS[name as SetName], many: true, id });
      continue;
    }
    const { navigation, properties } = ENTITIES[last.type];
    const way = Object.hasOwn(navigation, name) ? navigation[name]! : null;
    if (way) {
      if (id !== null && !way.many) throw bad(segment);
      steps.push({ name, type: way.target, many: way.many, id });
    } else if (id === null && Object.hasOwn(properties, name)) property = name;
    else throw bad(segment);
  }
  return { steps, property, ending };
}
