import { useQuery } from '@tanstack/react-query';
import { urlOf } from '@tarim/platform/contract';
import {
  Figure,
  formatNumber,
  Page,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Alert, Button, Tag, Upload } from 'antd';
import { type ReactNode, useState } from 'react';
import { getRivers, importRivers, riverFeatures } from '../contract.ts';
import { type Features, ResultMap } from './result-map.tsx';
import './analysis.css';

type Problems = readonly { code: string; message: string; path?: string | undefined }[];

/** The river network that is traced, and its replacement by the authority's own. */
export default function RiversPage(): ReactNode {
  const t = useText('analysis');
  const may = useMay();
  const [problems, setProblems] = useState<Problems>([]);
  const query = useRouteQuery(getRivers);
  const summary = query.data;
  const lines = useQuery({
    queryKey: ['analysis.riverFeatures', summary?.reaches, summary?.lengthKm],
    queryFn: async () => (await (await fetch(urlOf(riverFeatures))).json()) as Features,
    enabled: summary !== undefined,
  });
  const send = useRouteMutation(importRivers, {
    success: t('rivers.replaced'),
    onSuccess: (answer) => setProblems(answer.problems),
  });
  return (
    <Page
      title={t('menu.rivers')}
      note={t('rivers.note')}
      extra={
        may('analysis.rivers') ? (
          <Upload
            accept=".geojson,.json"
            showUploadList={false}
            beforeUpload={(file) => {
              send.mutate({ file });
              return false;
            }}
          >
            <Button loading={send.isPending}>{t('rivers.replace')}</Button>
          </Upload>
        ) : null
      }
    >
      <QueryState query={query}>
        <div className="grid">
          <div className="figures">
            <Figure label={t('figure.reaches')} value={summary?.reaches ?? '—'} />
            <Figure
              label={t('figure.length')}
              value={summary ? `${formatNumber(Math.round(summary.lengthKm))} km` : '—'}
            />
            <Figure
              label={t('rivers.source')}
              value={
                <>
                  {summary?.sources.join('、') || '—'}{' '}
                  {summary?.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
                </>
              }
            />
          </div>
          {problems.map((one) => (
            <Alert
              key={`${one.code}${one.path}${one.message}`}
              type="warning"
              title={`${one.path ?? ''} ${one.message}`}
            />
          ))}
          <ResultMap features={lines.data} style={null} />
        </div>
      </QueryState>
    </Page>
  );
}
