import { useText } from '@tarim/ui';
import { Button, Card, QRCode } from 'antd';
import { type ReactNode, useRef } from 'react';
import type { SourceDetail } from '../contract.ts';
import { activityText } from './words.tsx';

/** The card is 5.6 by 9 cm and has no blank field (放射源编码规则, 2004). */
const STYLE = `@page{size:9cm 5.6cm;margin:0}body{margin:0}.card{box-sizing:border-box;width:9cm;height:5.6cm;padding:.3cm;
display:flex;gap:.3cm;font:9pt/1.35 sans-serif;color:#000}.card svg{width:2.6cm;height:2.6cm}.card b{font-size:11pt}
.card dl{margin:0;display:grid;grid-template-columns:auto 1fr;column-gap:.2cm}.card dd{margin:0}`;

/** 放射源编码卡: travels with the source; its picture leads to the page of the source. */
export function CodeCard({ one }: { one: SourceDetail }): ReactNode {
  const t = useText('radiation');
  const card = useRef<HTMLDivElement>(null);
  const print = () => {
    const frame = document.createElement('iframe');
    frame.style.cssText = 'position:fixed;width:0;height:0;border:0';
    document.body.append(frame);
    const page = frame.contentDocument!;
    const style = page.createElement('style');
    style.textContent = STYLE;
    page.head.append(style);
    page.body.append(page.importNode(card.current!, true));
    frame.contentWindow!.addEventListener('afterprint', () => frame.remove());
    frame.contentWindow!.print();
  };
  const told = (value: string | null) => (value === null || value === '' ? t('source.unknown') : value);
  const facts = [
    [t('field.nuclide'), one.nuclide],
    [t('field.activity'), one.activityBq === null ? t('source.unknown') : activityText(one.activityBq)],
    [t('field.measuredOn'), told(one.measuredOn)],
    [t('field.category'), told(one.category)],
    [t('field.label'), told(one.label)],
    [t('field.unit'), one.unitName],
  ] as const;
  return (
    <Card
      size="small"
      title={t('source.card')}
      extra={
        <Button size="small" onClick={print}>
          {t('source.print')}
        </Button>
      }
    >
      <style>{STYLE.replace(/@page\{[^}]*\}body\{[^}]*\}/, '').replaceAll('.card', '.code-card')}</style>
      <div ref={card} className="card code-card" style={{ border: '1px solid #888', background: '#fff' }}>
        <QRCode
          type="svg"
          size={100}
          bordered={false}
          value={`${window.location.origin}/console/radiation/sources/${one.id}`}
        />
        <div>
          <b>{told(one.code)}</b>
          <dl>
            {facts.map(([label, value]) => (
              <div key={label} style={{ display: 'contents' }}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
    </Card>
  );
}
