import { getFrame } from '@tarim/telemetry/contract';
import { useLoad } from '@tarim/ui/light';
import { type ReactNode, useState } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Back, Ready, Time } from '../parts.tsx';
import { A } from '../route.tsx';

type Span = { offset: number; length: number } | null;
const inside = (span: Span, index: number): boolean =>
  span !== null && index >= span.offset && index < span.offset + span.length;

/** The bytes as the device sent them, explained, with their place in the chained log. */
export default function FramePage({ id }: PageProps): ReactNode {
  const { t } = useI18n();
  const query = useLoad(getFrame, { params: { lsn: Number(id) } });
  const [span, setSpan] = useState<Span>(null);
  return (
    <>
      <Back />
      <h1>{t('rawFrame')}</h1>
      <Ready of={query} height={480}>
        {(data) => (
          <>
            <section className="card">
              <dl className="pairs">
                {data.pointId !== null ? (
                  <div>
                    <dt>{t('from')}</dt>
                    <dd>{data.pointName}</dd>
                  </div>
                ) : null}
                <div>
                  <dt>{t('received')}</dt>
                  <dd>
                    <Time at={data.receivedAt} style="full" /> · {data.transport.toUpperCase()}{' '}
                    {data.edition ? `· HJ 212-${data.edition}` : ''}
                  </dd>
                </div>
                <div>
                  <dt>CRC</dt>
                  <dd>
                    {data.crcOk === null ? (
                      t('notChecked')
                    ) : (
                      <span className={data.crcOk ? 'tag tag-meets' : 'tag tag-exceeds'}>
                        {t(data.crcOk ? 'crcOk' : 'crcBad')}
                      </span>
                    )}
                  </dd>
                </div>
                <div>
                  <dt>{t('segment')}</dt>
                  <dd>
                    <code dir="ltr">
                      {data.segment.name} +{data.segment.offset}
                    </code>{' '}
                    <span className="tag">{t(`segment.${data.segment.state}`)}</span>
                  </dd>
                </div>
                <div>
                  <dt>SHA-256</dt>
                  <dd className="mono">{data.segment.sha256 ?? t('whenSealed')}</dd>
                </div>
                <div>
                  <dt>{t('chain')}</dt>
                  <dd className="mono">{data.segment.chain ?? t('whenSealed')}</dd>
                </div>
              </dl>
              {data.masked ? <p className="muted">{t('masked')}</p> : null}
            </section>
            <div className="hex">
              <pre>
                {(data.hex.match(/../g) ?? []).map((byte, index) => (
                  <span key={index} className={inside(span, index) ? 'hit' : undefined}>
                    {byte}{' '}
                  </span>
                ))}
              </pre>
              <pre>
                {[...data.text].map((char, index) => (
                  <span key={index} className={inside(span, index) ? 'hit' : undefined}>
                    {char}
                  </span>
                ))}
              </pre>
            </div>
            <section className="card">
              <h2>{t('fields')}</h2>
              <p className="muted">{t('fieldsHint')}</p>
              <div className="scroll">
                <table className="fields">
                  <thead>
                    <tr>
                      <th scope="col" className="number">
                        {t('offset')}
                      </th>
                      <th scope="col">{t('raw')}</th>
                      <th scope="col">{t('meaning')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.fields.map((one) => (
                      <tr
                        key={`${one.offset}${one.name}`}
                        tabIndex={0}
                        onMouseEnter={() => setSpan(one)}
                        onMouseLeave={() => setSpan(null)}
                        onFocus={() => setSpan(one)}
                        onBlur={() => setSpan(null)}
                      >
                        <td className="muted number">{one.offset}</td>
                        <td className="mono" dir="ltr">
                          {one.raw.slice(0, 100)}
                        </td>
                        <td>{one.meaning}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </section>
            <p>
              <A href="/about">{t('verify')}</A>
            </p>
          </>
        )}
      </Ready>
    </>
  );
}
