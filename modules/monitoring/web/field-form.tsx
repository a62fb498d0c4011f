import { useNavigate, useParams } from '@tanstack/react-router';
import { CallError, call } from '@tarim/platform/contract';
import { Page, QueryState, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { App, Button, Input, InputNumber, Result, Select } from 'antd';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { getTask, listItemSets, type SamplingInput, submitSampling, type Task } from '../contract.ts';
import { FieldContainers } from './field-containers.tsx';
import { FieldPhotos } from './field-photos.tsx';
import { beijingInstant, beijingLocal, forgetDraft, keepDraft, readDraft } from './sampling-draft.ts';

/** The page that waiting forms go out from: fetched now, since there may be no network when it is needed. */
const listPage = () => import('./field.tsx');

const WEATHER = ['clear', 'cloudy', 'overcast', 'rain', 'snow', 'dust'] as const;

/** The field form of one task (采样记录), made for a telephone: large controls, kept while it is filled in. */
export default function FieldFormPage(): ReactNode {
  const t = useText('monitoring');
  const navigate = useNavigate();
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getTask, { params: { id } });
  const sets = useRouteQuery(listItemSets);
  const task = query.data?.task;
  if (task && task.state !== 'assigned')
    return (
      <Result
        status="info"
        title={t('field.already', { name: task.pointName })}
        extra={
          <Button type="primary" onClick={() => void navigate({ to: `/monitoring/tasks/${id}` as string })}>
            {t('field.toTask')}
          </Button>
        }
      />
    );
  const known = new Map(
    (sets.data?.sets ?? [])
      .filter((one) => one.pointKind === task?.pointKind)
      .flatMap((one) => one.items.map((item) => [item.item, item] as const)),
  );
  return (
    <QueryState query={query}>
      {task && sets.data ? (
        <FieldForm
          task={task}
          onSite={task.items.filter((item) => known.get(item)?.onSite)}
          unitOf={(item) => known.get(item)?.unit ?? ''}
        />
      ) : null}
    </QueryState>
  );
}

function freshForm(task: Task, onSite: readonly string[]): SamplingInput {
  const bottled = task.items.filter((item) => !onSite.includes(item));
  return {
    clientId: crypto.randomUUID(),
    sampledAt: beijingInstant(beijingLocal(Date.now())),
    onSite: {},
    containers: bottled.length > 0 ? [{ code: `${task.code}-01`, kind: 'sample', items: bottled }] : [],
    photos: [],
  };
}

function FieldForm({
  task,
  onSite,
  unitOf,
}: {
  task: Task;
  onSite: readonly string[];
  unitOf: (item: string) => string;
}): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  const navigate = useNavigate();
  const { message, notification } = App.useApp();
  const fresh = useMemo(() => freshForm(task, onSite), [task, onSite]);
  const [form, setForm] = useState<SamplingInput>(() => readDraft(task.id)?.input ?? fresh);
  const [busy, setBusy] = useState(false);
  const [locating, setLocating] = useState(false);
  useEffect(() => {
    if (form !== fresh) keepDraft(task.id, { input: form, waiting: false });
  }, [form, fresh, task.id]);
  useEffect(() => {
    void listPage();
  }, []);
  const change = (more: Partial<SamplingInput>) => setForm((old) => ({ ...old, ...more }));
  const locate = () => {
    setLocating(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setLocating(false);
        change({ lon: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy });
      },
      () => {
        setLocating(false);
        void message.warning(t('field.noPlace'));
      },
      { enableHighAccuracy: true, timeout: 20_000 },
    );
  };
  const send = async () => {
    setBusy(true);
    try {
      await call(submitSampling, { params: { id: task.id }, body: form });
      forgetDraft(task.id);
      void message.success(t('field.sent'));
      void navigate({ to: `/monitoring/tasks/${task.id}` as string });
    } catch (error) {
      if (error instanceof CallError) {
        const { code, problems } = error.details;
        notification.error({
          title: error.message,
          description: problems?.map((one) => `${one.path} ${one.message}`).join('；') ?? code,
        });
        return;
      }
      // No answer at all: the form waits here and goes out by itself.
      keepDraft(task.id, { input: form, waiting: true });
      void message.info(t('field.kept'));
      void navigate({ to: '/monitoring/field' as string });
    } finally {
      setBusy(false);
    }
  };
  const covered = new Set([
    ...form.containers.filter((one) => one.kind === 'sample').flatMap((one) => one.items),
    ...Object.keys(form.onSite),
  ]);
  const open = task.items.filter((item) => !covered.has(item));
  return (
    <Page
      title={task.pointName}
      note={`${unitName(task.unitPath, 'line')} · ${task.code} · ${t('task.until', { day: task.dueTo })}`}
    >
      <div className="grid" style={{ maxWidth: 640 }}>
        <div className="card">
          <h4>{t('field.when')}</h4>
          <Input
            size="large"
            type="datetime-local"
            aria-label={t('sampling.at')}
            value={beijingLocal(Date.parse(form.sampledAt))}
            onChange={(event) =>
              event.target.value && change({ sampledAt: beijingInstant(event.target.value) })
            }
          />
          <div className="filters" style={{ marginTop: 10 }}>
            <Button size="large" loading={locating} onClick={locate}>
              {t('field.locate')}
            </Button>
            <span className="muted">
              {form.lon == null || form.lat == null
                ? t('field.noPlaceYet')
                : `${form.lon.toFixed(5)}, ${form.lat.toFixed(5)} ± ${Math.round(form.accuracy ?? 0)} m`}
            </span>
          </div>
          <Select
            size="large"
            style={{ width: '100%' }}
            aria-label={t('sampling.weather')}
            placeholder={t('sampling.weather')}
            value={form.weather}
            onChange={(weather: string) => change({ weather })}
            options={WEATHER.map((one) => ({ value: t(`weather.${one}`), label: t(`weather.${one}`) }))}
          />
        </div>
        {onSite.length > 0 ? (
          <div className="card">
            <h4>{t('field.onSite')}</h4>
            {onSite.map((item) => (
              <InputNumber
                key={item}
                size="large"
                style={{ width: '100%', marginBottom: 8 }}
                inputMode="decimal"
                aria-label={item}
                prefix={item}
                suffix={unitOf(item)}
                value={form.onSite[item]}
                onChange={(value) => {
                  const { [item]: _, ...others } = form.onSite;
                  change({ onSite: value === null ? others : { ...others, [item]: Number(value) } });
                }}
              />
            ))}
          </div>
        ) : null}
        <FieldContainers
          task={task}
          items={task.items.filter((item) => form.onSite[item] === undefined)}
          containers={form.containers}
          onChange={(containers) => change({ containers })}
        />
        <FieldPhotos photos={form.photos ?? []} onChange={(photos) => change({ photos })} />
        <div className="card">
          <h4>{t('sampling.note')}</h4>
          <Input.TextArea
            rows={3}
            maxLength={500}
            aria-label={t('sampling.note')}
            value={form.note}
            onChange={(event) => change({ note: event.target.value })}
          />
        </div>
        {open.length > 0 ? <p className="muted">{t('field.uncovered', { items: open.join('、') })}</p> : null}
        <Button
          size="large"
          type="primary"
          block
          loading={busy}
          disabled={open.length > 0}
          onClick={() => void send()}
        >
          {t('field.send')}
        </Button>
      </div>
    </Page>
  );
}
