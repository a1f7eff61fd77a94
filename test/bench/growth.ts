/*
 * `npm run bench -- --growth`: the cost of the worst input for each field, at half and at full length.
 * Time that grows faster than the input, or a long pause of the event loop, would let one request stop the process.
 * It needs no database and no network, and exits with 1 when a limit is missed.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as common from 'backstage-plugin-security-incidents-common';
import { z } from 'zod';
import playbook from '../fixtures/cacao-playbook.json';

/** Time at full length divided by time at half length; 2 is linear. */
const MAX_GROWTH = 2.5;
/** On 2 cores. */
const MAX_PAUSE_MS = 100;
/** Shorter times are overhead, so their growth is not judged. */
const NEGLIGIBLE_MS = 0.1;
/** One measurement: the fastest of several rounds, each long enough for the clock's resolution. */
const MIN_ROUND_MS = 2;
const ROUNDS = 7;
const ATTEMPTS = 4;

const QUERY_LENGTH = 16_000;
const PLAYBOOK_LENGTH = 1_000_000;
const PLAYBOOK_ENTRIES = 100_000;

/** One kind of input for a field, and the function that reads it. */
interface Case {
  field: string;
  kind: string;
  length: number;
  read(length: number): () => unknown;
}

/** Texts that are slow for careless regular expressions and loops. */
const TEXTS: Record<string, (length: number) => string> = {
  letters: n => 'a'.repeat(n),
  marks: n => `a${'…'.repeat(n - 2)}a`,
  dots: n => `a${'.'.repeat(n - 2)}a`,
  dashes: n => '-a'.repeat(n / 2),
  spaces: n => `a${' '.repeat(n - 2)}a`,
  lines: n => '\n'.repeat(n),
  fences: n => '`'.repeat(n),
  brackets: n => '('.repeat(n),
  ends: n => `${'?!.:'.repeat(n / 4)}a`,
  kanji: n => '障'.repeat(n),
  accents: n => 'e\u0301'.repeat(n / 2),
};

function textCases(
  field: string,
  length: number,
  read: (text: string) => () => unknown,
): Case[] {
  return Object.entries(TEXTS).map(([kind, make]) => ({
    field,
    kind,
    length,
    read: size => read(make(size)),
  }));
}

interface JsonSchema {
  type?: string;
  maxLength?: number;
  properties?: Record<string, JsonSchema>;
}

/** The text fields of all requests, from their schemas. */
function requestCases(): Case[] {
  return Object.entries<unknown>({ ...common }).flatMap(([name, schema]) => {
    if (!name.endsWith('Schema') || !(schema instanceof z.ZodType)) return [];
    const { properties = {} } = z.toJSONSchema(schema, {
      io: 'input',
      unrepresentable: 'any',
    }) as JsonSchema;
    return Object.entries(properties).flatMap(
      ([field, { type, maxLength = 0 }]) =>
        type === 'string' && maxLength > 0
          ? textCases(
              `${name}: ${field}`,
              maxLength,
              text => () => schema.safeParse({ [field]: text }),
            )
          : [],
    );
  });
}

function playbookCases(): Case[] {
  const [id, step] = Object.entries(playbook.workflow).find(([key]) =>
    key.startsWith('action--'),
  )!;
  const withStep = (more: object) => ({
    workflow: { ...playbook.workflow, [id]: { ...step, ...more } },
  });
  const withCommand = (more: object) => withStep({ commands: [more] });
  const texts: Record<string, (text: string) => object> = {
    name: text => ({ name: text }),
    description: text => ({ description: text }),
    label: text => ({ labels: [text] }),
    created: text => ({ created: text }),
    'unknown field': text => ({ [text]: 1 }),
    'name of a step': text => withStep({ name: text }),
    agent: text => withStep({ agent: text }),
    command: text => withCommand({ type: 'manual', command: text }),
    'command of a tool': text => withCommand({ type: 'bash', command: text }),
    'base64 command': text =>
      withCommand({ type: 'manual', command_b64: text }),
  };
  const lists: Record<string, (count: number) => object> = {
    'empty references': count => ({
      external_references: new Array(count).fill({}),
    }),
    labels: count => ({ labels: new Array(count).fill('Not a tag') }),
    'nested lists': count => ({ more: new Array(count).fill([[[1]]]) }),
    'unknown fields': count =>
      Object.fromEntries(
        Array.from({ length: count }, (_, at) => [`f${at}`, 1]),
      ),
  };
  const importWith = (more: object) => {
    const document = { ...playbook, ...more };
    return () => common.importCacaoPlaybook(document);
  };
  return [
    ...Object.entries(texts).flatMap(([field, make]) =>
      textCases(`playbook: ${field}`, PLAYBOOK_LENGTH, text =>
        importWith(make(text)),
      ),
    ),
    ...Object.entries(lists).map(([kind, make]) => ({
      field: `playbook: ${kind}`,
      kind: 'entries',
      length: PLAYBOOK_ENTRIES,
      read: (count: number) => importWith(make(count)),
    })),
  ];
}

