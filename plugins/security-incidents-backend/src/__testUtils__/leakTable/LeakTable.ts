/** A valid call of the API. */
export interface Request {
  method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  path: string;
  body?: object;
  /** Sends a small file as a form. */
  isForm?: boolean;
}

/** What an answer says: its JSON without the time of the request, or the lines of its file. */
export type Answer = Record<string, unknown>;

/** The routes of one feature, by what they say about incidents. */
export interface LeakTable {
  /** Routes about one incident, each with a valid request. */
  aboutOne?: Record<string, (id: string) => Request>;
  /** Routes of reporters about their own report, each with a valid request. For anybody else there is no such report. */
  aboutOwn?: Record<string, (id: string) => Request>;
  /** Routes about one import of incidents, each with a valid request. */
  aboutImport?: Record<string, (id: string) => Request>;
  /** Routes that list or count, with requests for each way in which a restricted incident could show. */
  aboutMany?: Record<string, Request[]>;
  /** The numbers of incidents in an answer. */
  counts?: Record<string, (answer: Answer) => number[]>;
  /** Routes that return nothing about recorded incidents. */
  aboutNone?: string[];
}

/** Reads numbers from an answer of a known type. */
export function countIn<T>(read: (answer: T) => number[]) {
  return (answer: Answer) => read(answer as T);
}

/** The number of rows of a list or a file. */
export const countItems = countIn(({ items }: { items: unknown[] }) => [
  items.length,
]);
export const countLines = countIn(({ lines }: { lines: string[] }) => [
  lines.length,
]);
