import { Link } from '@tanstack/react-router';
import { formatPercent, useText } from '@tarim/ui';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Overlaps } from '../contract.ts';
import { hectares, useClasses } from './words.tsx';

/** 叠加分析: boundaries, zoning, approvals, known activities and registers that the patch meets. */
export function PatchOverlaps({ overlaps }: { overlaps: Overlaps }): ReactNode {
  const t = useText('redline');
  const { nameOf } = useClasses();
  const share = (one: { areaM2: number; share: number }) => (
    <small className="muted">
      {hectares(one.areaM2)} · {formatPercent(one.share)}
    </small>
  );
  const blocks: readonly { title: string; lines: readonly { key: string; line: ReactNode }[] }[] = [
    {
      title: t('overlap.areas'),
      lines: overlaps.areas.map((one) => ({
        key: `${one.kind}${one.code}`,
        line: (
          <>
            <Tag color={one.kind === 'redline' ? 'red' : 'green'}>{t(`kind.${one.kind}`)}</Tag>
            <Link to={`/redline/areas/${one.kind}/${encodeURIComponent(one.code)}` as string}>
              {one.name}
            </Link>{' '}
            {one.zone ? <Tag>{t(`zone.${one.zone}`)}</Tag> : null}
            {t('overlap.version', { n: one.version })} {share(one)}
          </>
        ),
      })),
    },
    {
      title: t('overlap.zoning'),
      lines: overlaps.zoning.map((one) => ({
        key: one.code,
        line: (
          <>
            {one.code} {one.name} <Tag>{t(`zoning:class.${one.class}`)}</Tag> {share(one)}
          </>
        ),
      })),
    },
    {
      title: t('overlap.approvals'),
      lines: overlaps.approvals.map((one) => ({
        key: String(one.id),
        line: (
          <>
            {one.number} · {one.project} {share(one)}
          </>
        ),
      })),
    },
    {
      title: t('overlap.activities'),
      lines: overlaps.activities.map((one) => ({
        key: String(one.id),
        line: (
          <>
            {one.code} {one.name} <Tag>{nameOf(one.class)}</Tag> {share(one)}
          </>
        ),
      })),
    },
    {
      title: t('overlap.register'),
      lines: overlaps.register.map((one) => ({
        key: String(one.id),
        line: (
          <>
            <Tag color="purple">{t(`theme.${one.theme}`)}</Tag> {one.code} {one.name} {share(one)}
          </>
        ),
      })),
    },
  ];
  return (
    <div className="grid cards-320">
      {blocks.map(({ title, lines }) => (
        <div key={title} className="card">
          <h4>{title}</h4>
          {lines.length === 0 ? <span className="muted">{t('overlap.none')}</span> : null}
          <ul className="steps">
            {lines.map(({ key, line }) => (
              <li key={key}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
