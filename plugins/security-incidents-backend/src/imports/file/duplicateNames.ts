/** A name that an object of a JSON text has twice. */
export interface DuplicateName {
  name: string;
  /** Position of the second one in the text. */
  position: number;
}

/** Reads a string from its opening quote; returns the position behind its closing quote. */
function skipString(json: string, start: number): number {
  let end = start + 1;
  while (json[end] !== '"') end += json[end] === '\\' ? 2 : 1;
  return end + 1;
}

/** Finds names that an object has twice. Parsers keep the last one and say nothing. */
export function findDuplicateNames(
  /** Valid JSON. */
  json: string,
  limit: number,
): DuplicateName[] {
  const found: DuplicateName[] = [];
  /** The names of each object around the position; undefined for an array. */
  const open: Array<Set<string> | undefined> = [];
  let expectsName = false;
  for (let at = 0; at < json.length && found.length < limit; at += 1) {
    switch (json[at]) {
      case '{':
        open.push(new Set());
        expectsName = true;
        break;
      case '[':
        open.push(undefined);
        expectsName = false;
        break;
      case '}':
      case ']':
        open.pop();
        expectsName = false;
        break;
      case ',':
        expectsName = open[open.length - 1] !== undefined;
        break;
      case '"': {
        const end = skipString(json, at);
        if (expectsName) {
          const name: string = JSON.parse(json.slice(at, end));
          const names = open[open.length - 1]!;
          if (names.has(name)) found.push({ name, position: at });
          names.add(name);
          expectsName = false;
        }
        at = end - 1;
        break;
      }
      default:
    }
  }
  return found;
}
