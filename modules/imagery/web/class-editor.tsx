import { CallError, call } from '@tarim/platform/contract';
import { useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Alert, Button, Drawer, Flex, Input, InputNumber, Select, Upload } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import {
  type ClassEntry,
  listClassTables,
  MOST_CLASSES,
  type PreparedTable,
  readClassText,
  type SceneClasses,
  saveSceneClasses,
} from '../contract.ts';
import { useClassName } from './class-names.ts';

/** A line that is being written: what is not yet said is empty. */
interface Line {
  readonly key: number;
  readonly value: number | null;
  readonly zh: string;
  readonly en: string;
  readonly colour: string;
}

const GREY = '#9e9e9e';

/** Writes a new version of a table: by hand, out of a text or a file, or a prepared one. */
export function ClassEditor({
  id,
  told,
  onClose,
}: {
  id: number;
  told: SceneClasses;
  onClose: () => void;
}): ReactNode {
  const t = useText('imagery');
  const next = useRef(1);
  const colours = new Map(told.classes.map((one) => [one.value, one.colour]));
  const lineOf = ({ value, zh, en, colour }: ClassEntry): Line => ({
    key: next.current++,
    value,
    zh,
    en: en ?? '',
    colour: colour ?? colours.get(value) ?? GREY,
  });
  const [lines, setLines] = useState<readonly Line[]>(() =>
    told.classes
      .slice(0, MOST_CLASSES)
      .map((one) =>
        lineOf(one.named ? { ...one, en: one.en === one.zh ? null : one.en } : { ...one, zh: '', en: null }),
      ),
  );
  const [prepared, setPrepared] = useState<string | undefined>();
  const save = useRouteMutation(saveSceneClasses, {
    success: t('classes.saved', { version: (told.table?.version ?? 0) + 1 }),
    onSuccess: onClose,
  });
  const change = (key: number, more: Partial<Line>) => {
    setPrepared(undefined);
    setLines(lines.map((one) => (one.key === key ? { ...one, ...more } : one)));
  };
  /** Values that the raster has and the table does not name keep their lines. */
  const replace = (entries: readonly ClassEntry[], table?: string) => {
    const given = new Set(entries.map(({ value }) => value));
    const rest = told.classes
      .filter((one) => one.cells > 0 && !given.has(one.value))
      .map((one) => lineOf({ ...one, zh: '', en: null }));
    setLines([...entries.map(lineOf), ...rest].sort((a, b) => a.value! - b.value!).slice(0, MOST_CLASSES));
    setPrepared(table);
  };
  const kept = lines.filter(({ value, zh }) => value !== null && zh.trim() !== '');
  const send = () =>
    save.mutate({
      params: { id },
      body: {
        version: told.table?.version ?? 0,
        entries: kept.map(({ value, zh, en, colour }) => ({
          value: value!,
          zh: zh.trim(),
          en: en.trim() || null,
          colour,
        })),
        ...(prepared ? { prepared } : {}),
      },
    });
  return (
    <Drawer
      open
      size="large"
      title={t('classes.edit')}
      onClose={onClose}
      destroyOnHidden
      extra={
        <Button type="primary" loading={save.isPending} disabled={kept.length === 0} onClick={send}>
          {t('classes.save')}
        </Button>
      }
    >
      <Prepared onTake={(table) => replace(table.entries, table.id)} />
      <TextReader onRead={(entries) => replace(entries)} />
      <div style={{ display: 'grid', gap: 6 }} data-testid="class-lines">
        {lines.map((line) => (
          <LineFields
            key={line.key}
            line={line}
            onChange={(more) => change(line.key, more)}
            onRemove={() => setLines(lines.filter((one) => one.key !== line.key))}
          />
        ))}
      </div>
      <Flex justify="space-between" style={{ marginTop: 10 }}>
        <Button
          disabled={lines.length >= MOST_CLASSES}
          onClick={() =>
            setLines([...lines, { key: next.current++, value: null, zh: '', en: '', colour: GREY }])
          }
        >
          {t('classes.add')}
        </Button>
        <span className="muted">{t('classes.nameless')}</span>
      </Flex>
    </Drawer>
  );
}

