/** Words of data sets that pages show too. */
export const DATASET_ELEMENTS = [
  'air',
  'water',
  'groundwater',
  'soil',
  'noise',
  'ecology',
  'pollution-source',
  'radiation',
  'supervision',
  'zoning',
  'base',
  'other',
] as const;
export type DatasetElement = (typeof DATASET_ELEMENTS)[number];

/**
 * Sharing classes (共享属性): `open` rows are for everybody (无条件共享、对社会开放); `on-request` rows go to another body by an
 * approved request and its key (有条件共享); `internal` rows never leave the platform; of `secret` sets not even the
 * entry is shown to those who may not read them (不予共享).
 */
export const SHARING_CLASSES = ['open', 'on-request', 'internal', 'secret'] as const;
export type SharingClass = (typeof SHARING_CLASSES)[number];
