/** Shared pieces of the console (antd). Heavy ones have doors of their own: `/chart`, `/map`; the portal uses `/light`. */
export * from './cursor.tsx';
export * from './data-table.tsx';
export { type EvidenceFile, EvidenceFiles, FileLinks } from './evidence.tsx';
export * from './format.ts';
export * from './hand-over.tsx';
export * from './language.tsx';
export * from './language-switch.tsx';
export {
  LANGUAGE_NAMES,
  type Names,
  nameIn,
  UI_LANGUAGES,
  type UiLanguage,
} from './languages.ts';
export { forgetRegion, type RegionPack, useRegion } from './light/use-region.ts';
export { parseAddress, writeAddress } from './list/address.ts';
export { ExportLinks } from './list/export-links.tsx';
export { FilterBar } from './list/filter-bar.tsx';
export {
  brought,
  choiceFilter,
  flagFilter,
  monthFilter,
  segmentsFilter,
  textFilter,
  unitFilter,
} from './list/filters.ts';
export { ListPage, ListTable } from './list/list-page.tsx';
export { figureColumn, StatisticsPage, useStatistics } from './list/statistics-page.tsx';
export { type AddressState, useAddress } from './list/use-address.ts';
export { useFilters } from './list/use-filters.ts';
export { type List, useList } from './list/use-list.ts';
export * from './page.tsx';
export * from './query.tsx';
export { readAll } from './read-all.ts';
export * from './session.tsx';
export { SheetDialog, SheetImport } from './sheet-import.tsx';
export * from './task-links.tsx';
export * from './trouble.tsx';
export * from './unit-select.tsx';
export type { UnitEntry } from './unit-tree.ts';
export * from './units.ts';
