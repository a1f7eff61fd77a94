import type { TimelineEntry } from 'backstage-plugin-security-incidents-common';

/** What an entry holds, by name. */
export type Data = Record<string, unknown>;

/** The data of an entry as a record; empty when it was erased or withheld. */
export function dataOf(entry: TimelineEntry): Data {
  const { data } = entry;
  return typeof data === 'object' && data !== null ? (data as Data) : {};
}

/** A value of the data as text, or undefined. */
export function textOf(data: Data, name: string): string | undefined {
  const value = data[name];
  return typeof value === 'string' && value ? value : undefined;
}
