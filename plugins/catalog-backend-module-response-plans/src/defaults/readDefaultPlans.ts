import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkResponsePlan,
  formatPlanFinding,
  type ResponsePlan,
  type ResponsePlanDocument,
} from 'backstage-plugin-security-incidents-common';
import { parse } from 'yaml';

/** Parses and lints a plan. Throws with the name of its source. */
export function toPlan(document: unknown, source: string): ResponsePlan {
  const { plan, findings } = checkResponsePlan(
    document as ResponsePlanDocument,
  );
  const errors = findings.filter(({ level }) => level === 'error');
  if (!plan || errors.length > 0) {
    throw new Error(
      [`Response plan ${source} cannot be used:`]
        .concat(errors.map(formatPlanFinding))
        .join('\n'),
    );
  }
  return plan;
}

/** The plans of a folder, by file name. */
export function readDefaultPlans(folder: string): ResponsePlan[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .map(file => toPlan(parse(readFileSync(join(folder, file), 'utf8')), file));
}
