import { VOC_SPECIES } from '@tarim/standards';

const ORDER = new Map(VOC_SPECIES.map((one, index) => [one.key, index]));

/** Place of a species in the list: arrays and tables have one order. */
export const speciesOrder = (key: string): number => ORDER.get(key) ?? ORDER.size;
