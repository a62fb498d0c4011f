import { BarChart, LineChart } from 'echarts/charts';
import {
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { type ReactNode, useEffect, useRef } from 'react';

use([
  LineChart,
  BarChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  MarkLineComponent,
  MarkAreaComponent,
  DataZoomComponent,
  CanvasRenderer,
]);

/** A chart that fills its box, follows its size and tells which point was clicked. */
export function Chart({
  option,
  height = 320,
  label,
  onPoint,
}: {
  option: EChartsCoreOption;
  height?: number;
  label: string;
  onPoint?: (seriesIndex: number, dataIndex: number) => void;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(null);
  const clicked = useRef(onPoint);
  clicked.current = onPoint;
  useEffect(() => {
    const instance = init(box.current!);
    chart.current = instance;
    instance.on('click', (event) => clicked.current?.(event.seriesIndex ?? 0, event.dataIndex));
    const observer = new ResizeObserver(() => instance.resize());
    observer.observe(box.current!);
    return () => {
      observer.disconnect();
      instance.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);
  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />;
}
