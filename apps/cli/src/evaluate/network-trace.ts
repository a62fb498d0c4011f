import { type NetworkTraceInput, traceNetwork } from '@tarim/science';
import { nullable } from '../schema.ts';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT } from './finding-schema.ts';
import { MAX_LINE_OF_SETS } from './lines.ts';

const help = `
tarim evaluate trace [--explain]  < lines.ndjson

河网上下游追踪：由一个节点沿水流（或逆水流）可达的节点与河段、沿河距离、传播时间；河网有环则指出。
Up or down a river network from a node: nodes and edges reached, distance along the river, travel time; cycles are told.

  {"id":1,"start":"A","edges":[{"id":"r1","from":"A","to":"B","length":10000,"velocity":1},{"id":"r2","from":"B","to":"C","length":5000,"velocity":0.5}]}
  {"id":1,"direction":"down","nodes":[{"node":"A","distance":0,"hours":0,"via":null,"by":null},…,{"node":"C","distance":15000,"hours":5.55…,"via":"B","by":"r2"}],"edges":["r1","r2"],"length":15000,"cycles":[],…}

  edges        河段：from → to 为水流方向，length m，velocity 流速 m/s（可缺）   along the water
  start        起始节点   direction  down（缺省）或 up
  velocity     没有流速的河段按它计，m/s   maxDistance  沿河最远 m   maxHours  最长传播时间 h

传播时间只是 Σ 长度/流速：不含弥散、降解与湖库停留。Advection alone. 有分汊时，最短的路不一定最快，两者分别给出。

  --explain  另给 steps：逐节点

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const NODE = { type: ['string', 'number'] };

/** `tarim evaluate trace`. */
export const traceCommand = evaluateCommand({
  name: 'trace',
  help,
  longest: MAX_LINE_OF_SETS,
  schema: {
    input: inputSchema(['edges', 'start'], {
      edges: {
        type: 'array',
        items: {
          type: 'object',
          required: ['from', 'to', 'length'],
          properties: {
            id: { type: ['string', 'number', 'null'] },
            from: NODE,
            to: NODE,
            length: { type: 'number', minimum: 0 },
            velocity: { type: ['number', 'null'], exclusiveMinimum: 0 },
          },
        },
      },
      start: NODE,
      direction: { enum: ['down', 'up'] },
      velocity: { type: ['number', 'null'], exclusiveMinimum: 0 },
      maxDistance: nullable('number'),
      maxHours: nullable('number'),
    }),
    output: findingSchema({
      direction: { enum: ['down', 'up'] },
      nodes: {
        type: 'array',
        items: {
          type: 'object',
          required: ['node', 'distance', 'hours', 'via', 'by'],
          properties: {
            node: TEXT,
            distance: { type: 'number' },
            hours: nullable('number'),
            via: nullable('string'),
            by: nullable('string'),
          },
        },
      },
      edges: { type: 'array', items: TEXT },
      length: { type: 'number' },
      cycles: { type: 'array', items: { type: 'array', items: TEXT } },
    }),
  },
  answer: (input) => traceNetwork(input as unknown as NetworkTraceInput),
});
