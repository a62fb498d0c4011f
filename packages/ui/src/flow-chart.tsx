import { SankeyChart } from 'echarts/charts';
import { use } from 'echarts/core';

use([SankeyChart]);

/** A chart that can also draw flows (桑基图): apart from the others, so that only pages with flows load them. */
export { Chart as FlowChart } from './chart.tsx';
