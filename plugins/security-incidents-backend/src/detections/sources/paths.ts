import { z } from 'zod';

const MAX_PATH = 300;
const MAX_STEPS = 20;
const STEP = /([^.[\]]+)|\[(\d{1,4})\]|\["([^"\]]+)"\]/y;

function readSteps(path: string): Array<string | number> | undefined {
  const steps: Array<string | number> = [];
  let at = 0;
  while (at < path.length && steps.length < MAX_STEPS) {
    STEP.lastIndex = at;
    const [all, name, position, quoted] = STEP.exec(path) ?? [];
    if (all === undefined) return undefined;
    // A name is the first step or follows a dot; brackets follow at once.
    steps.push(name ?? quoted ?? Number(position));
    at += all.length;
    if (path[at] === '.' && at + 1 < path.length) at += 1;
    else if (at < path.length && path[at] !== '[') return undefined;
  }
  return at === path.length && steps.length > 0 ? steps : undefined;
}

/** A path of fields in JSON: `issue.tags[0].name`, or `output_fields["k8s.ns.name"]` for names with dots. */
export const pathSchema = z
  .string()
  .min(1)
  .max(MAX_PATH)
  .refine(
    path => readSteps(path) !== undefined,
    'must be a path such as issue.tags[0].name',
  );

/** The steps of a path that {@link pathSchema} accepts. */
export function parsePath(path: string): ReadonlyArray<string | number> {
  return readSteps(path) ?? [];
}
