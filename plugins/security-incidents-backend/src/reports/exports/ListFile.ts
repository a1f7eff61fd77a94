import type { Tlp } from 'backstage-plugin-security-incidents-common';
import { type Cell, toCsvLines } from '../csv';

/** The formats of exported lists. */
export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The rows of an export that are in memory at a time. */
export const EXPORT_PAGE = 200;

/** A row of an exported list. */
export interface ExportItem<T> {
  item: T;
  /** The incident that it is about. */
  incident?: { key: string; tlp: Tlp };
}

export interface ExportPage<T> {
  items: ReadonlyArray<ExportItem<T>>;
  nextCursor?: string;
}

/** Reads one page of a list, in an order that changes of the rows do not change. */
export type GetExportPage<T> = (cursor?: string) => Promise<ExportPage<T>>;

/** A list that can be exported. */
export interface ExportedList<T> {
  /** The columns of a CSV file, in order. */
  columns: ReadonlyArray<[string, (row: ExportItem<T>) => Cell]>;
  /** Absent for lists whose items are about no incident. */
  ofIncidents?: {
    /** The columns that name the incident and its marking. An item about a TLP:RED incident has no others. */
    keyColumn: string;
    tlpColumn: string;
    /** What stands for an item about a TLP:RED incident in a JSON file. */
    toKeyOnly(incident: { key: string; tlp: Tlp }): object;
  };
}

/** A file that is made while it is read. */
export interface ListFile {
  fileName: string;
  content: AsyncIterable<string>;
}

function isKeyOnly<T>({ incident }: ExportItem<T>): boolean {
  return incident?.tlp === 'RED';
}

function toCells<T>(list: ExportedList<T>, row: ExportItem<T>): Cell[] {
  const { columns, ofIncidents } = list;
  return columns.map(([name, getCell]) => {
    if (!isKeyOnly(row)) return getCell(row);
    if (name === ofIncidents?.keyColumn) return row.incident!.key;
    return name === ofIncidents?.tlpColumn ? row.incident!.tlp : undefined;
  });
}

/** Writes pages as they come. An item that names no incident is never left to its key. */
export async function* writeCsv<T>(
  list: ExportedList<T>,
  pages: AsyncIterable<ExportPage<T>>,
) {
  yield toCsvLines([list.columns.map(([name]) => name)], { isStart: true });
  for await (const { items } of pages) {
    if (items.length === 0) continue;
    yield toCsvLines(
      items.map(row => toCells(list, row)),
      { isStart: false },
    );
  }
}

async function* writeJson<T>(
  list: ExportedList<T>,
  pages: AsyncIterable<ExportPage<T>>,
) {
  let separator = '[\n';
  for await (const { items } of pages) {
    // A page can be empty although others follow.
    if (items.length === 0) continue;
    const texts = items.map(row => {
      if (!isKeyOnly(row)) return JSON.stringify(row.item);
      // The record has more than these.
      const { key, tlp } = row.incident!;
      return JSON.stringify(
        list.ofIncidents?.toKeyOnly({ key, tlp }) ?? { key, tlp },
      );
    });
    yield `${separator}${texts.join(',\n')}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

/**
 * Makes a file of a list, one page at a time: the next page is read when the one before was taken. Of an item about a TLP:RED
 * incident the file has the key only.
 */
export async function makeListFile<T>(
  list: ExportedList<T>,
  options: {
    /** Without day and format. */
    name: string;
    format: ExportFormat;
    now: Date;
    getPage: GetExportPage<T>;
  },
): Promise<ListFile> {
  const { name, format, now, getPage } = options;
  // The first page comes before the answer starts, so that its errors have a status.
  const first = await getPage();
  async function* readPages() {
    yield first;
    let { nextCursor } = first;
    while (nextCursor !== undefined) {
      const page = await getPage(nextCursor);
      yield page;
      nextCursor = page.nextCursor;
    }
  }
  const write = format === 'csv' ? writeCsv : writeJson;
  return {
    fileName: `${name}-${now.toISOString().slice(0, 10)}.${format}`,
    content: write(list, readPages()),
  };
}
