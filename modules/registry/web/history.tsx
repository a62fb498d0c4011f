import {
  CursorPager,
  formatTime,
  POINT_KIND_TITLES,
  QueryState,
  type Text,
  useCursor,
  useRouteQuery,
  useText,
  useUnitName,
  withSubscripts,
} from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { type FieldChange, type HistoryEntry, listHistory } from '../contract.ts';
import { confidenceKey } from './confidence.ts';

const PAGE = 30;

/** Who changed what of a point or an enterprise, field by field, newest first. */
export function History(of: { readonly pointId: number } | { readonly enterpriseId: number }): ReactNode {
  const t = useText('registry');
  const at = useCursor<number>();
  const list = useRouteQuery(listHistory, { query: { ...of, before: at.cursor, limit: PAGE } });
  const entries = list.data?.entries ?? [];
  return (
    <QueryState query={list}>
      {entries.length === 0 ? <p className="muted">{t('history.none')}</p> : null}
      <ol className="steps" aria-label={t('history.title')}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
    </QueryState>
  );
}

const COLOURS = { insert: 'green', update: 'blue', delete: 'red' } as const;

function Entry({ entry }: { entry: HistoryEntry }): ReactNode {
  const t = useText('registry');
  const show = useShown();
  return (
    <li>
      <div>
        <Tag color={COLOURS[entry.operation]}>{t(`history.${verbOf(entry)}`)}</Tag>
        <strong>
          {t(`table.${entry.table}`)} {withSubscripts(entry.label)}
        </strong>
      </div>
      <div className="muted">
        {formatTime(entry.at, 'full')} · {entry.actor ?? t('history.platform')}
      </div>
      <Changes entry={entry} show={show} />
    </li>
  );
}

/** A switch of use is told as such; anything else by its operation. */
function verbOf({ operation, changes }: HistoryEntry): string {
  const only = changes.length === 1 ? changes[0] : undefined;
  if (operation !== 'update' || only?.field !== 'active') return operation;
  return only.after === true ? 'reopened' : 'closed';
}

function Changes({
  entry,
  show,
}: {
  entry: HistoryEntry;
  show: (field: string, value: FieldChange['before']) => string;
}): ReactNode {
  const t = useText('registry');
  if (entry.operation === 'update')
    return (
      <dl className="diff">
        {entry.changes.map((one) => (
          <div key={one.field}>
            <dt>{t(`field.${one.field}`)}</dt>
            <dd>
              <del>{show(one.field, one.before)}</del> <span className="arrow">→</span>{' '}
              <ins>{show(one.field, one.after)}</ins>
            </dd>
          </div>
        ))}
      </dl>
    );
  return (
    <details>
      <summary className="muted">{t('history.fields', { n: entry.changes.length })}</summary>
      <dl className="diff">
        {entry.changes.map((one) => (
          <div key={one.field}>
            <dt>{t(`field.${one.field}`)}</dt>
            <dd>{show(one.field, entry.operation === 'delete' ? one.before : one.after)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const SECRETS: ReadonlySet<string> = new Set(['password', 'sm4Key']);
const WORDS: ReadonlySet<string> = new Set(['basis', 'measure', 'transport']);

/** A value of a change as people read it. */
function useShown(): (field: string, value: FieldChange['before']) => string {
  const t = useText('registry');
  const unitName = useUnitName();
  return (field, value) => {
    if (SECRETS.has(field)) return secret(t, value);
    if (value === null || value === '') return t('history.nothing');
    if (typeof value === 'boolean') return value ? t('value.yes') : t('value.no');
    if (field === 'unitPath') return unitName(String(value), 'line');
    if (field === 'kind') return t(POINT_KIND_TITLES[String(value)]?.title ?? String(value));
    if (WORDS.has(field)) return t(`value.${value}`);
    const confidence = field === 'confidence' ? confidenceKey(String(value)) : null;
    if (confidence) return t(confidence);
    return withSubscripts(String(value));
  };
}

/** The server tells only whether there is one, and whether it is another than before. */
function secret(t: Text, value: FieldChange['before']): string {
  if (value === null) return t('history.secretNone');
  return value === '***' ? t('history.secretSet') : t('history.secretReplaced');
}
