/** Two ways to do the same thing. Each call gets its number, so that it can cycle through its subjects. */
export interface Arms {
  product: (turn: number) => Promise<unknown>;
  yardstick: (turn: number) => Promise<unknown>;
}

export interface Measured {
  rounds: number;
  callsPerRound: number;
  /** Medians over the rounds, per call. */
  productMs: number;
  yardstickMs: number;
  /** Time of the product divided by time of the yardstick, in each round. */
  ratio: { median: number; p10: number; p90: number };
}

export interface Effort {
  rounds: number;
  callsPerRound: number;
  /** Calls in flight at a time. */
  clients: number;
  /** No round begins after this time. */
  atMostMs: number;
}

const MIN_ROUNDS = 9;

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[
    Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))
  ];
}

/** Milliseconds per call. */
async function time(
  arm: (turn: number) => Promise<unknown>,
  first: number,
  { callsPerRound, clients }: Effort,
): Promise<number> {
  let next = 0;
  const client = async () => {
    while (next < callsPerRound) {
      const turn = first + next;
      next += 1;
      await arm(turn);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  return (performance.now() - began) / callsPerRound;
}

/**
 * Runs both arms in alternating order, so that other load on the machine affects both alike. The first rounds warm up and do
 * not count.
 */
export async function compare(arms: Arms, effort: Effort): Promise<Measured> {
  const products: number[] = [];
  const yardsticks: number[] = [];
  const warmUp = 3;
  const until = performance.now() + effort.atMostMs;
  for (let round = -warmUp; round < effort.rounds; round += 1) {
    if (products.length >= MIN_ROUNDS && performance.now() > until) break;
    const first = (round + warmUp) * effort.callsPerRound;
    const productFirst = round % 2 === 0;
    const before = productFirst
      ? await time(arms.product, first, effort)
      : undefined;
    const yardstick = await time(arms.yardstick, first, effort);
    const product = before ?? (await time(arms.product, first, effort));
    if (round < 0) continue;
    products.push(product);
    yardsticks.push(yardstick);
  }
  const ratios = products.map((product, index) => product / yardsticks[index]);
  return {
    rounds: products.length,
    callsPerRound: effort.callsPerRound,
    productMs: quantile(products, 0.5),
    yardstickMs: quantile(yardsticks, 0.5),
    ratio: {
      median: quantile(ratios, 0.5),
      p10: quantile(ratios, 0.1),
      p90: quantile(ratios, 0.9),
    },
  };
}
