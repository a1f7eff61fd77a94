import {
  type CountedIncidents,
  MAX_REPORT_KEYS,
} from 'backstage-plugin-security-incidents-common';

/** Counts incidents and keeps the keys of the first ones. */
export class Counter {
  readonly #keys: string[] = [];
  #total = 0;

  add(key: string): void {
    this.#total += 1;
    if (this.#keys.length < MAX_REPORT_KEYS) this.#keys.push(key);
  }

  get total(): number {
    return this.#total;
  }

  get counted(): CountedIncidents {
    return { total: this.#total, keys: [...this.#keys] };
  }
}

/** One value for each of some names. */
export function forEachOf<const N extends string, T>(
  names: readonly N[],
  make: (name: N) => T,
): Record<N, T> {
  return Object.fromEntries(names.map(name => [name, make(name)])) as Record<
    N,
    T
  >;
}
