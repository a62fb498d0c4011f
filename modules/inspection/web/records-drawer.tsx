import { Link } from '@tanstack/react-router';
import { FileLinks, formatTime, QueryState, useMay, useRouteQuery, useText } from '@tarim/ui';
import { Button, Card, Drawer, Empty, Flex, Tag } from 'antd';
import type { ReactNode } from 'react';
import { listRecords, type Visit, type VisitRecord } from '../contract.ts';
import { ResultTag, Simulated } from './words.tsx';

/** 检查笔录 of a visit: what was found, by whom it is signed, photographs, the documents; from here a case is filed. */
export function RecordsDrawer({ visit, onClose }: { visit: Visit; onClose: () => void }): ReactNode {
  const t = useText('inspection');
  const may = useMay();
  const query = useRouteQuery(listRecords, { params: { id: visit.id } });
  const records = query.data?.records ?? [];
  return (
    <Drawer
      open
      size={640}
      title={`${t('records.title')} · ${visit.enterprise}`}
      onClose={onClose}
      extra={<Simulated when={visit.simulated} />}
    >
      <Flex gap={8} align="center" wrap style={{ marginBottom: 16 }}>
        <ResultTag result={visit.result} />
        {visit.state === 'done' && may('enforcement.handle', visit.unitPath) ? (
          <Link to={`/enforcement/cases?visit=${visit.id}` as string}>
            <Button size="small">{t('records.file')}</Button>
          </Link>
        ) : null}
      </Flex>
      <QueryState query={query}>
        {records.length === 0 ? <Empty description={t('records.none')} /> : null}
        {records.map((one) => (
          <OneRecord key={one.id} record={one} />
        ))}
      </QueryState>
    </Drawer>
  );
}

function OneRecord({ record }: { record: VisitRecord }): ReactNode {
  const t = useText('inspection');
  const { id, form, problems } = record;
  const href = (sha256: string) => `/api/inspection/records/${id}/files/${sha256}`;
  const pictures = record.evidence.filter(({ name }) => /\.(jpe?g|png|webp)$/i.test(name));
  const films = record.evidence.filter(({ name }) => /\.(mp4|mov|webm)$/i.test(name));
  return (
    <Card
      size="small"
      style={{ marginBottom: 16 }}
      title={t(`record.${form}`)}
      extra={(['pdf', 'docx'] as const).map((format) => (
        <a
          key={format}
          href={`/api/inspection/records/${id}/document?format=${format}`}
          target="_blank"
          rel="noreferrer"
          style={{ marginInlineStart: 12 }}
        >
          {format.toUpperCase()}
        </a>
      ))}
    >
      <p className="muted">{t('records.made', { at: formatTime(record.madeAt, 'full'), by: record.by })}</p>
      <p>
        {record.refusal === null
          ? t('records.signed', { name: record.person })
          : t('records.refused', { why: record.refusal })}
      </p>
      {record.samples.length > 0 ? <p>{t('records.samples', { codes: record.samples.join('、') })}</p> : null}
      {record.facts ? <p>{record.facts}</p> : null}
      {form === 'site' ? (
        problems.length === 0 ? (
          <p>{t('records.noProblems')}</p>
        ) : (
          <>
            <strong>{t('records.problems')}</strong>
            <ul>
              {problems.map(({ title, note }) => (
                <li key={title}>
                  <Tag color="error">{title}</Tag> {note}
                </li>
              ))}
            </ul>
          </>
        )
      ) : null}
      <Flex gap={8} wrap>
        {pictures.map(({ sha256, name }) => (
          <a key={sha256} href={href(sha256)} target="_blank" rel="noreferrer">
            <img
              src={href(sha256)}
              alt={name}
              style={{ height: 96, borderRadius: 6, border: '1px solid var(--line)' }}
            />
          </a>
        ))}
        {films.map(({ sha256, name }) => (
          <video key={sha256} src={href(sha256)} aria-label={name} controls preload="metadata" height={160}>
            <track kind="captions" />
          </video>
        ))}
        <FileLinks files={record.evidence.filter((one) => !pictures.includes(one))} href={href} />
      </Flex>
    </Card>
  );
}
