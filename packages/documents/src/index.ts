/** Documents as data, rendered to PDF and DOCX. Heavy parts load on the thread that renders. */
export { documentErrors } from './errors.ts';
export { type DocumentFile, documentFile } from './file.ts';
export { type MapArea, type MapSite, mapSvg } from './map.ts';
export type * from './model.ts';
export { chineseNumber } from './number.ts';
export { qrFigure } from './qr.ts';
export { renderAs, renderDocument } from './render.ts';
export type { Format, Rendered } from './render-here.ts';
