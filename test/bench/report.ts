import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Measured } from './measure';

type Limit = { atMost: number } | { atLeast: number };

/** A comparison and its limit. */
export interface Result extends Measured {
  comparison:
    | 'service'
    | 'http'
    | 'floor'
    | 'people'
    | 'catalog'
    | 'coverage'
    | 'verification'
    | 'analysis';
  subject: string;
  call: string;
  clients: number;
  /** Comparisons without a limit are for information. */
  limit?: Limit;
  /** The ratio of times, or of throughputs. */
  value: { median: number; low: number; high: number };
  kept: boolean;
}

const COMPARISONS: Record<Result['comparison'], string> = {
  service: 'in the service : the same SQL bare, time',
  http: 'over HTTP : sign-in, one decision and the bare SQL, time',
  floor: 'over HTTP : sign-in and one decision, throughput',
  people: 'the same with clients of five people, throughput (information only)',
  catalog: "over HTTP : the catalog's by-query, throughput (information only)",
  analysis: 'analysis of a period : the same SQL bare, time',
  coverage: 'coverage of 5,000 services : the same SQL bare, time',
  verification: 'verification of a chain : the bare hash loop, throughput',
};

const LIMITS: Partial<Record<Result['comparison'], Limit>> = {
  service: { atMost: 1.5 },
  http: { atMost: 1.25 },
  floor: { atLeast: 0.75 },
  coverage: { atMost: 1.5 },
  verification: { atLeast: 0.6 },
  analysis: { atMost: 1.3 },
};

function isWithin(limit: Limit | undefined, value: number): boolean {
  if (!limit) return true;
  return 'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast;
}

function formatLimit(limit: Limit | undefined): string {
  if (!limit) return 'none';
  return 'atMost' in limit ? `<= ${limit.atMost}` : `>= ${limit.atLeast}`;
}

/** Compares a measurement with its limit. Throughput is one divided by time. */
export function judge(
  comparison: Result['comparison'],
  subject: { name: string; call: string; isLimited?: boolean },
  clients: number,
  measured: Measured,
): Result {
  const { ratio } = measured;
  const isThroughput = ['floor', 'people', 'catalog', 'verification'].includes(
    comparison,
  );
  const limit = subject.isLimited === false ? undefined : LIMITS[comparison];
  const value = isThroughput
    ? { median: 1 / ratio.median, low: 1 / ratio.p90, high: 1 / ratio.p10 }
    : { median: ratio.median, low: ratio.p10, high: ratio.p90 };
  return {
    comparison,
    subject: subject.name,
    call: subject.call,
    clients,
    ...measured,
    limit,
    value,
    kept: isWithin(limit, value.median),
  };
}

const fixed = (value: number) => value.toFixed(2);

export function table(results: readonly Result[]): string {
  const lines: string[] = [];
  for (const comparison of Object.keys(COMPARISONS) as Array<
    Result['comparison']
  >) {
    lines.push('', COMPARISONS[comparison]);
    const header = ['call', 'of', 'clients', 'ratio', 'p10..p90', 'limit', ''];
    const rows = results
      .filter(result => result.comparison === comparison)
      .map(({ call, subject, clients, value, limit, kept }) => [
        call,
        subject,
        String(clients),
        fixed(value.median),
        `${fixed(value.low)}..${fixed(value.high)}`,
        formatLimit(limit),
        kept ? '' : 'MISSED',
      ]);
    const widths = header.map((name, column) =>
      Math.max(name.length, ...rows.map(row => row[column].length)),
    );
    for (const row of [header, ...rows]) {
      lines.push(
        `  ${row
          .map((cell, column) => cell.padEnd(widths[column]))
          .join('  ')
          .trimEnd()}`,
      );
    }
  }
  return lines.join('\n');
}

/** Writes the results to a file and returns its path. */
export function save(
  results: readonly Result[],
  data: Record<string, unknown>,
): { file: string; report: Record<string, unknown> } {
  const folder = join(__dirname, '..', '..', 'test-output');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'bench.json');
  const report = {
    machine: {
      cpus: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
    ...data,
    results,
  };
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`);
  return { file, report };
}
