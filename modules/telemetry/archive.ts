/** The frame log as a library, for the command line: verify, export, project again. */
export { type Archive, openArchive } from './server/log/archive-reader.ts';
export { SegmentFileLog } from './server/log/segment-files.ts';
export { type ChainReport, type VerifyOptions, verifyChain } from './server/log/verify.ts';
export { rebuildProjection } from './server/projector/rebuild.ts';
