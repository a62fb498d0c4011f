import { beijingIso } from '@tarim/kernel';
import type { DbOrTx, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import type { ReportKind, TemplateContent, TemplateRevision } from '../../contract.ts';

interface Raw {
  id: number;
  kind: ReportKind;
  revision: number;
  content: TemplateContent;
  saved_at: Date;
  saved_by: string | null;
  reason: string | null;
  restores: number | null;
}
const COLUMNS = sql`id, kind, revision, content, saved_at, saved_by, reason, restores`;

/** All revisions, newest first. */
export async function templateRevisions(db: DbOrTx, kind?: ReportKind): Promise<TemplateRevision[]> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from reporting.template
    where ${kind ?? null}::text is null or kind = ${kind ?? null} order by kind, revision desc limit 1000`.execute(
    db,
  );
  return rows.map(toAnswer);
}

/** The revision that holds now. */
export async function presentTemplate(db: DbOrTx, kind: ReportKind): Promise<TemplateRevision> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from reporting.template where kind = ${kind}
    order by revision desc limit 1`.execute(db);
  return toAnswer(rows[0]!);
}

export async function templateById(db: DbOrTx, id: number): Promise<TemplateRevision> {
  const { rows } = await sql<Raw>`select ${COLUMNS} from reporting.template where id = ${id}`.execute(db);
  return toAnswer(rows[0]!);
}

/** One at a time a kind, so that revisions count without gaps. */
export async function lockTemplates(tx: Tx, kind: ReportKind): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`reporting.template.${kind}`}))`.execute(tx);
}

export async function insertTemplate(
  tx: Tx,
  row: Pick<TemplateRevision, 'kind' | 'revision' | 'content' | 'savedBy' | 'reason' | 'restores'>,
  at: number,
): Promise<TemplateRevision> {
  const { rows } = await sql<Raw>`
    insert into reporting.template (kind, revision, content, saved_at, saved_by, reason, restores)
    values (${row.kind}, ${row.revision}, ${JSON.stringify(row.content)}::jsonb, ${new Date(at)}, ${row.savedBy},
      ${row.reason}, ${row.restores})
    returning ${COLUMNS}`.execute(tx);
  return toAnswer(rows[0]!);
}

function toAnswer({ saved_at, saved_by, ...row }: Raw): TemplateRevision {
  return { ...row, savedAt: beijingIso(saved_at.getTime()), savedBy: saved_by };
}