const CASES: Case[] = [
  ...requestCases(),
  ...textCases(
    'search: q',
    QUERY_LENGTH,
    text => () => common.toSearchTerms(text),
  ),
  ...textCases(
    'search: indexed name',
    QUERY_LENGTH,
    text => () => common.toSearchWords(text),
  ),
  ...playbookCases(),
];

/** Milliseconds of one call, during which it blocks the event loop. */
async function measure(call: () => unknown): Promise<number> {
  let calls = 1;
  let best = Infinity;
  let round = 0;
  while (round < ROUNDS) {
    const start = performance.now();
    for (let count = 0; count < calls; count += 1) call();
    const elapsed = performance.now() - start;
    if (elapsed < MIN_ROUND_MS) {
      calls *= 2;
    } else {
      best = Math.min(best, elapsed / calls);
      round += 1;
    }
    await nextTurn();
  }
  return best;
}

interface Cost {
  field: string;
  kind: string;
  growth: number;
  ms: number;
}

/** Other work on the machine only adds time, so the best of a few attempts counts. */
async function measureCase(one: Case): Promise<Cost> {
  const { field, kind, length, read } = one;
  const [readHalf, readFull] = [read(Math.floor(length / 2)), read(length)];
  let best: Cost = { field, kind, growth: Infinity, ms: Infinity };
  for (
    let attempt = 0;
    attempt < ATTEMPTS && !isWithinLimits(best);
    attempt++
  ) {
    const halfMs = await measure(readHalf);
    const ms = await measure(readFull);
    const growth = ms < NEGLIGIBLE_MS ? 0 : ms / halfMs;
    best = {
      ...best,
      growth: Math.min(best.growth, growth),
      ms: Math.min(best.ms, ms),
    };
  }
  return best;
}

function isWithinLimits({ growth, ms }: Pick<Cost, 'growth' | 'ms'>): boolean {
  return growth <= MAX_GROWTH && ms <= MAX_PAUSE_MS;
}

async function main(): Promise<void> {
  const byField = new Map<string, Cost>();
  for (const one of CASES) {
    const cost = await measureCase(one);
    const worst = byField.get(cost.field);
    const isWorse =
      !worst ||
      (isWithinLimits(worst) && !isWithinLimits(cost)) ||
      (isWithinLimits(worst) === isWithinLimits(cost) && cost.ms > worst.ms);
    if (isWorse) byField.set(cost.field, cost);
  }
  const costs = [...byField.values()];
  console.table(
    costs.map(({ field, kind, growth, ms }) => ({
      field,
      'worst input': kind,
      growth: growth ? growth.toFixed(2) : 'negligible',
      'pause in ms': ms.toFixed(2),
      verdict: isWithinLimits({ growth, ms }) ? 'ok' : 'TOO MUCH',
    })),
  );
  const pause = Math.max(...costs.map(({ ms }) => ms));
  console.log(
    `Longest pause: ${pause.toFixed(
      1,
    )} ms (limit ${MAX_PAUSE_MS}). Limit of growth: ${MAX_GROWTH}.`,
  );
  if (!costs.every(isWithinLimits)) process.exitCode = 1;
}

main();
