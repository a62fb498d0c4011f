import { EVENT_PROBLEMS } from './problems-event.ts';
import { POINT_PROBLEMS } from './problems-point.ts';
import { SOURCE_PROBLEMS } from './problems-source.ts';

/** What can be wrong with an input about radiation, and what every answer has to tell. Data in `problems`, never exceptions. */
export const RADIATION_PROBLEMS = { ...SOURCE_PROBLEMS, ...POINT_PROBLEMS, ...EVENT_PROBLEMS };
