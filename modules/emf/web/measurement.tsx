import { Link, useParams } from '@tanstack/react-router';
import { formatTime, Page, QueryState, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Card, Descriptions, Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import { checkMeasurement, getMeasurement, type MeasurementDetail, percentWords } from '../contract.ts';
import { FieldsDialog } from './fields-dialog.tsx';
import { FindingActs } from './finding-acts.tsx';
import { Photos } from './photos.tsx';
import { ReadingTable } from './reading-table.tsx';
import { Tasks } from './tasks.tsx';
import { FindingTag, MeasurementTag, Simulated, Unverified, VerdictTag } from './words.tsx';

/** Code of what makes a measurement unfit to be judged by: no certificate held on the day. */
const EXPIRED = 'EMF_CALIBRATION_EXPIRED';

/** One measurement: conditions, readings beside their limits, what it was judged as and by which rule, and what became of it. */
export default function MeasurementPage(): ReactNode {
  const t = useText('emf');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getMeasurement, { params: { id: Number(id) } });
  const one = query.data as MeasurementDetail | undefined;
  return (
    <Page
      title={one?.facilityName ?? t('menu.measurements')}
      note={one ? `${t(`measurementKind.${one.kind}`)} · ${formatTime(one.measuredAt)}` : ''}
      extra={
        one ? (
          <>
            <Simulated when={one.simulated} />
            <VerdictTag verdict={one.verdict} />
            <MeasurementTag state={one.state} />
          </>
        ) : null
      }
    >
      <p>
        <Link to={'/emf/measurements' as string}>← {t('menu.measurements')}</Link>
      </p>
      <QueryState query={query}>{one ? <Content one={one} /> : null}</QueryState>
    </Page>
  );
}

function Content({ one }: { one: MeasurementDetail }): ReactNode {
  const t = useText('emf');
  return (
    <Flex vertical gap={16}>
      {one.mayCheck ? <Check id={one.id} /> : null}
      {one.finding ? (
        <Card
          size="small"
          title={
            <>
              {t('finding.title')} <FindingTag state={one.finding.state} />
            </>
          }
        >
          <FindingActs finding={one.finding} />
          <Tasks measurementId={one.id} />
        </Card>
      ) : null}
      {one.note ? <Alert type="info" title={one.note} description={one.checkedBy} /> : null}
      {one.judgement.problems.includes(EXPIRED) ? (
        <Alert
          type="warning"
          title={t('measurement.unfit')}
          description={t('measurement.unfitWhy', {
            on: one.measuredAt.slice(0, 10),
            until: one.input.instrument.calibratedUntil,
          })}
        />
      ) : null}
      <Judged one={one} />
      <Card size="small" title={t('measurement.readings')}>
        <ReadingTable input={one.input} judgement={one.judgement} />
      </Card>
      <Photos measurementId={one.id} unitPath={one.unitPath} photos={one.photos} />
      <Conditions one={one} />
    </Flex>
  );
}

function Check({ id }: { id: number }): ReactNode {
  const t = useText('emf');
  const [returning, setReturning] = useState(false);
  const check = useRouteMutation(checkMeasurement, {
    success: t('saved'),
    onSuccess: () => setReturning(false),
  });
  return (
    <Flex gap={8} wrap>
      <Button
        type="primary"
        loading={check.isPending}
        onClick={() => check.mutate({ params: { id }, body: { pass: true, note: '' } })}
      >
        {t('measurement.check')}
      </Button>
      <Button onClick={() => setReturning(true)}>{t('measurement.return')}</Button>
      {returning ? (
        <FieldsDialog
          title={t('measurement.return')}
          fields={[{ name: 'note', label: t('field.reason'), kind: 'long', required: true }]}
          busy={check.isPending}
          onSend={({ note }) => check.mutate({ params: { id }, body: { pass: false, note } })}
          onClose={() => setReturning(false)}
        />
      ) : null}
    </Flex>
  );
}

function Judged({ one: { judgement, facilityId, facilityName } }: { one: MeasurementDetail }): ReactNode {
  const t = useText('emf');
  const { percent, upperBound, sums, others, missing, problems, rule, ruleVersion } = judgement;
  const item = (key: string, label: string, children: ReactNode) => ({ key, label: t(label), children });
  const names = (list: readonly { facilityId: number; name: string }[]) =>
    list.map(({ facilityId: id, name }) => (
      <div key={id}>
        <Link to={`/emf/facilities/${id}` as string}>{name}</Link>
      </div>
    ));
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, md: 2 }}
      items={[
        item('percent', 'field.percent', <b>{percentWords(percent, upperBound)}</b>),
        item('rule', 'field.rule', `${rule} · ${ruleVersion}`),
        item(
          'sums',
          'measurement.sums',
          sums.map(({ band, quantity, sum }) => (
            <div key={`${band}${quantity}`}>
              Σ {quantity} {t(`measurement.${band}`)}：{Number(sum.toPrecision(5))}
            </div>
          )),
        ),
        item(
          'facility',
          'field.facility',
          <Link to={`/emf/facilities/${facilityId}` as string}>{facilityName}</Link>,
        ),
        ...(others.length > 0 ? [item('others', 'measurement.others', names(others))] : []),
        ...(missing.length > 0 ? [item('missing', 'measurement.missing', names(missing))] : []),
        ...(problems.length > 0 ? [item('problems', 'measurement.problems', problems.join(', '))] : []),
      ]}
    />
  );
}

function Conditions({ one: { input, methodConfidence, by, at } }: { one: MeasurementDetail }): ReactNode {
  const t = useText('emf');
  const { instrument } = input;
  const item = (key: string, children: ReactNode) => ({ key, label: t(`field.${key}`), children });
  return (
    <Card size="small" title={t('measurement.conditions')}>
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          item(
            'method',
            <>
              {input.method} <Unverified confidence={methodConfidence} />
            </>,
          ),
          item('minutes', input.minutes),
          item('instrument', `${instrument.name} ${instrument.serial}`),
          item(
            'calibratedUntil',
            `${instrument.calibratedUntil} ${instrument.certificate ? `${instrument.certificate.number} ${instrument.certificate.laboratory}` : t('instruments.unregistered')}`,
          ),
          item('antennaFactor', instrument.antennaFactor ?? '—'),
          item('measuredBy', input.measuredBy),
          item('place', input.place),
          item('distanceM', input.distanceM),
          item('probeM', input.heightM),
          item('weather', input.weather),
          item('load', input.load),
          item('covers', t(`covers.${input.covers}`)),
          item('far', t(`fieldZone.${input.field}`)),
          item('photo', input.photo ? `${input.photo.slice(0, 16)}…` : '—'),
          item('by', `${by} ${formatTime(at)}`),
        ]}
      />
    </Card>
  );
}