function LineFields({
  line,
  onChange,
  onRemove,
}: {
  line: Line;
  onChange: (more: Partial<Line>) => void;
  onRemove: () => void;
}): ReactNode {
  const t = useText('imagery');
  return (
    <div
      style={{
        display: 'grid',
        gridTemplateColumns: '76px 40px minmax(0, 1fr) minmax(0, 1fr) auto',
        gap: 6,
        alignItems: 'center',
      }}
    >
      <InputNumber
        aria-label={t('classes.value')}
        min={-32_768}
        max={65_535}
        precision={0}
        controls={false}
        style={{ width: '100%' }}
        value={line.value}
        onChange={(value) => onChange({ value })}
      />
      <input
        type="color"
        aria-label={t('classes.colourOf', { value: line.value ?? '' })}
        value={line.colour}
        onChange={(event) => onChange({ colour: event.target.value })}
        style={{ width: 40, height: 30, padding: 2, border: '1px solid #d5dddd', borderRadius: 6 }}
      />
      <Input
        aria-label={t('classes.nameZh')}
        placeholder={t('classes.nameZh')}
        maxLength={100}
        value={line.zh}
        onChange={(event) => onChange({ zh: event.target.value })}
      />
      <Input
        aria-label={t('classes.nameEn')}
        placeholder={t('classes.nameEn')}
        maxLength={100}
        value={line.en}
        onChange={(event) => onChange({ en: event.target.value })}
      />
      <Button type="link" size="small" onClick={onRemove}>
        {t('classes.remove')}
      </Button>
    </div>
  );
}

/** Prepared tables, each with its source and how far it is checked. */
function Prepared({ onTake }: { onTake: (table: PreparedTable) => void }): ReactNode {
  const t = useText('imagery');
  const [taken, setTaken] = useState<PreparedTable | undefined>();
  const options = usePreparedOptions();
  return (
    <div style={{ marginBottom: 10 }}>
      <Select
        style={{ width: '100%' }}
        aria-label={t('classes.prepared')}
        placeholder={t('classes.prepared')}
        options={options.map(({ value, label }) => ({ value, label }))}
        onChange={(id: string) => {
          const found = options.find((one) => one.value === id)?.table;
          if (!found) return;
          setTaken(found);
          onTake(found);
        }}
      />
      {taken ? <PreparedNote table={taken} /> : null}
    </div>
  );
}

export function usePreparedOptions(): readonly { value: string; label: string; table: PreparedTable }[] {
  const nameOf = useClassName();
  const tables = useRouteQuery(listClassTables, {});
  return (tables.data?.tables ?? []).map((table) => ({ value: table.id, label: nameOf(table), table }));
}

export function PreparedNote({ table }: { table: PreparedTable }): ReactNode {
  const t = useText('imagery');
  return (
    <p className="muted" style={{ margin: '4px 0 0' }}>
      {table.source} · {t(`classes.confidence.${table.confidence}`)}
    </p>
  );
}

function TextReader({ onRead }: { onRead: (entries: readonly ClassEntry[]) => void }): ReactNode {
  const t = useText('imagery');
  const [text, setText] = useState('');
  const [failed, setFailed] = useState<Error | null>(null);
  const read = async (name: string, content: string) => {
    setFailed(null);
    try {
      const { entries } = await call(readClassText, { body: { name, text: content } });
      onRead(entries);
    } catch (error) {
      setFailed(error as Error);
    }
  };
  return (
    <div style={{ marginBottom: 14 }}>
      <Input.TextArea
        aria-label={t('classes.paste')}
        placeholder={t('classes.pasteHint')}
        autoSize={{ minRows: 3, maxRows: 8 }}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Flex gap={8} style={{ marginTop: 6 }}>
        <Button disabled={text.trim() === ''} onClick={() => void read('', text)}>
          {t('classes.read')}
        </Button>
        <Upload
          accept=".csv,.txt,.clr,.qml,.xml"
          showUploadList={false}
          beforeUpload={(file) => {
            void file.text().then((content) => read(file.name, content));
            return false;
          }}
        >
          <Button>{t('classes.file')}</Button>
        </Upload>
      </Flex>
      {failed ? (
        <Alert
          type="error"
          showIcon
          style={{ marginTop: 8 }}
          title={failed.message}
          description={failed instanceof CallError ? failed.details.code : undefined}
        />
      ) : null}
    </div>
  );
}
