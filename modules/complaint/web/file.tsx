import { Link, useParams } from '@tanstack/react-router';
import { formatTime, Page, QueryState, useMay, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { Button, Card, Descriptions, Flex, Image, Tag, Timeline } from 'antd';
import { type ReactNode, useState } from 'react';
import { type ActName, type ComplaintDetail, getComplaint } from '../contract.ts';
import { ActDialog } from './act-dialog.tsx';
import { ACT_FIELDS, type Field, REPORTER_FIELDS } from './act-fields.ts';
import { Reporter } from './reporter.tsx';
import { RewardCard } from './reward.tsx';
import { ClockTag, RetaliationTag, Simulated, StateTag, Unverified } from './words.tsx';

const LOOK_MS = 60_000;

/** One complaint: what was reported, how its terms stand, what was done and what may be done next. */
export default function FilePage(): ReactNode {
  const t = useText('complaint');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getComplaint, { params: { id: Number(id) } }, { refetchMs: LOOK_MS });
  const one = query.data;
  return (
    <Page
      title={one?.number ?? t('menu.files')}
      note={one ? `${t(`kind.${one.kind}`)} · ${one.object}` : ''}
      extra={
        <>
          <Simulated when={one?.simulated ?? false} />
          <RetaliationTag when={one?.retaliation ?? false} />
          {one?.published ? <Tag color="cyan">{t('file.published')}</Tag> : null}
          {one ? <StateTag state={one.state} /> : null}
        </>
      }
    >
      <p>
        <Link to={'/complaint/files' as string}>← {t('menu.files')}</Link>
      </p>
      <QueryState query={query}>{one ? <Content one={one} /> : null}</QueryState>
    </Page>
  );
}

function Content({ one }: { one: ComplaintDetail }): ReactNode {
  const t = useText('complaint');
  return (
    <Flex vertical gap={16}>
      <Acts one={one} />
      <FieldMeasurement one={one} />
      <Card size="small" title={t('file.clocks')}>
        <Flex gap={8} wrap>
          {one.clocks.map((clock) => (
            <span key={clock.key}>
              <ClockTag clock={clock} />
              <small className="muted">
                {clock.source} <Unverified confidence={clock.confidence} />
              </small>
            </span>
          ))}
        </Flex>
      </Card>
      <Facts one={one} />
      <Reporter one={one} />
      <RewardCard one={one} />
      <Card size="small" title={t('file.timeline')}>
        <Timeline
          items={[
            { key: 'received', content: `${one.receivedOn} · ${t('file.received')}` },
            ...one.steps.map((step) => ({
              key: String(step.nth),
              content: (
                <>
                  <b>{t(`act.${step.act}`)}</b> {step.on} · {step.by || t('file.reporter')}{' '}
                  <span className="muted">{formatTime(step.at)}</span>
                  <Told step={step} />
                </>
              ),
            })),
          ]}
        />
      </Card>
    </Flex>
  );
}

function Acts({ one }: { one: ComplaintDetail }): ReactNode {
  const t = useText('complaint');
  const [act, setAct] = useState<ActName | null>(null);
  return (
    <Card size="small" title={t('file.acts')}>
      {one.acts.length === 0 ? (
        <span className="muted">{t('file.noActs')}</span>
      ) : (
        <Flex gap={8} wrap>
          {(one.acts as ActName[]).map((name) => (
            <Button key={name} onClick={() => setAct(name)}>
              {t(`act.${name}`)}
            </Button>
          ))}
        </Flex>
      )}
      {act ? <ActDialog of={one} act={act} onClose={() => setAct(null)} /> : null}
    </Card>
  );
}

function Facts({ one }: { one: ComplaintDetail }): ReactNode {
  const t = useText('complaint');
  const unitName = useUnitName();
  const link = ({ id, number }: { id: number; number: string }) => (
    <Link key={id} to={`/complaint/files/${id}` as string}>
      {number}
    </Link>
  );
  const items = [
    { key: 'unit', label: t('field.unit'), children: unitName(one.unitPath, 'line') },
    { key: 'channel', label: t('field.channel'), children: t(`channel.${one.channel}`) },
    { key: 'facts', label: t('field.facts'), span: 'filled' as const, children: one.facts },
    { key: 'address', label: t('field.address'), children: one.address || '—' },
    {
      key: 'place',
      label: t('field.place'),
      children: one.place ? `${one.place.lon.toFixed(5)}, ${one.place.lat.toFixed(5)}` : '—',
    },
    { key: 'happened', label: t('field.happenedOn'), children: one.happenedOn ?? '—' },
    {
      key: 'photos',
      label: t('field.photos'),
      children: one.photos === 0 ? '—' : <Photos id={one.id} count={one.photos} />,
    },
  ];
  if (one.similar.length > 0)
    items.push({
      key: 'similar',
      label: t('file.similar'),
      children: (
        <Flex gap={8} wrap>
          {one.similar.map(link)}
        </Flex>
      ),
    });
  if (one.mergedInto) items.push({ key: 'merged', label: t('file.merged'), children: link(one.mergedInto) });
  return <Descriptions bordered size="small" column={{ xs: 1, md: 2 }} items={items} />;
}

function Photos({ id, count }: { id: number; count: number }): ReactNode {
  const t = useText('complaint');
  return (
    <Image.PreviewGroup>
      {Array.from({ length: count }, (_, index) => index + 1).map((nth) => (
        <Image
          key={nth}
          height={72}
          alt={t('file.photo', { n: nth })}
          src={`/api/complaint/files/${id}/photos/${nth}`}
        />
      ))}
    </Image.PreviewGroup>
  );
}

/** What a step says; nothing where it is for the level above. */
function Told({ step: { act, facts } }: { step: ComplaintDetail['steps'][number] }): ReactNode {
  const t = useText('complaint');
  const unitName = useUnitName();
  const fields = ACT_FIELDS[act as ActName] ?? REPORTER_FIELDS[act] ?? [];
  if (Object.keys(facts).length === 0) return <div className="muted">{t('file.above')}</div>;
  const shown = fields
    .filter(({ name, as }) => name !== 'on' && as !== 'enterprise')
    .flatMap((field) => {
      const text = shownOf(field, facts[field.name], t, unitName);
      return text === '' ? [] : [`${t(`field.${field.name}`)}：${text}`];
    });
  return <div>{shown.join('；')}</div>;
}

function shownOf(
  field: Field,
  value: unknown,
  t: (key: string) => string,
  unitName: (path: string) => string,
): string {
  if (value === null || value === undefined) return '';
  if (field.as === 'yes') return t(value ? 'yes' : 'no');
  if (field.as === 'one') return t(`${field.words}.${value as string}`);
  if (field.as === 'unit') return unitName(value as string);
  return String(value);
}

/** A complaint about radiation may need a measurement (电磁投诉监测): it is registered there with this number, without who reported. */
function FieldMeasurement({ one }: { one: ComplaintDetail }): ReactNode {
  const t = useText('complaint');
  const may = useMay('emf.petition', one.unitPath);
  if (one.kind !== 'radiation' || !may) return null;
  return (
    <div>
      <Link to={`/emf/petitions?complaint=${one.number}` as string}>{t('file.fieldMeasurement')} →</Link>
    </div>
  );
}
