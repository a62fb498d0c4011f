import { createHash } from 'node:crypto';
import { fillMessage } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import {
  type FileProblem,
  type Proposal,
  type importPatches as route,
  THEMES,
  type Theme,
} from '../../contract.ts';
import { redlineErrors as E } from '../errors.ts';
import { requireOrder, requirePast, type Tongue } from '../frame.ts';
import { type Feature, readAreasFile, textIn } from '../import/read-file.ts';
import { classes } from '../sql/activities.ts';
import { checkProposals, proposePatches } from './propose.ts';

type Query = Static<NonNullable<typeof route.query>>;

const REF = ['ref', 'id', 'fid', '编号', '图斑编号', 'tbbh'];
const CLASS = ['class', 'classGuess', '类别', '活动类别'];
const CONFIDENCE = ['confidence', '置信度'];
const THEME = ['theme', '专题'];
/** Columns of a file that tell how much an index changed: `d_ndvi`, `dNDVI`. */
const INDEX = /^d_?(ndvi|ndwi|mndwi|ndbi|bsi|evi|savi|nbr|fvc)$/i;
const AT_ONCE = 500;

/**
 * Patches from a file, as a person brings them. With `check` nothing is kept; a row that cannot be used is told and the others are taken.
 * @throws TarimError FORMATS_…, REDLINE_FILE_EMPTY, REDLINE_DAY_INVALID
 */
export async function importPatches(
  ctx: Context,
  actor: Actor,
  file: { readonly bytes: Uint8Array; readonly name: string },
  query: Query,
  tongue: Tongue,
) {
  requirePast(ctx, query.afterOn);
  if (query.beforeOn) requireOrder(query.beforeOn, query.afterOn);
  const read = await readAreasFile(file, query, tongue);
  const known = new Set((await classes(ctx.db)).map((one) => one.code));
  // Rows without a number of their own are told apart by the file they came in.
  const fingerprint = createHash('sha256').update(file.bytes).digest('hex').slice(0, 12);
  const usable = read.features.filter((one) => one.geometry !== null);
  const proposals = usable.map((one) => proposalOf(one, query.theme ?? null, known, fingerprint));
  const problems: FileProblem[] = [
    ...read.problems,
    // What the reader already told of a row is not told twice.
    ...read.features
      .filter((one) => one.geometry === null && !read.problems.some((told) => told.row === one.row))
      .map(({ row }) => ({
        row,
        code: E.rowGeometry.code,
        message: fillMessage(E.rowGeometry[tongue], { code: String(row) }),
      })),
  ];
  let [added, repeated, usableRows] = [0, 0, 0];
  if (query.mode === 'check') {
    const checked = await checkProposals(ctx, actor, proposals, tongue);
    usableRows = checked.ready.length;
    problems.push(...checked.problems.map((one) => ({ ...one, row: usable[one.row - 1]!.row })));
  } else
    for (let from = 0; from < proposals.length; from += AT_ONCE) {
      const answer = await proposePatches(
        ctx,
        actor,
        {
          detector: query.detector,
          detectorVersion: query.detectorVersion,
          parameters: { file: file.name },
          beforeScene: query.beforeScene ?? null,
          afterScene: query.afterScene ?? null,
          beforeOn: query.beforeOn ?? null,
          afterOn: query.afterOn,
          patches: proposals.slice(from, from + AT_ONCE),
        },
        tongue,
      );
      added += answer.added;
      repeated += answer.known;
      problems.push(...answer.problems.map((one) => ({ ...one, row: usable[from + one.row - 1]!.row })));
    }
  return {
    committed: query.mode === 'commit',
    rows: read.features.length,
    good: query.mode === 'check' ? usableRows : added + repeated,
    added,
    known: repeated,
    problems: problems.sort((a, b) => a.row - b.row).slice(0, 200),
    notes: read.notes.slice(0, 200),
  };
}

function proposalOf(
  { row, properties, geometry }: Feature,
  theme: Theme | null,
  known: ReadonlySet<string>,
  fingerprint: string,
): Proposal {
  const confidence = Number(textIn(properties, CONFIDENCE) || Number.NaN);
  const guess = textIn(properties, CLASS);
  const named = THEMES.find((one) => one === textIn(properties, THEME)) ?? null;
  const indexChange = Object.fromEntries(
    Object.entries(properties).flatMap(([key, value]) => {
      const index = INDEX.exec(key)?.[1];
      return index && Number.isFinite(Number(value)) ? [[index.toUpperCase(), Number(value)]] : [];
    }),
  );
  return {
    ref: textIn(properties, REF).slice(0, 100) || `${fingerprint}/${row}`,
    geometry,
    confidence: confidence >= 0 && confidence <= 1 ? confidence : null,
    classGuess: known.has(guess) ? guess : null,
    theme: theme ?? named,
    indexChange,
  };
}
