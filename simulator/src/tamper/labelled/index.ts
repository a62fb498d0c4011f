export { type LabelledOptions, labelledOutlet } from './make.ts';
export {
  convertedSeries,
  LABELLED_ITEMS,
  type LabelledItem,
  type LabelledOutlet,
  LOOK_ALIKES,
  type LookAlike,
  POLLUTANTS,
  type Pollutant,
} from './types.ts';
