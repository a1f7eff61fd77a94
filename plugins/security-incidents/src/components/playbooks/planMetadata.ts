/** A field of the metadata in the YAML of a plan. */
export function readMetadata(
  plan: string,
  field: 'name' | 'namespace',
): string | undefined {
  const value = new RegExp(
    `^ {2}${field}: ['"]?([a-z0-9][a-z0-9._-]*)`,
    'im',
  ).exec(plan);
  return value?.[1];
}

/** The same plan under another name. */
export function withName(plan: string, name: string): string {
  return plan.replace(/^ {2}name: .*$/m, () => `  name: ${name}`);
}

/** Whether the catalog takes a name: letters and digits, with `-`, `_` and `.` between them. */
export function isEntityName(name: string): boolean {
  return name.length <= 63 && /^[a-z0-9]+(?:[-_.]+[a-z0-9]+)*$/i.test(name);
}
