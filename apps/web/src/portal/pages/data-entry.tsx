import { type EntryDetail, exportDataset, getEntry, getSample } from '@tarim/catalog/contract';
import { urlOf } from '@tarim/platform/contract';
import { formatTime, useLoad } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Back, Ready, Time } from '../parts.tsx';
import { A } from '../route.tsx';

/** One data set: what it is, its fields, its open rows, how to read it or to ask for it. */
export default function DataEntryPage({ id }: PageProps): ReactNode {
  const query = useLoad(getEntry, { params: { id } });
  return (
    <>
      <Back />
      <Ready of={query} height={480}>
        {(entry) => <Entry entry={entry} />}
      </Ready>
    </>
  );
}

function Entry({ entry }: { entry: EntryDetail }): ReactNode {
  const { t, n, word, language } = useI18n();
  const lang = language === 'en' ? 'en' : 'zh';
  return (
    <>
      <div className="row">
        <h1>{n(entry.titles)}</h1>
        <span className={`tag tag-large${entry.sharing === 'open' ? ' tag-meets' : ''}`}>
          {word('sharing.', entry.sharing)}
        </span>
        <A href={`/data-request?set=${entry.id}`} className="button">
          {t('data.ask')}
        </A>
      </div>
      <section className="card prose">
        <p>{n(entry.abstracts)}</p>
        <dl className="pairs">
          <Pair name={t('data.owner')}>{n(entry.owner)}</Pair>
          <Pair name={t('data.source')}>{n(entry.source)}</Pair>
          <Pair name={t('data.newest')}>
            <Time at={entry.figures?.newest} style="full" />
          </Pair>
        </dl>
      </section>
      <section className="card">
        <h2>{t('data.fields')}</h2>
        <div className="scroll">
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{t('data.fieldTitle')}</th>
                <th scope="col">{t('data.fieldName')}</th>
                <th scope="col">{t('data.fieldUnit')}</th>
              </tr>
            </thead>
            <tbody>
              {entry.fields.map((one) => (
                <tr key={one.name}>
                  <th scope="row">{n(one.titles)}</th>
                  <td>
                    <code>{one.name}</code>
                  </td>
                  <td>{one.unit ?? '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {entry.readable === 'none' ? (
        <p className="card">{t('data.closed')}</p>
      ) : (
        <>
          <Sample entry={entry} />
          <section className="card">
            <h2>{t('data.download')}</h2>
            <p>
              {entry.formats.map((format) => (
                <a
                  key={format}
                  className="button"
                  style={{ marginInlineEnd: 8, marginBottom: 8 }}
                  href={urlOf(exportDataset, { id: entry.id }, { format, lang })}
                >
                  {format.toUpperCase()}
                </a>
              ))}
            </p>
          </section>
        </>
      )}
      <section className="card">
        <h2>{t('data.links')}</h2>
        <ul className="rules">
          {entry.links.map((one) => (
            <li key={one.href}>
              <a href={one.href}>
                <code>{one.href}</code>
              </a>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Pair({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Sample({ entry }: { entry: EntryDetail }): ReactNode {
  const { t, n } = useI18n();
  const query = useLoad(getSample, { params: { id: entry.id } });
  const told = (name: string, value: unknown): string => {
    if (value === null || value === undefined) return '—';
    const field = entry.fields.find((one) => one.name === name);
    const code = field?.codes?.[String(value)];
    if (code) return n(code);
    if (typeof value === 'boolean') return t(value ? 'data.yes' : 'data.no');
    if (field?.type === 'instant') return formatTime(String(value), 'full');
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  return (
    <section className="card">
      <h2>{t('data.sample')}</h2>
      <Ready of={query} height={200}>
        {({ fields, rows }) =>
          rows.length === 0 ? (
            <p className="empty">{t('data.noRows')}</p>
          ) : (
            <div className="scroll">
              <table>
                <thead>
                  <tr>
                    {fields.map((name) => (
                      <th key={name} scope="col">
                        {n(entry.fields.find((one) => one.name === name)?.titles)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.id}>
                      {fields.map((name) => (
                        <td key={name}>{told(name, row.properties[name])}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Ready>
    </section>
  );
}
