import type {
  ImportEncoding,
  ImportFinding,
} from 'backstage-plugin-security-incidents-common';

/** A row of a file before its columns become fields. */
export interface RawRow {
  /** As people count it, see `ImportFinding.row`. */
  row: number;
  /** Column to text. */
  values: ReadonlyMap<string, string>;
}

/** What a file holds. */
export interface RawFile {
  format: string;
  encoding?: ImportEncoding;
  delimiter?: string;
  columns: string[];
  rows: RawRow[];
  /** What is wrong with rows and columns, whatever they become. */
  findings: ImportFinding[];
}
