import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Measured } from './measure';

/** A comparison and what it must keep. */
export interface Result extends Measured {
  comparison: 'service' | 'http' | 'catalog' | 'coverage';
  subject: string;
  call: string;
  clients: number;
  limit: { atMost: number } | { atLeast: number };
  /** What is held against the limit: the ratio of times, or of throughputs. */
  value: { median: number; low: number; high: number };
  kept: boolean;
}

const COMPARISONS: Record<Result['comparison'], string> = {
  service: 'in the service : the same SQL bare, time',
  http: 'over HTTP : authentication, decision and bare SQL, time',
  catalog: "over HTTP : the catalog's by-query, throughput",
  coverage: 'coverage of 5,000 services : the same SQL bare, time',
};

const LIMITS: Record<Result['comparison'], Result['limit']> = {
  service: { atMost: 1.5 },
  http: { atMost: 1.25 },
  catalog: { atLeast: 1.5 },
  coverage: { atMost: 1.5 },
};

/** Holds a measurement against its limit; throughput is one divided by time. */
export function judge(
  comparison: Result['comparison'],
  subject: { name: string; call: string },
  clients: number,
  measured: Measured,
): Result {
  const { ratio } = measured;
  const isThroughput = comparison === 'catalog';
  const limit = LIMITS[comparison];
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
    kept:
      'atMost' in limit
        ? value.median <= limit.atMost
        : value.median >= limit.atLeast,
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
        'atMost' in limit ? `<= ${limit.atMost}` : `>= ${limit.atLeast}`,
        kept ? 'kept' : 'MISSED',
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

/** Writes everything that was measured, and answers where. */
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
