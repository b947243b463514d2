// Finishes a notebook that was run: draws its charts, and leaves out what differs from run to run. Then it compares
// what came out with the notebook as it stands in this folder, or, with --write, puts it there.
//
//   node finish.mjs EXECUTED NOTEBOOK [--write]
import { readFile, writeFile } from 'node:fs/promises';
import * as vega from 'vega';
import { compile } from 'vega-lite';

const CHART = 'application/vnd.vegalite.v5+json';
const DRAWN = 'image/svg+xml';

const joined = (text) => (Array.isArray(text) ? text.join('') : text);
const lines = (text) => text.split(/(?<=\n)/);

/** The drawing of a chart, as text: the same for the same chart. */
async function drawn(chart) {
  vega.resetSVGDefIds();
  const warned = [];
  const logger = { level: () => logger, error: (...m) => warned.push(m), warn: (...m) => warned.push(m) };
  logger.info = logger.debug = () => logger;
  const { spec } = compile(chart, { logger });
  if (warned.length > 0) {
    throw new Error(`Vega-Lite does not understand a chart: ${warned.flat().join('; ')}`);
  }
  return new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG();
}

/** An output as it is kept. */
async function kept(output) {
  const { execution_count: _, ...rest } = output;
  if (output.data?.[CHART]) {
    rest.data = { ...output.data, [DRAWN]: lines(await drawn(output.data[CHART])) };
  }
  if (output.output_type === 'execute_result') {
    rest.execution_count = null;
  }
  return rest;
}

const [executed, notebook, write] = process.argv.slice(2);
const ran = JSON.parse(await readFile(executed, 'utf8'));
const before = await readFile(notebook, 'utf8');
for (const cell of ran.cells) {
  cell.metadata = Object.fromEntries(Object.entries(cell.metadata).filter(([key]) => key !== 'execution'));
  if (cell.cell_type === 'code') {
    cell.execution_count = null;
    cell.outputs = await Promise.all(cell.outputs.map(kept));
  }
}
const after = `${JSON.stringify(ran, null, 1)}\n`;
if (write === '--write') {
  await writeFile(notebook, after);
} else if (after !== before) {
  const stands = JSON.parse(before);
  ran.cells.forEach((cell, i) => {
    const one = JSON.stringify(stands.cells[i]?.outputs);
    const other = JSON.stringify(cell.outputs);
    if (one !== other) {
      console.error(`${notebook}, cell ${i + 1}: ${joined(cell.source).split('\n')[0]}\n- ${one}\n+ ${other}`);
    }
  });
  console.error(`${notebook} gives something else than what stands in it: look at it, then notebooks/run --write`);
  process.exitCode = 1;
}
