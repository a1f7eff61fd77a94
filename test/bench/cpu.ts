import type { HttpClient } from './HttpClient';

const CALLS = 160;
const CLIENTS = 8;
const CPU_PATH = '/api/security-incidents/bare/cpu';

/** The CPU time of the backend process so far. */
async function readCpuMs(client: HttpClient): Promise<number> {
  const { cpuMs } = (await client.get(CPU_PATH)) as { cpuMs: number };
  return cpuMs;
}

async function measureRound(
  clients: HttpClient[],
  pathAt: (turn: number) => string,
): Promise<number> {
  const before = await readCpuMs(clients[0]);
  let turn = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (turn < CALLS) {
        turn += 1;
        await clients[turn % clients.length].fetch(pathAt(turn));
      }
    }),
  );
  return ((await readCpuMs(clients[0])) - before) / CALLS;
}

/** The median CPU time of a call in the backend process, for calls that take turns. Other work on the machine matters little. */
export async function measureCpu(
  clients: HttpClient[],
  calls: Record<string, (turn: number) => string>,
  rounds: number,
): Promise<Record<string, number>> {
  const measured: Record<string, number[]> = {};
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, pathAt] of Object.entries(calls)) {
      const cpuMs = await measureRound(clients, pathAt);
      // The first round warms up.
      if (round > 0) (measured[name] ??= []).push(cpuMs);
    }
  }
  return Object.fromEntries(
    Object.entries(measured).map(([name, values]) => {
      const sorted = [...values].sort((a, b) => a - b);
      return [name, sorted[Math.floor(sorted.length / 2)]];
    }),
  );
}
